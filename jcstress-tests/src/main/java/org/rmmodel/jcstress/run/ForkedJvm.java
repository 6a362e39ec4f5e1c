package org.rmmodel.jcstress.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.processors.JCStressTestProcessor;

/**
 * Runs one test in a JVM of its own, on the class path of this one. All that is written goes to the
 * output folder.
 */
final class ForkedJvm {
  /** What a JVM may take besides sampling, before it counts as hanging. */
  private static final int PATIENCE_MILLIS = 20_000;

  /**
   * What jcstress tells the compiler: compile the loop around an actor when it is reached, with the
   * actor and what it calls in it, and leave the loops around that loop alone.
   */
  private static final String DIRECTIVES =
      """
      [
        {
          match: "org.openjdk.jcstress.infra.runners.CounterThread::*",
          inline: "-*::*"
        },
        {
          match: "*::%1$s*",
          inline: ["-*::%2$s*", "+*::%3$s*", "-*::%4$s*",
                   "+org.openjdk.jcstress.infra.runners.WorkerSync::*"],
          BackgroundCompilation: false
        },
        {
          match: "*::%2$s*",
          inline: ["+org.rmmodel.jcstress.litmus.*::*", "+org.rmmodel.jcstress.weakened.*::*"],
          BackgroundCompilation: false
        }
      ]
      """
          .formatted(
              JCStressTestProcessor.ITERATION_LOOP_PREFIX,
              JCStressTestProcessor.STRIDE_LOOP_PREFIX,
              JCStressTestProcessor.CONSUME_PREFIX,
              JCStressTestProcessor.CONSUME_NI_PREFIX);

  private final Path out;
  private final Path directives;

  /**
   * Prepares the output folder.
   *
   * @param out the folder
   */
  ForkedJvm(Path out) {
    this.out = out.toAbsolutePath();
    directives = this.out.resolve("directives.json");
    try {
      Files.createDirectories(this.out);
      Files.writeString(directives, DIRECTIVES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Runs a test.
   *
   * @param litmus the test
   * @param jvm how the JVM compiles
   * @param millis for how long to sample
   * @return what came out
   * @throws InterruptedException if interrupted
   */
  Samples run(Litmus litmus, Jvm jvm, int millis) throws InterruptedException {
    Path log = out.resolve("fork.log");
    try {
      Process process =
          new ProcessBuilder(command(litmus, jvm, millis))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      Thread killer = new Thread(process::destroyForcibly);
      Runtime.getRuntime().addShutdownHook(killer);
      try {
        if (!process.waitFor(2L * millis + PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
          return Samples.failure("the JVM hung");
        }
        return parse(Files.readAllLines(log), process.exitValue());
      } finally {
        process.destroyForcibly();
        forget(killer);
      }
    } catch (IOException e) {
      return Samples.failure("the JVM gave no result: " + OneLine.of(String.valueOf(e)));
    }
  }

  private static void forget(Thread killer) {
    try {
      Runtime.getRuntime().removeShutdownHook(killer);
    } catch (IllegalStateException e) {
      // It is running: this JVM ends.
    }
  }

  private List<String> command(Litmus litmus, Jvm jvm, int millis) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.addAll(
        List.of(
            "-Xms256m",
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-RestrictContended",
            "-XX:CompilerDirectivesFile=" + directives,
            "-XX:-UsePerfData",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=" + out.resolve("hs_err.log"),
            "-XX:ReplayDataFile=" + out.resolve("replay.log"),
            "-Djava.io.tmpdir=" + out));
    command.addAll(jvm.options());
    if (jvm == Jvm.RANDOM_C2) {
      command.add("-XX:StressSeed=" + ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE));
    }
    command.addAll(List.of(Fork.class.getName(), litmus.runner(), String.valueOf(millis)));
    return command;
  }

  /** Reads what {@link Fork} has printed; without its last line there is no result. */
  static Samples parse(List<String> lines, int exitValue) {
    SortedMap<String, Long> outcomes = new TreeMap<>();
    String status = "";
    List<String> messages = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (String line : lines) {
      if (!line.startsWith(Fork.MARK)) {
        others.add(line);
        continue;
      }
      String[] words = line.substring(Fork.MARK.length()).split("\t", 3);
      switch (words[0]) {
        case Fork.OUTCOME -> outcomes.merge(words[2], Long.valueOf(words[1]), Long::sum);
        case Fork.MESSAGE -> messages.add(words[1]);
        default -> status = words[1];
      }
    }
    if (status.equals(Status.NORMAL.name()) && exitValue == 0) {
      return Samples.seen(outcomes);
    }
    if (status.equals(Status.TEST_ERROR.name()) || status.equals(Status.CHECK_TEST_ERROR.name())) {
      String what = messages.size() > 1 ? messages.get(1) : String.join(" ", messages);
      return what.contains("OutOfMemoryError")
          ? Samples.failure("the JVM ran out of memory")
          : Samples.threw(OneLine.of(what));
    }
    String why = status.isEmpty() ? "the JVM died with status " + exitValue : status;
    List<String> said = status.isEmpty() ? others : messages;
    String last = said.isEmpty() ? "" : ": " + said.get(said.size() - 1);
    return Samples.failure(OneLine.of(why + last));
  }
}
