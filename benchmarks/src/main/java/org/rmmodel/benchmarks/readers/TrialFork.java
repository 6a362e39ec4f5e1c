package org.rmmodel.benchmarks.readers;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.rmmodel.common.ChildJvm;
import org.rmmodel.common.EndsWithParent;

/**
 * A trial in a JVM of its own: what the JIT has learned of one scenario is not there in the next.
 */
public final class TrialFork {
  /** How long a JVM may take beside the trial. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private TrialFork() {}

  /**
   * Runs a trial in this JVM, which was started for it.
   *
   * @param args kernel, operation, unloading, six numbers of the effort, file
   * @throws IOException if the file cannot be written
   * @throws InterruptedException if the thread was interrupted
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    EndsWithParent.watch();
    Scenario scenario =
        new Scenario(
            Series.valueOf(args[0]), Operation.valueOf(args[1]), Unloading.valueOf(args[2]));
    Effort effort =
        new Effort(
            Integer.parseInt(args[3]),
            Integer.parseInt(args[4]),
            Integer.parseInt(args[5]),
            Long.parseLong(args[6]),
            Long.parseLong(args[7]),
            Long.parseLong(args[8]));
    try {
      TrialFile.write(ReadersTrial.run(scenario, effort), Path.of(args[9]));
      System.exit(0);
    } catch (ExecutionException e) {
      new PrintStream(System.err, true, StandardCharsets.UTF_8).println(e.getCause());
      System.exit(1);
    }
  }

  /**
   * Starts a JVM for a trial and waits for it.
   *
   * @param scenario what to measure
   * @param effort how much
   * @param file where the JVM writes what it has measured; its messages go beside it
   * @return what it has measured
   * @throws IOException if it gave nothing
   * @throws InterruptedException if the thread was interrupted
   */
  public static Trial run(Scenario scenario, Effort effort, Path file)
      throws IOException, InterruptedException {
    List<String> arguments =
        List.of(
            scenario.series().name(),
            scenario.operation().name(),
            scenario.unloading().name(),
            String.valueOf(effort.readers()),
            String.valueOf(effort.unloaders()),
            String.valueOf(effort.modules()),
            String.valueOf(effort.everyMicros()),
            String.valueOf(effort.warmupMillis()),
            String.valueOf(effort.millis()),
            file.toString());
    Path log = Path.of(file + ".log");
    Files.deleteIfExists(file);
    Duration patience = PATIENCE.plusMillis(effort.warmupMillis() + effort.millis());
    ChildJvm.End end =
        ChildJvm.of(TrialFork.class.getName())
            .heap(256)
            .options(List.of("-Xms256m", "-Xmn192m", "-XX:+AlwaysPreTouch", "-XX:-UsePerfData"))
            .arguments(arguments)
            .log(log)
            .run(patience);
    if (end.isOutOfTime()) {
      throw new IOException(scenario + ": no end after " + patience.toSeconds() + " seconds");
    }
    if (end.status().getAsInt() != 0 || !Files.exists(file)) {
      throw new IOException(scenario + ": " + Files.readString(log).strip());
    }
    Files.delete(log);
    return TrialFile.read(file);
  }
}
