package org.rmmodel.jcstress.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.processors.JCStressTestProcessor;
import org.rmmodel.common.ChildJvm;
import org.rmmodel.common.OneLine;
import org.rmmodel.common.Output;

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
          inline: ["+org.rmmodel.jcstress.litmus.*::*", "+org.rmmodel.fixtures.*::*"],
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
   * @throws org.rmmodel.common.BadInput if it cannot be made, or nothing can be written there
   */
  ForkedJvm(Path out) {
    this.out = Output.keep("--out", out);
    directives = this.out.resolve("directives.json");
    Output.write(directives, DIRECTIVES);
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
      ChildJvm.End end =
          child(litmus, jvm, millis).log(log).run(Duration.ofMillis(2L * millis + PATIENCE_MILLIS));
      return end.isOutOfTime()
          ? Samples.failure("the JVM hung")
          : parse(Files.readAllLines(log), end.status().getAsInt());
    } catch (IOException e) {
      return Samples.failure("the JVM gave no result: " + OneLine.of(e));
    }
  }

  private ChildJvm child(Litmus litmus, Jvm jvm, int millis) {
    List<String> options = new ArrayList<>();
    options.add("-Xms256m");
    options.add("-XX:+UnlockDiagnosticVMOptions");
    options.add("-XX:-RestrictContended");
    options.add("-XX:CompilerDirectivesFile=" + directives);
    options.add("-XX:-UsePerfData");
    options.add("-XX:-CreateCoredumpOnCrash");
    options.add("-XX:ErrorFile=" + out.resolve("hs_err.log"));
    options.add("-XX:ReplayDataFile=" + out.resolve("replay.log"));
    options.add("-Djava.io.tmpdir=" + out);
    options.addAll(jvm.options());
    if (jvm == Jvm.RANDOM_C2) {
      options.add("-XX:StressSeed=" + ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE));
    }
    return ChildJvm.of(Fork.class.getName())
        .heap(256)
        .options(options)
        .arguments(List.of(litmus.runner(), String.valueOf(millis)));
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
