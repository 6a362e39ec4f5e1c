package org.rmmodel.jcstress.run;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: {@code jcstress-tests/run}. */
@Command(
    name = "jcstress-tests/run",
    description =
        "Run the litmus tests of the implementation's memory ordering, and of its weakened variants.",
    footer = {
      "",
      "Exit status: 0 every verdict as expected; 1 a verdict differs: something forbidden was",
      "seen, or a weakness that has to be seen was not; 2 bad usage; 3 inconclusive: a JVM gave",
      "no result, nothing was sampled, or a race was not met.",
      "",
      "Examples:",
      "  jcstress-tests/run                         all tests; a few minutes",
      "  jcstress-tests/run --lane smoke            a short look",
      "  jcstress-tests/run --only-real             the implementation alone",
      "  jcstress-tests/run --test 'LastPut\\.'      the tests of one question",
      "  jcstress-tests/run --lane exhaustive --json litmus.json",
      "",
      "Other classes before the implementation's, such as mutants:",
      "  java -cp OTHERS:jcstress-tests/target/rmmodel-jcstress-tests.jar \\",
      "      org.rmmodel.jcstress.run.Run --only-real --lane smoke --out FOLDER"
    })
public final class Run implements Callable<Integer> {
  static final int OK = 0;
  static final int DIFFERS = 1;
  static final int BAD_USAGE = 2;
  static final int INCONCLUSIVE = 3;

  private static final int LONGEST_MILLIS = 600_000;

  private final Function<Path, Campaign.Sampler> samplers;
  private final PrintWriter out;
  private final PrintWriter err;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Option(
      names = "--lane",
      paramLabel = "LANE",
      description = "How much: smoke, full or exhaustive (default: full).")
  private Lane lane = Lane.full;

  @Option(
      names = "--test",
      paramLabel = "REGEX",
      description = "Only tests whose name contains this, such as LastPut.RealCount.")
  private String test = "";

  @Option(names = "--only-real", description = "Only tests of the real classes.")
  private boolean onlyReal;

  @Option(names = "--time", paramLabel = "MS", description = "For how long each JVM samples.")
  private @Nullable Integer millis;

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

  private Run(Function<Path, Campaign.Sampler> samplers, PrintWriter out, PrintWriter err) {
    this.samplers = samplers;
    this.out = out;
    this.err = err;
  }

  /**
   * Runs the program and ends the JVM with its exit status.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    PrintWriter out = writer(FileDescriptor.out);
    PrintWriter err = writer(FileDescriptor.err);
    int exit = run(folder -> new ForkedJvm(folder)::run, out, err, args);
    out.flush();
    err.flush();
    System.exit(exit);
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /**
   * Runs the program.
   *
   * @param samplers makes what runs a test in a JVM, given the output folder
   * @param out where results go
   * @param err where progress goes, and the line that says what is wrong
   * @param args the command line
   * @return the exit status
   */
  static int run(
      Function<Path, Campaign.Sampler> samplers, PrintWriter out, PrintWriter err, String... args) {
    CommandLine commandLine = new CommandLine(new Run(samplers, out, err));
    commandLine.setOut(out);
    commandLine.setErr(err);
    commandLine.setExpandAtFiles(false);
    commandLine.setUsageHelpAutoWidth(false);
    commandLine.setUsageHelpWidth(100);
    commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    commandLine.setParameterExceptionHandler(
        (error, arguments) -> {
          String what = OneLine.of(String.valueOf(error.getMessage()));
          err.println("jcstress-tests/run: " + what + "; see --help");
          return BAD_USAGE;
        });
    commandLine.setExecutionExceptionHandler(
        (error, failed, result) -> {
          err.println("jcstress-tests/run: " + OneLine.of(String.valueOf(error)));
          return INCONCLUSIVE;
        });
    return commandLine.execute(args);
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
      return OK;
    }
    int time = millis == null ? lane.millis() : millis;
    if (time < 1 || time > LONGEST_MILLIS) {
      throw bad("--time: 1 to " + LONGEST_MILLIS + " milliseconds, not " + time);
    }
    checkJson();
    if (Runtime.getRuntime().availableProcessors() < 2) {
      err.println("jcstress-tests/run: two CPUs are needed, and there is one");
      return INCONCLUSIVE;
    }
    boolean x86 = Verdict.isX86(System.getProperty("os.arch"));
    List<Result> results = new Campaign(sampler(), lane, time, x86, err).run(tests, untilDifferent);
    Report.table(results).forEach(out::println);
    Report.reasons(results).forEach(out::println);
    int exit = Verdict.exitStatus(results.stream().map(Result::verdict).toList());
    if (json != null) {
      try {
        Report.json(json, lane, exit, results);
      } catch (IOException e) {
        throw bad("--json: cannot write " + json);
      }
    }
    return exit;
  }

  private List<Litmus> selected() {
    Pattern wanted;
    try {
      wanted = Pattern.compile(test);
    } catch (PatternSyntaxException e) {
      throw bad("--test: not a regular expression: " + test);
    }
    List<Litmus> tests =
        Litmus.all().stream()
            .filter(litmus -> !onlyReal || litmus.isReal())
            .filter(litmus -> wanted.matcher(litmus.name()).find())
            .toList();
    if (tests.isEmpty()) {
      throw bad("no test has " + test + " in its name");
    }
    return tests;
  }

  private void checkJson() {
    if (json == null) {
      return;
    }
    Path parent = json.toAbsolutePath().getParent();
    if (Files.isDirectory(json) || parent == null || !Files.isDirectory(parent)) {
      throw bad("--json: cannot write " + json);
    }
  }

  private Campaign.Sampler sampler() {
    try {
      return samplers.apply(folder);
    } catch (UncheckedIOException e) {
      throw bad("--out: cannot write to " + folder);
    }
  }

  private ParameterException bad(String what) {
    if (spec == null) {
      throw new IllegalStateException(what);
    }
    return new ParameterException(spec.commandLine(), what);
  }
}
