package org.rmmodel.checker.cli;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.check.Checker;
import org.rmmodel.checker.report.html.EarlierReport;
import org.rmmodel.checker.tlc.Limits;
import org.rmmodel.checker.tlc.TlcJar;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.Lane;
import org.rmmodel.common.LaneConverter;
import org.rmmodel.common.Output;
import org.rmmodel.common.SizeConverter;
import org.rmmodel.common.TimeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of every command that starts TLC. */
final class RunOptions {
  private static final int MOST_JOBS = 64;
  private static final Duration FOR_EVER = Duration.ofDays(100_000);

  @Option(
      names = "--lane",
      paramLabel = "LANE",
      converter = LaneConverter.class,
      description =
          "How much to run: smoke, full or exhaustive (default: full; all of the models that are"
              + " named).")
  private @Nullable Lane lane;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description =
          "Write all verdicts to FILE: states, depth, seconds, actions fired, counterexample.")
  private @Nullable Path json;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description =
          "Write JUnit XML to FILE, a test case for each run: a failure where it differs, an error"
              + " where it is inconclusive.")
  private @Nullable Path junit;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description =
          "Write a report, DIR/index.html: tables, counterexamples step by step, what ran. It needs"
              + " no other file.")
  private @Nullable Path report;

  @Option(
      names = "--against-report",
      paramLabel = "REPORT",
      description = "Say in the report what has changed since this one, its DIR or index.html.")
  private @Nullable Path against;

  private Optional<EarlierReport> earlier = Optional.empty();

  @Option(
      names = "--tlc",
      paramLabel = "JAR",
      description = "Run this TLC, e.g. an upstream tla2tools.jar.")
  private @Nullable Path tlc;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "2",
      description = "Run N models at a time (default: ${DEFAULT-VALUE}).")
  private int jobs;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      converter = SizeConverter.class,
      description = "Java heap of each TLC, e.g. 512m or 4g (default: 2g, exhaustive 4g).")
  private @Nullable Integer mebibytes;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description =
          "Processor time of each TLC, e.g. 90s or 10m (default: 4m, exhaustive 1h); with"
              + " --distributed wall-clock time (default: 40m, exhaustive 10h).")
  private @Nullable Duration timeout;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "Wall-clock time of the whole call: what is not done by then is inconclusive.")
  private @Nullable Duration budget;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec mixee;

  private final long begun = System.nanoTime();

  @Option(
      names = "--every-kernel",
      description =
          "Run each kernel that a run stands for, not only the run's own; all must come out alike.")
  private boolean everyKernel;

  /** Each run, or each kernel that it stands for if that is asked for. */
  List<Case> everyKernel(List<Case> cases) {
    return everyKernel ? Catalogue.onEveryKernel(cases) : cases;
  }

  Optional<Lane> lane() {
    return Optional.ofNullable(lane);
  }

  /** Of runs that the user named: those of the lane, if one is given. */
  List<Case> inLane(List<Case> cases) {
    List<Case> these =
        cases.stream().filter(of -> lane == null || lane.includes(of.run().lane())).toList();
    if (these.isEmpty()) {
      throw new BadInput("none of these runs belongs to the lane " + lane);
    }
    return these;
  }

  Optional<Path> json() {
    return Optional.ofNullable(json);
  }

  Optional<Path> junit() {
    return Optional.ofNullable(junit);
  }

  Optional<Path> report() {
    return Optional.ofNullable(report);
  }

  /** Names the earlier report by another option. */
  void against(Path report) {
    against = report;
  }

  /** The earlier report, which {@link #check} has read. */
  Optional<EarlierReport> earlier() {
    return earlier;
  }

  int jobs() {
    return jobs;
  }

  TlcJar jar() {
    return tlc == null ? TlcJar.find() : TlcJar.of(tlc);
  }

  Limits limits(Case of) {
    Limits usual = Checker.usualLimits(of);
    Limits limits =
        new Limits(
            mebibytes == null ? usual.mebibytes() : mebibytes,
            timeout == null ? usual.processor() : timeout);
    if (budget == null) {
      return limits;
    }
    Duration left = budget.minusNanos(System.nanoTime() - begun);
    return limits.within(left.isNegative() ? Duration.ZERO : left);
  }

  /**
   * The limits of a run that is distributed: the wall-clock time alone, as nobody counts what
   * processors elsewhere do.
   */
  Limits wallClock(Case of) {
    Limits usual = limits(of);
    Duration most = timeout == null ? Checker.usualLimits(of).wall() : timeout;
    Limits limits = new Limits(usual.mebibytes(), FOR_EVER, most);
    return budget == null ? limits : limits.within(usual.wall());
  }

  /**
   * Refuses what was given and would do nothing.
   *
   * @param what what TLC is not run for
   * @param but the options that do something there all the same
   */
  void refuse(String what, String... but) {
    List<String> usable = List.of(but);
    Set<String> ofRuns = CommandSpec.forAnnotatedObject(new RunOptions()).optionsMap().keySet();
    CommandSpec command = requireNonNull(mixee, "picocli sets it");
    command.commandLine().getParseResult().matchedOptions().stream()
        .map(OptionSpec::longestName)
        .filter(option -> ofRuns.contains(option) && !usable.contains(option))
        .findFirst()
        .ifPresent(
            option -> {
              throw new BadInput(option + " is for runs of TLC, and " + what);
            });
  }

  /**
   * Checks what can be checked before the models run, so that a wrong path does not cost their
   * time.
   */
  void check() {
    if (jobs < 1 || jobs > MOST_JOBS) {
      throw new BadInput("--jobs is a number from 1 to " + MOST_JOBS + ", not " + jobs);
    }
    json().ifPresent(file -> Output.checkFile("--json", file));
    junit().ifPresent(file -> Output.checkFile("--junit", file));
    if (against != null && report == null) {
      throw new BadInput(
          "an earlier report is compared with the one of --report, which is missing");
    }
    report().ifPresent(folder -> Output.makeFolder("--report", folder));
    earlier = Optional.ofNullable(against).map(EarlierReport::read);
  }
}
