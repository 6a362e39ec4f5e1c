package org.rmmodel.impl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rmmodel.common.Yaml;

/** The facts are those of the specification, and wherever Javadoc cites one, it links to it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FactTest {
  private static final Path ROOT = Path.of("..");
  private static final Path FACTS = ROOT.resolve("spec/facts.yaml");
  private static final List<String> MODULES =
      List.of(
          "impl", "fixtures", "lincheck-tests", "property-tests", "jcstress-tests", "benchmarks");

  private static final Pattern JAVADOC = Pattern.compile("/\\*\\*.*?\\*/", Pattern.DOTALL);

  /** What may name a fact without a link: diagrams, code, and the links themselves. */
  private static final Pattern EXEMPT =
      Pattern.compile("<pre>.*?</pre>|\\{@(?:code|link)[^}]*\\}", Pattern.DOTALL);

  private static final Pattern ID =
      Pattern.compile("(?<![\\w#.])(?:F\\d{1,2}[abc]?|P\\d{1,2}b?|L[1-4]|N[12])(?!\\w)");

  @Test
  void the_list_is_that_of_the_specification() throws IOException {
    Yaml.Fields facts = Yaml.read("facts.yaml", Files.readString(FACTS)).fields();
    Map<String, String> specified = new TreeMap<>();
    for (String part : List.of("flaws", "properties")) {
      for (Yaml.Node node : facts.items(part)) {
        specified.put(node.fields().text("id"), node.fields().text("title"));
      }
    }
    assertThat(Arrays.stream(Fact.values()).collect(Collectors.toMap(Fact::id, Fact::title)))
        .isEqualTo(specified);
  }

  @Test
  void a_fact_that_Javadoc_cites_is_a_link() throws IOException {
    List<String> bare = new ArrayList<>();
    int links = 0;
    for (Path file : sources()) {
      String text = Files.readString(file);
      Matcher javadoc = JAVADOC.matcher(text);
      while (javadoc.find()) {
        links += javadoc.group().split("Fact#", -1).length - 1;
        Matcher id = ID.matcher(EXEMPT.matcher(javadoc.group()).replaceAll(""));
        while (id.find()) {
          bare.add(ROOT.relativize(file) + ": " + id.group());
        }
      }
    }
    assertThat(bare).isEmpty();
    assertThat(links).isGreaterThan(100);
  }

  private static List<Path> sources() throws IOException {
    List<Path> all = new ArrayList<>();
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src"))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .filter(file -> !file.endsWith("Fact.java"))
            .forEach(all::add);
      }
    }
    return all;
  }
}
