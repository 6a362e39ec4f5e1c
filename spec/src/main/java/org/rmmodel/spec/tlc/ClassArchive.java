package org.rmmodel.spec.tlc;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * An archive of TLC's classes, from which a JVM starts sooner. It is written by one of the first
 * runs as it ends, and used by those that begin later; where a JVM cannot write or read it, it
 * starts without.
 */
final class ClassArchive {
  /** So many runs must come before writing it pays. */
  private static final int WORTH_IT = 4;

  private static final List<String> QUIETLY =
      List.of("-XX:+IgnoreUnrecognizedVMOptions", "-Xlog:cds=off", "-Xlog:cds+dynamic=off");

  private final AtomicInteger runs = new AtomicInteger();
  private volatile Path file = Path.of("");
  private volatile boolean ready;

  /** The options of the next run's JVM. */
  List<String> options(Path folder) {
    int run = runs.incrementAndGet();
    if (ready && Files.isReadable(file)) {
      return with("-XX:SharedArchiveFile=" + file);
    }
    if (run == WORTH_IT) {
      file = folder.resolveSibling("tlc.jsa");
      return with("-XX:ArchiveClassesAtExit=" + file);
    }
    return List.of();
  }

  private static List<String> with(String option) {
    return Stream.concat(QUIETLY.stream(), Stream.of(option)).toList();
  }

  /** A run that had these options has ended by itself. */
  void ended(List<String> options) {
    if (options.stream().anyMatch(option -> option.startsWith("-XX:ArchiveClassesAtExit="))) {
      ready = Files.isReadable(file);
    }
  }
}
