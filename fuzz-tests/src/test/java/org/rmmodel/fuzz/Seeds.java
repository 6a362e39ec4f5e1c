package org.rmmodel.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What the fuzzer begins with: files of this project. */
final class Seeds {
  /** How long the fuzzer looks in each class, in the exhaustive lane. */
  static final String LONGEST = "10m";

  /** Larger files are not faster to bend than many small ones. */
  private static final long LARGEST = 16 << 10;

  private static final int MOST = 60;

  private Seeds() {}

  /** The smallest files of a folder, and of the folders in it, with one of these endings. */
  static Stream<byte[]> of(String folder, String... endings) {
    try (Stream<Path> files = Files.walk(Path.of("..").resolve(folder))) {
      List<Path> small =
          files
              .filter(Files::isRegularFile)
              .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
              .filter(file -> size(file) <= LARGEST)
              .sorted(Comparator.comparingLong(Seeds::size).thenComparing(Path::toString))
              .limit(MOST)
              .toList();
      if (small.isEmpty()) {
        throw new IllegalStateException("no seeds in " + folder);
      }
      return small.stream().map(Seeds::bytes).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
