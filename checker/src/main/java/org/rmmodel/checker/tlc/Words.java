package org.rmmodel.checker.tlc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All that may become a string, a record's field or a model value. TLC numbers words as it meets
 * them and sorts sets by these numbers, so a JVM that serves many runs numbers them beforehand.
 *
 * <p>Model values' fingerprints are made from these numbers, too, and a search for cycles goes by
 * fingerprints. So the words of a run's own cfg come first: which cycle it shows then depends on
 * nothing that is written elsewhere.
 */
public final class Words {
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");
  private static final Pattern SPELLED = Pattern.compile(".*\\.(tla|cfg|yaml)");

  private Words() {}

  /**
   * Numbers the words of these files, in the order of the alphabet, and then those of these
   * folders.
   *
   * @param places the files and folders
   * @throws IOException if one cannot be read
   */
  public static void number(String... places) throws IOException {
    in(places, Files::isRegularFile).forEach(TlcInternals::number);
    of(places).forEach(TlcInternals::number);
  }

  /**
   * The words of folders.
   *
   * @param folders the folders
   * @return the words, in the order of the alphabet
   * @throws IOException if one cannot be read
   */
  static SortedSet<String> of(String... folders) throws IOException {
    return in(folders, Files::isDirectory);
  }

  private static SortedSet<String> in(String[] places, Predicate<Path> which) throws IOException {
    SortedSet<String> words = new TreeSet<>();
    for (Path place : Stream.of(places).map(Path::of).filter(which).toList()) {
      try (Stream<Path> files = Files.walk(place, 1)) {
        files
            .filter(file -> SPELLED.matcher(file.getFileName().toString()).matches())
            .filter(Files::isRegularFile)
            .map(Words::text)
            .map(WORD::matcher)
            .flatMap(Matcher::results)
            .forEach(word -> words.add(word.group()));
      }
    }
    return words;
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
