package org.rmmodel.checker.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.check.Checker;
import org.rmmodel.checker.tlc.Limits;
import org.rmmodel.checker.tlc.TlcJar;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.Lane;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of every command that starts TLC. */
final class RunOptions {
  private static final int MOST_JOBS = 64;

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
      names = "--report",
      paramLabel = "DIR",
      description = "Write one HTML page, DIR/index.html.")
  private @Nullable Path report;

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
      converter = MemoryConverter.class,
      description = "Java heap of each TLC, e.g. 512m or 4g (default: 2g, exhaustive 4g).")
  private @Nullable Integer mebibytes;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "Wall-clock time of each TLC, e.g. 90s or 10m (default: 120s, exhaustive 30m).")
  private @Nullable Duration timeout;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "Wall-clock time of the whole call: what is not done by then is inconclusive.")
  private @Nullable Duration budget;

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

  Optional<Path> report() {
    return Optional.ofNullable(report);
  }

  int jobs() {
    return jobs;
  }

  TlcJar jar() {
    return tlc == null ? TlcJar.find() : TlcJar.of(tlc);
  }

  Limits limits(Case of) {
    Limits usual = Checker.usualLimits(of);
    Duration time = timeout == null ? usual.time() : timeout;
    if (budget != null) {
      Duration left = budget.minusNanos(System.nanoTime() - begun);
      time = left.isNegative() ? Duration.ZERO : left.compareTo(time) < 0 ? left : time;
    }
    return new Limits(mebibytes == null ? usual.mebibytes() : mebibytes, time);
  }

  /**
   * Checks what can be checked before the models run, so that a wrong path does not cost their
   * time.
   */
  void check() {
    if (jobs < 1 || jobs > MOST_JOBS) {
      throw new BadInput("--jobs is a number from 1 to " + MOST_JOBS + ", not " + jobs);
    }
    json()
        .ifPresent(
            file -> {
              Path folder = file.toAbsolutePath().getParent();
              if (Files.isDirectory(file)
                  || folder == null
                  || !Files.isDirectory(folder)
                  || !Files.isWritable(folder)
                  || (Files.exists(file) && !Files.isWritable(file))) {
                throw new BadInput("--json " + file + ": cannot be written");
              }
            });
    report()
        .ifPresent(
            folder -> {
              try {
                Files.createDirectories(folder);
              } catch (IOException e) {
                throw new BadInput("--report " + folder + ": this folder cannot be made");
              }
              if (!Files.isWritable(folder)) {
                throw new BadInput("--report " + folder + ": cannot be written");
              }
            });
  }

  /** Reads a lane's name. */
  static final class LaneConverter implements CommandLine.ITypeConverter<Lane> {
    @Override
    public Lane convert(String value) {
      return Arrays.stream(Lane.values())
          .filter(lane -> lane.toString().equals(value))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "unknown lane " + value + "; there is smoke, full, exhaustive"));
    }
  }

  /** Reads an amount of memory, in MiB. */
  static final class MemoryConverter implements CommandLine.ITypeConverter<Integer> {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,7})([mMgG])");

    @Override
    public Integer convert(String value) {
      Matcher size = SIZE.matcher(value);
      if (size.matches()) {
        long mebibytes =
            Long.parseLong(size.group(1)) * (size.group(2).equalsIgnoreCase("g") ? 1024 : 1);
        if (mebibytes >= 8 && mebibytes <= 1 << 20) {
          return (int) mebibytes;
        }
      }
      throw new TypeConversionException("a size from 8m to 1024g is expected, not " + value);
    }
  }

  /** Reads a time. */
  static final class TimeConverter implements CommandLine.ITypeConverter<Duration> {
    private static final Pattern TIME = Pattern.compile("(\\d{1,6})(ms|s|m|h|)");

    @Override
    public Duration convert(String value) {
      Matcher time = TIME.matcher(value);
      if (time.matches() && !time.group(1).matches("0+")) {
        long number = Long.parseLong(time.group(1));
        return switch (time.group(2)) {
          case "ms" -> Duration.ofMillis(number);
          case "m" -> Duration.ofMinutes(number);
          case "h" -> Duration.ofHours(number);
          default -> Duration.ofSeconds(number);
        };
      }
      throw new TypeConversionException("a time such as 90s or 10m is expected, not " + value);
    }
  }
}
