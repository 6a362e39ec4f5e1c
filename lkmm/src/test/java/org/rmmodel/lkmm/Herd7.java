package org.rmmodel.lkmm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rmmodel.lkmm.report.HerdVerdicts;

/**
 * The herd7 of this machine, if it has one.
 *
 * @param model a folder with the kernel's tools/memory-model
 */
record Herd7(Path model) {
  /** What herd7 has for one test, by the clock. */
  static final Duration LIMIT = Duration.ofSeconds(60);

  /**
   * The herd7 on the path.
   *
   * @param model the folder of the memory model, or null if none was said
   * @return nothing without a model, or without herd7
   */
  static Optional<Herd7> onPath(@Nullable String model) {
    boolean there =
        Stream.of(System.getenv("PATH").split(":", -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "herd7")));
    return model != null && there ? Optional.of(new Herd7(Path.of(model))) : Optional.empty();
  }

  /**
   * Judges a test.
   *
   * @param name what the answer calls it
   * @param test its file
   * @return a table of one line; nothing if herd7 was cut short
   * @throws IOException if herd7 cannot be started, or ends without a verdict
   * @throws InterruptedException if interrupted
   */
  Optional<HerdVerdicts> judge(String name, Path test) throws IOException, InterruptedException {
    Path output = Files.createTempFile("herd7", ".txt");
    try {
      Process process =
          new ProcessBuilder("herd7", "-conf", "linux-kernel.cfg", test.toAbsolutePath().toString())
              .directory(model.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        return Optional.empty();
      }
      return Optional.of(HerdVerdicts.parse(List.of(line(name, Files.readAllLines(output)))));
    } finally {
      Files.delete(output);
    }
  }

  /** The line of the table that herd7's output says. */
  private static String line(String name, List<String> output) throws IOException {
    List<String> flags = new ArrayList<>();
    String observed = null;
    for (String line : output) {
      if (line.startsWith("Flag ")) {
        flags.add(line.substring("Flag ".length()).strip());
      } else if (line.startsWith("Observation ")) {
        observed = line;
      }
    }
    if (observed == null) {
      throw new IOException("herd7 has no verdict of " + name + ": " + String.join(" ", output));
    }
    String[] words = observed.split(" ", -1);
    int last = words.length - 1;
    return String.join(
        "\t",
        name,
        words[last - 2],
        words[last - 1],
        words[last],
        flags.isEmpty() ? "-" : String.join(",", flags));
  }
}
