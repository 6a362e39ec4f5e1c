package org.rmmodel.jcstress.run;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.ExitStatus;
import org.rmmodel.common.HelpOption;
import org.rmmodel.common.Lane;
import org.rmmodel.common.LaneConverter;
import org.rmmodel.common.Output;
import org.rmmodel.common.Program;
import org.rmmodel.common.Terminal;
import org.rmmodel.common.TimeConverter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command line: {@code jcstress-tests/run}. */
@Command(
    name = "jcstress-tests/run",
    description =
        "Run the litmus tests of the implementation's memory ordering, and of its weakened variants.",
    footer = {
      "",
      "A verdict differs when something forbidden was seen, or a weakness that has to be seen was",
      "not; it is inconclusive when a JVM gave no result, nothing was sampled, or a race was not met.",
      "",
      "Examples:",
      "  jcstress-tests/run                         all tests; a few minutes",
      "  jcstress-tests/run --lane smoke            a short look",
      "  jcstress-tests/run --only-real             the implementation alone",
      "  jcstress-tests/run --test 'LastPut\\.'      the tests of one question",
      "  jcstress-tests/run --only-real --time 10s  the same, with JVMs that sample longer",
      "  jcstress-tests/run --lane exhaustive --json litmus.json",
      "",
      "Other classes before the implementation's, such as mutants:",
      "  java -cp OTHERS:jcstress-tests/target/rmmodel-jcstress-tests.jar \\",
      "      org.rmmodel.jcstress.run.Run --only-real --lane smoke --out FOLDER"
    })
public final class Run implements Callable<Integer> {
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Function<Path, Campaign.Sampler> samplers;
  private final PrintWriter out;
  private final Terminal terminal;

  @Mixin private HelpOption help;

  @Option(
      names = "--lane",
      paramLabel = "LANE",
      converter = LaneConverter.class,
      description = "How much: smoke, full or exhaustive (default: full).")
  private Lane lane = Lane.FULL;

  @Option(
      names = "--test",
      paramLabel = "REGEX",
      description = "Only tests whose name contains this, such as LastPut.RealCount.")
  private String test = "";

  @Option(names = "--only-real", description = "Only tests of the real classes.")
  private boolean onlyReal;

  @Option(
      names = "--time",
      paramLabel = "TIME",
      converter = TimeConverter.WithUnit.class,
      description =
          "For how long each JVM samples, with its unit, e.g. 800ms (default: smoke 400ms, full"
              + " 1500ms, exhaustive 10s).")
  private @Nullable Duration time;

  @Option(names = "--until-different", description = "Stop at the first verdict that differs.")
  private boolean untilDifferent;

  @Option(names = "--json", paramLabel = "FILE", description = "Write all outcomes there, too.")
  private @Nullable Path json;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Where temporary files go (default: target/litmus of this module).")
  private Path folder = Path.of(System.getProperty("rmmodel.jcstress", "."), "target", "litmus");

  @Option(names = "--list", description = "List the tests and what is expected, and run none.")
  private boolean list;

  private Run(Function<Path, Campaign.Sampler> samplers, Terminal terminal) {
    this.samplers = samplers;
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
    Program.main(new Run(folder -> new ForkedJvm(folder)::run, terminal), terminal, args);
  }

  /**
   * Runs the program.
   *
   * @param samplers makes what runs a test in a JVM, given the output folder
   * @param terminal where results and progress go, and the line that says what is wrong
   * @param args the command line
   * @return the exit status
   */
  static int run(Function<Path, Campaign.Sampler> samplers, Terminal terminal, String... args) {
    return Program.run(new Run(samplers, terminal), terminal, args);
  }

  @Override
  public Integer call() throws InterruptedException {
    List<Litmus> tests = selected();
    if (list) {
      tests.forEach(
          litmus ->
              out.println(
                  litmus.name()
                      + " ("
                      + litmus.expected().name().toLowerCase(Locale.ROOT)
                      + "): "
                      + litmus.what()
                      + (litmus.reason().isEmpty() ? "" : ": " + litmus.reason())));
      return ExitStatus.AS_EXPECTED.code();
    }
    Effort effort = Effort.of(lane);
    Duration sampling = time == null ? Duration.ofMillis(effort.millis()) : time;
    if (sampling.toMillis() < 1 || sampling.compareTo(LONGEST) > 0) {
      throw new BadInput("--time is a time from 1ms to 10m");
    }
    if (json != null) {
      Output.checkFile("--json", json);
    }
    if (Runtime.getRuntime().availableProcessors() < 2) {
      terminal.error("jcstress-tests/run: two CPUs are needed, and there is one");
      return ExitStatus.INCONCLUSIVE.code();
    }
    boolean x86 = Verdict.isX86(System.getProperty("os.arch"));
    Campaign campaign =
        new Campaign(
            samplers.apply(folder), effort, (int) sampling.toMillis(), x86, terminal.err());
    List<Result> results = campaign.run(tests, untilDifferent);
    Report.table(results).forEach(out::println);
    Report.reasons(results).forEach(out::println);
    int exit = Verdict.exitStatus(results.stream().map(Result::verdict).toList());
    if (json != null) {
      Report.json(json, lane, exit, results);
    }
    return exit;
  }

  private List<Litmus> selected() {
    Pattern wanted;
    try {
      wanted = Pattern.compile(test);
    } catch (PatternSyntaxException e) {
      throw new BadInput("--test: not a regular expression: " + test);
    }
    List<Litmus> tests =
        Litmus.all().stream()
            .filter(litmus -> !onlyReal || litmus.isReal())
            .filter(litmus -> wanted.matcher(litmus.name()).find())
            .toList();
    if (tests.isEmpty()) {
      throw new BadInput("no test has " + test + " in its name");
    }
    return tests;
  }
}
