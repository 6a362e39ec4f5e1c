package org.rmmodel.benchmarks.jmh;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.rmmodel.benchmarks.report.Timing;

/**
 * Runs benchmarks in rounds: in each round every benchmark once, in a JVM of its own. So a round's
 * results belong together, and the rounds are independent of each other. A round's time is that of
 * its middle iteration: one that was interrupted by something else does not count.
 */
public final class JmhRounds {
  private static final int WARMUP = 5;

  private final List<RunResult> all = new ArrayList<>();

  private final Map<Bench, List<Double>> nanos = new LinkedHashMap<>();
  private final Path log;
  private final int forks;
  private final int iterations;
  private final long millis;

  /**
   * Prepares.
   *
   * @param log where JMH's own words go
   * @param forks 1, or 0 to measure in this JVM, which no figure may come from
   * @param iterations how many are measured, 1 or more; five more, or as many if that is less, warm
   *     up
   * @param millis how long each lasts, in milliseconds
   */
  public JmhRounds(Path log, int forks, int iterations, long millis) {
    this.log = log;
    this.forks = forks;
    this.iterations = iterations;
    this.millis = millis;
  }

  /**
   * Runs a round.
   *
   * @param benchmarks what to run
   * @param progress is told of each before it runs
   * @throws IOException if one of them gave nothing
   */
  public void round(List<Bench> benchmarks, Consumer<Bench> progress) throws IOException {
    for (Bench benchmark : benchmarks) {
      progress.accept(benchmark);
      nanos.computeIfAbsent(benchmark, b -> new ArrayList<>()).add(run(benchmark));
    }
  }

  private double run(Bench benchmark) throws IOException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(benchmark.pattern())
            .forks(forks)
            .warmupForks(0)
            .warmupIterations(Math.min(WARMUP, iterations))
            .warmupTime(TimeValue.milliseconds(millis))
            .measurementIterations(iterations)
            .measurementTime(TimeValue.milliseconds(millis))
            .jvmArgsAppend("-XX:+UseSerialGC", "-Xms256m", "-Xmx256m", "-XX:-UsePerfData")
            .shouldFailOnError(true)
            .verbosity(VerboseMode.NORMAL)
            .output(log.toString());
    if (!benchmark.isGroup()) {
      options.threads(benchmark.threads());
    }
    Collection<RunResult> results;
    try {
      results = new Runner(options.build()).run();
    } catch (RunnerException e) {
      throw new IOException(benchmark + ": " + e.getMessage() + "; see " + log, e);
    }
    if (results.size() != 1) {
      throw new IOException(benchmark + ": " + results.size() + " results; see " + log);
    }
    RunResult result = results.iterator().next();
    all.add(result);
    List<Double> scores = new ArrayList<>();
    for (BenchmarkResult fork : result.getBenchmarkResults()) {
      for (IterationResult iteration : fork.getIterationResults()) {
        Result<?> measured =
            benchmark.isGroup()
                ? iteration.getSecondaryResults().get(benchmark.part())
                : iteration.getPrimaryResult();
        if (measured != null && measured.getScore() > 0) {
          scores.add(measured.getScore());
        }
      }
    }
    if (scores.size() < iterations) {
      throw new IOException(benchmark + ": no samples; see " + log);
    }
    return Timing.middle(scores);
  }

  /**
   * Gives what was measured.
   *
   * @return a timing for each benchmark, with as many times as there were rounds
   */
  public List<Timing> timings() {
    return nanos.entrySet().stream()
        .map(e -> new Timing(e.getKey().name(), e.getKey().threads(), rounded(e.getValue())))
        .toList();
  }

  private static List<Double> rounded(List<Double> times) {
    return times.stream().map(time -> Math.round(time * 1000) / 1000.0).toList();
  }

  /**
   * Writes what was measured in JMH's format.
   *
   * @param file the file, which is replaced
   * @throws IOException if it cannot be written
   */
  public void write(Path file) throws IOException {
    try (PrintStream out =
        new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(all);
    }
  }
}
