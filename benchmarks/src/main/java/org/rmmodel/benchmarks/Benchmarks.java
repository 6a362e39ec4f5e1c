package org.rmmodel.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rmmodel.benchmarks.jmh.Bench;
import org.rmmodel.benchmarks.jmh.JmhRounds;
import org.rmmodel.benchmarks.readers.Effort;
import org.rmmodel.benchmarks.readers.Scenario;
import org.rmmodel.benchmarks.readers.Trial;
import org.rmmodel.benchmarks.readers.TrialFork;
import org.rmmodel.benchmarks.report.Pages;
import org.rmmodel.benchmarks.report.Plot;
import org.rmmodel.benchmarks.report.Reading;
import org.rmmodel.benchmarks.report.Report;
import org.rmmodel.benchmarks.report.Results;
import org.rmmodel.benchmarks.report.Run;
import org.rmmodel.benchmarks.report.Timing;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.ExitStatus;
import org.rmmodel.common.HelpOption;
import org.rmmodel.common.OneLine;
import org.rmmodel.common.Output;
import org.rmmodel.common.Program;
import org.rmmodel.common.Terminal;
import org.rmmodel.common.TimeConverter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command line: {@code benchmarks/run}. */
@Command(
    name = "benchmarks/run",
    description = {
      "Measure what an unload costs the readers, before the series (stop_machine) and after it (RCU),",
      "and the reference count and RCU beside Netty's, the JDK's and Cassandra's."
    },
    footer = {
      "",
      "Writes results.json, report.md, stalls.svg, jmh.json and the histograms of each trial.",
      "It is inconclusive when a benchmark failed or gave no samples.",
      "",
      "Examples:",
      "  benchmarks/run                      everything, about ten minutes",
      "  benchmarks/run --quick              everything, too short to mean much: two minutes",
      "  benchmarks/run --only headline      readers, while modules come and go",
      "  benchmarks/run --only refcount,rcu  what JMH measures",
      "  benchmarks/run --only headline --every 10ms",
      "                                      the same, with a load and an unload each 10 ms",
      "  benchmarks/run --update             everything, and the documents and the plot that",
      "                                      the source tree has of it",
      "  benchmarks/run --only recorder --update",
      "                                      these figures alone, which then say their date"
    })
public final class Benchmarks implements Callable<Integer> {
  /** The system property by which {@code benchmarks/run} says where the folder lies. */
  static final String FOLDER = "rmmodel.benchmarks";

  private final PrintWriter out;
  private final Terminal terminal;

  @Mixin private HelpOption help;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "SUITE",
      description = "Only these: ${COMPLETION-CANDIDATES}.")
  private @Nullable List<Suite> only;

  @Option(names = "--quick", description = "One short trial and round of each: to see it run.")
  private boolean quick;

  @Option(
      names = "--readers",
      paramLabel = "N",
      defaultValue = "1",
      description = "Threads that read (default: ${DEFAULT-VALUE}).")
  private int readers;

  @Option(
      names = "--unloaders",
      paramLabel = "N",
      defaultValue = "1",
      description = "Threads that load and unload (default: ${DEFAULT-VALUE}).")
  private int unloaders;

  @Option(
      names = "--modules",
      paramLabel = "N",
      defaultValue = "50",
      description = "Modules on the lists that are walked (default: ${DEFAULT-VALUE}).")
  private int modules;

  @Option(
      names = "--every",
      paramLabel = "TIME",
      defaultValue = "0",
      converter = TimeConverter.WithUnit.class,
      description =
          "Begin a load and an unload so often, with the unit, e.g. 500us or 10ms (default: 0, back"
              + " to back).")
  private Duration every = Duration.ZERO;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the results go (default: benchmarks/target/results).")
  private @Nullable Path output;

  @Option(
      names = "--update",
      description = "Also renew results.json, stalls.svg and the documents of the source tree.")
  private boolean update;

  private Benchmarks(Terminal terminal) {
    this.terminal = terminal;
    this.out = terminal.out();
  }

  /**
   * Runs the program and ends the JVM with its exit status.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    Terminal terminal = Terminal.ofThisProcess();
    Program.main(new Benchmarks(terminal), terminal, args);
  }

  /**
   * Runs the program.
   *
   * @param terminal where the report and progress go, and the line that says what is wrong
   * @param args the command line
   * @return the exit status
   */
  static int run(Terminal terminal, String... args) {
    return Program.run(new Benchmarks(terminal), terminal, args);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    check();
    Path home = Path.of(System.getProperty(FOLDER, "benchmarks")).toAbsolutePath().normalize();
    Pages pages = new Pages(home);
    Path to = Output.keep("--out", output == null ? home.resolve("target/results") : output);
    Results results;
    try {
      results = measure(to);
    } catch (IOException e) {
      terminal.error("benchmarks/run: inconclusive: " + OneLine.of(e.toString()));
      return ExitStatus.INCONCLUSIVE.code();
    }
    results.write(to.resolve("results.json"));
    String report = new Report(results).text();
    Output.write(to.resolve("report.md"), report);
    if (!results.readings().isEmpty()) {
      new Plot(results).write(to.resolve("stalls.svg"));
    }
    out.println(report);
    if (results.readings().stream().anyMatch(reading -> !reading.hasSamples())) {
      terminal.error("benchmarks/run: a trial gave no samples, see the report");
      return ExitStatus.INCONCLUSIVE.code();
    }
    if (update) {
      pages.update(only == null ? results : Results.read(pages.data()).with(results));
    }
    terminal.error("benchmarks/run: the results are in " + to);
    return ExitStatus.AS_EXPECTED.code();
  }

  private void check() {
    check(readers >= 1 && readers <= 1000, "--readers: 1 to 1000");
    check(unloaders >= 1 && unloaders <= 1000, "--unloaders: 1 to 1000");
    check(modules >= 1 && modules <= 100_000, "--modules: 1 to 100000");
    check(every.compareTo(Duration.ofSeconds(1)) <= 0, "--every: at most 1s");
    check(!update || !quick, "--update needs whole measurements: no --quick");
    check(
        !update || only == null || !only.contains(Suite.headline),
        "--update needs a whole run for the readers: no --only headline");
  }

  private static void check(boolean holds, String message) {
    if (!holds) {
      throw new BadInput(message);
    }
  }

  private Results measure(Path to) throws IOException, InterruptedException {
    Set<Suite> suites = only == null ? EnumSet.allOf(Suite.class) : EnumSet.copyOf(only);
    long everyMicros = every.toNanos() / 1000;
    int trials = quick ? 1 : 3;
    int rounds = quick ? 1 : 5;
    Effort effort =
        new Effort(
            readers, unloaders, modules, everyMicros, quick ? 500 : 1500, quick ? 500 : 4000);
    List<Reading> readings =
        suites.contains(Suite.headline) ? readings(to, effort, trials) : List.of();
    List<Bench> benchmarks = new ArrayList<>();
    if (suites.contains(Suite.refcount)) {
      benchmarks.addAll(Bench.refcount());
    }
    if (suites.contains(Suite.recorder)) {
      benchmarks.addAll(Bench.recorder());
    }
    if (suites.contains(Suite.rcu)) {
      benchmarks.addAll(Bench.rcu());
    }
    List<Timing> timings = benchmarks.isEmpty() ? List.of() : timings(to, benchmarks, rounds);
    Run run =
        new Run(
            LocalDate.now(ZoneOffset.UTC).toString(),
            System.getProperty("java.version"),
            System.getProperty("os.name") + " " + System.getProperty("os.arch"),
            Runtime.getRuntime().availableProcessors(),
            readers,
            unloaders,
            modules,
            everyMicros,
            trials,
            effort.millis(),
            rounds);
    return new Results(run, readings, timings);
  }

  private List<Reading> readings(Path to, Effort effort, int trials)
      throws IOException, InterruptedException {
    Map<Scenario, List<Trial>> all = new LinkedHashMap<>();
    for (int trial = 1; trial <= trials; trial++) {
      for (Scenario scenario : Scenario.all()) {
        terminal.error("trial " + trial + " of " + trials + ": " + scenario);
        Path file = to.resolve("trial-" + scenario.fileName() + "-" + trial + ".json");
        all.computeIfAbsent(scenario, s -> new ArrayList<>())
            .add(TrialFork.run(scenario, effort, file));
      }
    }
    return all.entrySet().stream().map(e -> Reading.of(e.getKey(), e.getValue())).toList();
  }

  private List<Timing> timings(Path to, List<Bench> benchmarks, int rounds) throws IOException {
    // Two runs at a time are nonsense, but a lock that another user has left must not prevent one.
    System.setProperty("jmh.ignoreLock", "true");
    // What JMH's forks say and send on the way.
    System.setProperty("java.io.tmpdir", to.toString());
    JmhRounds jmh = new JmhRounds(to.resolve("jmh.log"), 1, quick ? 1 : 9, 100);
    for (int round = 1; round <= rounds; round++) {
      String prefix = "round " + round + " of " + rounds + ": ";
      jmh.round(benchmarks, benchmark -> terminal.error(prefix + benchmark));
    }
    jmh.write(to.resolve("jmh.json"));
    return jmh.timings();
  }
}
