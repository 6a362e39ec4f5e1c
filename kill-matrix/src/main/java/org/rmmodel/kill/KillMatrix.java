package org.rmmodel.kill;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.ExitStatus;
import org.rmmodel.common.HelpOption;
import org.rmmodel.common.Json;
import org.rmmodel.common.Lane;
import org.rmmodel.common.MarkedText;
import org.rmmodel.common.Output;
import org.rmmodel.common.Program;
import org.rmmodel.common.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line: {@code kill-matrix/run}. */
@Command(
    name = "kill-matrix/run",
    description = {
      "Run the suites of this project on mutants of the protocol, and show which tool finds which.",
      ""
    },
    sortOptions = false,
    footer = {
      "",
      "It differs when a cell is not as expected, or a mutant is not found by two independent tools.",
      "",
      "Examples:",
      "  kill-matrix/run                          everything; about an hour on two processors",
      "  kill-matrix/run --list                   the mutants, and what is expected of each",
      "  kill-matrix/run no-base none             two rows: a mutant, and nothing changed",
      "  kill-matrix/run --tool jqwik-schedules   one column"
    })
public final class KillMatrix implements Callable<Integer> {
  /** The table in this module's README. */
  static final MarkedText TABLE = MarkedText.of("kill matrix");

  private static final int MOST_JOBS = 64;

  private final Terminal terminal;
  private final PrintWriter out;

  @Parameters(
      paramLabel = "MUTANT",
      arity = "0..*",
      description = "Only these rows (default: all).")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--tool",
      paramLabel = "TOOL",
      split = ",",
      description =
          "Only these columns: tlc-invariants, tlc-temporal, lincheck-model-checking,"
              + " lincheck-stress, jqwik-chains, jqwik-schedules, jcstress, conformance-java,"
              + " conformance-tla.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "2",
      description = "So many runs at a time (default: ${DEFAULT-VALUE}).")
  private int jobs;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description =
          "Where mutants, logs, matrix.json and matrix.md go (default: target/kill-matrix of the"
              + " module).")
  private @Nullable Path output;

  @Option(
      names = "--update",
      description =
          "Put the columns into the table of kill-matrix/README.md; only for a run of all rows"
              + " without deviations.")
  private boolean update;

  @Option(
      names = "--from",
      paramLabel = "FILE",
      split = ",",
      description =
          "Run nothing, but judge what earlier runs wrote as matrix.json; of a cell that is in"
              + " several, the last is right.")
  private List<Path> earlier = new ArrayList<>();

  @Option(names = "--list", description = "Show the mutants, and run nothing.")
  private boolean list;

  @Mixin private HelpOption help;

  private KillMatrix(Terminal terminal) {
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
    Program.main(new KillMatrix(terminal), terminal, args);
  }

  /**
   * Runs the program.
   *
   * @param terminal where the table goes, progress, and the line that says what is wrong
   * @param args the command line
   * @return the exit status
   */
  static int run(Terminal terminal, String... args) {
    return Program.run(new KillMatrix(terminal), terminal, args);
  }

  @Override
  public Integer call() {
    if (jobs < 1 || jobs > MOST_JOBS) {
      throw new BadInput("--jobs is a number from 1 to " + MOST_JOBS + ", not " + jobs);
    }
    Path module = module();
    Mutants mutants = Mutants.read(module.resolve("mutants.yaml"));
    List<Mutant> rows = names.isEmpty() ? mutants.all() : mutants.find(names);
    List<Tool> tools =
        only.isEmpty()
            ? Arrays.asList(Tool.values())
            : only.stream().map(Tool::of).distinct().toList();
    if (update && rows.size() < mutants.all().size()) {
      throw new BadInput("--update goes with all rows");
    }
    if (list) {
      rows.forEach(this::show);
      return ExitStatus.AS_EXPECTED.code();
    }
    Path folder =
        Output.keep("--output", output == null ? module.resolve("target/kill-matrix") : output);
    Workshop workshop =
        new Workshop(
            module.resolve("..").normalize(), folder, System.getProperty("java.class.path"));
    long begin = System.nanoTime();
    Matrix matrix =
        earlier.isEmpty()
            ? compute(mutants, workshop, rows, tools)
            : EarlierRuns.read(earlier, rows, tools);
    Report report = new Report(matrix, tools);
    Json.write(folder.resolve("matrix.json"), report.json());
    Output.write(folder.resolve("matrix.md"), report.markdown());
    out.println(report.text());
    matrix.deviations().forEach(out::println);
    matrix.inconclusive().forEach(out::println);
    out.printf(
        "%d mutants, %d tools, %.0f s; %d deviations, %d inconclusive%n",
        rows.stream().filter(mutant -> !mutant.isNone()).count(),
        tools.size(),
        (System.nanoTime() - begin) / 1e9,
        matrix.deviations().size(),
        matrix.inconclusive().size());
    out.flush();
    if (!matrix.deviations().isEmpty()) {
      return ExitStatus.DIFFERS.code();
    }
    if (update && matrix.inconclusive().isEmpty()) {
      Path readme = module.resolve("README.md");
      boolean whole = tools.size() == Tool.values().length;
      TABLE.write(
          readme,
          whole
              ? report.markdown()
              : Columns.read(TABLE.read(readme)).with(Columns.read(report.markdown())));
    }
    return (matrix.inconclusive().isEmpty() ? ExitStatus.AS_EXPECTED : ExitStatus.INCONCLUSIVE)
        .code();
  }

  private Matrix compute(Mutants mutants, Workshop workshop, List<Mutant> rows, List<Tool> tools) {
    int[] done = {0};
    int all = rows.size() * tools.size();
    return new Runs(
            mutants,
            workshop,
            Lane.FULL,
            line -> {
              synchronized (done) {
                terminal.error("[" + ++done[0] + "/" + all + "] " + line);
              }
            })
        .run(rows, tools, jobs);
  }

  private void show(Mutant mutant) {
    out.printf("%-32s %s: %s%n", mutant.name(), mutant.kind(), mutant.title());
    mutant.survives().forEach((tool, why) -> out.printf("    survives %s: %s%n", tool.id(), why));
    mutant.byChance().forEach((tool, why) -> out.printf("    by chance %s: %s%n", tool.id(), why));
    if (mutant.equivalent() != null) {
      out.printf("    equivalent: %s%n", mutant.equivalent().because());
    }
  }

  /** The folder of this module: what a property says, else the current one. */
  static Path module() {
    Path module = Path.of(System.getProperty("rmmodel.kill", ".")).toAbsolutePath().normalize();
    if (!Files.isRegularFile(module.resolve("mutants.yaml"))) {
      throw new BadInput("no mutants.yaml here; start the program by kill-matrix/run");
    }
    return module;
  }
}
