package org.rmmodel.benchmarks.readers;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A trial in a JVM of its own: what the JIT has learned of one scenario is not there in the next.
 */
public final class TrialFork {
  /** How long a JVM may take beside the trial, in milliseconds. */
  private static final long PATIENCE = 60_000;

  private TrialFork() {}

  /**
   * Runs a trial in this JVM, which was started for it.
   *
   * @param args kernel, operation, unloading, six numbers of the effort, file
   * @throws IOException if the file cannot be written
   * @throws InterruptedException if the thread was interrupted
   */
  public static void main(String[] args) throws IOException, InterruptedException {
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
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xms256m", "-Xmx256m", "-Xmn192m"));
    command.addAll(
        List.of(
            "-XX:+AlwaysPreTouch",
            "-XX:-UsePerfData",
            "-cp",
            System.getProperty("java.class.path")));
    command.add(TrialFork.class.getName());
    command.add(scenario.series().name());
    command.add(scenario.operation().name());
    command.add(scenario.unloading().name());
    command.add(String.valueOf(effort.readers()));
    command.add(String.valueOf(effort.unloaders()));
    command.add(String.valueOf(effort.modules()));
    command.add(String.valueOf(effort.everyMicros()));
    command.add(String.valueOf(effort.warmupMillis()));
    command.add(String.valueOf(effort.millis()));
    command.add(file.toString());
    Path log = Path.of(file + ".log");
    Files.deleteIfExists(file);
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      long patience = PATIENCE + effort.warmupMillis() + effort.millis();
      if (!process.waitFor(patience, TimeUnit.MILLISECONDS)) {
        throw new IOException(scenario + ": no end after " + patience / 1000 + " seconds");
      }
    } finally {
      process.destroyForcibly();
    }
    if (process.exitValue() != 0 || !Files.exists(file)) {
      throw new IOException(scenario + ": " + Files.readString(log).strip());
    }
    Files.delete(log);
    return TrialFile.read(file);
  }
}
