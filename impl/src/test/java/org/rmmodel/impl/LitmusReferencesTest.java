package org.rmmodel.impl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Each access that is not plain says in the Javadoc of its method, of its field or of its class
 * which litmus test of the specification it answers to, or that there is none, and why: {@code
 * Litmus: commit-read-least, two-puts.}
 */
class LitmusReferencesTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Path TESTS = Path.of("..", "spec", "litmus");

  /** Modes of a VarHandle or an atomic class; and what is volatile where it is declared. */
  private static final Pattern ACCESS =
      Pattern.compile(
          "(\\w+)\\.(?:[gs]et(?:Opaque|Acquire|Release|Volatile)"
              + "|(?:weak)?[cC]ompareAnd(?:Set|Exchange)\\w*"
              + "|getAnd(?:Add|Set|Increment|Decrement)\\w*"
              + "|(?:increment|decrement|add)AndGet|\\w+Fence)\\("
              + "|\\bvolatile (?!\\{)");

  /** An atomic field, whose get() and set() are volatile, too. */
  private static final Pattern ATOMIC = Pattern.compile("\\bAtomic\\w+(?:<.*>)? (\\w+)(?: =|;)");

  private static final Pattern JAVADOC = Pattern.compile("(?s)/\\*\\*.*?\\*/");
  private static final Pattern CLASS =
      Pattern.compile("(?m)^(?:public |final |abstract )*(?:class|record|enum|interface) ");
  private static final Pattern SAID = Pattern.compile("Litmus: ([a-z0-9-]+(?:, [a-z0-9-]+)*)[.;)]");
  private static final Pattern NONE = Pattern.compile("Litmus: none, [a-z][^.]+\\.");

  @Test
  void each_access_that_is_not_plain_names_its_litmus_test() throws IOException {
    List<String> bare = new ArrayList<>();
    int accesses = 0;
    for (Path file : sources()) {
      String text = Files.readString(file);
      Matcher access = ACCESS.matcher(text);
      String code = JAVADOC.matcher(text).replaceAll(m -> " ".repeat(m.group().length()));
      while (access.find()) {
        if (code.startsWith(access.group(), access.start())) {
          accesses++;
          boolean said =
              isSaid(near(text, access.start()))
                  || isSaid(ofField(text, access.group(1)))
                  || isSaid(ofClass(text));
          if (!said) {
            bare.add(file.getFileName() + ": " + line(text, access.start()));
          }
        }
      }
    }
    assertThat(accesses).isGreaterThan(50);
    assertThat(bare).isEmpty();
  }

  @Test
  void each_litmus_test_that_Javadoc_names_is_there() throws IOException {
    List<String> names = new ArrayList<>();
    for (Path file : sources()) {
      Matcher javadoc = JAVADOC.matcher(Files.readString(file));
      while (javadoc.find()) {
        Matcher said = SAID.matcher(plain(javadoc.group()));
        while (said.find()) {
          names.addAll(List.of(said.group(1).split(", ")));
        }
      }
    }
    assertThat(names).hasSizeGreaterThan(30);
    assertThat(names).allSatisfy(name -> assertThat(TESTS.resolve(name + ".litmus")).exists());
  }

  /** The Javadoc that ends last before a place. */
  private static String near(String text, int place) {
    String last = "";
    Matcher javadoc = JAVADOC.matcher(text.substring(0, place));
    while (javadoc.find()) {
      last = javadoc.group();
    }
    return last;
  }

  @Test
  void an_atomic_field_that_is_read_or_written_without_a_mode_says_it_itself() throws IOException {
    for (Path file : sources()) {
      String text = Files.readString(file);
      Matcher field = ATOMIC.matcher(text);
      while (field.find()) {
        String name = field.group(1);
        if (Pattern.compile("\\b" + name + "\\.[gs]et\\(").matcher(text).find()) {
          assertThat(isSaid(ofField(text, name))).as(file.getFileName() + ": " + name).isTrue();
        }
      }
    }
  }

  /** The Javadoc of the field that an access is of; empty for none. */
  private static String ofField(String text, @Nullable String name) {
    Matcher field = Pattern.compile("(?m)^ +private .*\\b" + name + "(?: =|;)").matcher(text);
    return name != null && field.find() ? near(text, field.start()) : "";
  }

  /** The Javadoc of the file's class. */
  private static String ofClass(String text) {
    Matcher found = CLASS.matcher(text);
    return found.find() ? near(text, found.start()) : "";
  }

  private static boolean isSaid(String javadoc) {
    String text = plain(javadoc);
    return SAID.matcher(text).find() || NONE.matcher(text).find();
  }

  private static String plain(String javadoc) {
    return javadoc.replaceAll("\\s*\\n\\s*\\* ?", " ");
  }

  private static String line(String text, int place) {
    return text.substring(text.lastIndexOf('\n', place) + 1, text.indexOf('\n', place)).strip();
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }
}
