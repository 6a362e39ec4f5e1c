package org.rmmodel.conformance.flaws;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Flaw;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.ExitStatus;
import org.rmmodel.common.HelpOption;
import org.rmmodel.common.MarkedText;
import org.rmmodel.common.NearestNames;
import org.rmmodel.common.Program;
import org.rmmodel.common.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line: {@code conformance/flaws}. */
@Command(
    name = "conformance/flaws",
    description = {
      "Show which kernel has which flaw: by TLC, and by the real classes, on which every schedule"
          + " with at most so many preemptions is taken.",
      ""
    },
    sortOptions = false,
    footer = {
      "",
      "It differs when the two sides do not agree on a kernel.",
      "",
      "Examples:",
      "  conformance/flaws                            the table; a minute on two processors",
      "  conformance/flaws F10                        where F10 is found, and by what schedule",
      "  conformance/flaws F10 --kernel p5-preempt    the same of one kernel",
      "  conformance/flaws --thorough                 some minutes"
    })
public final class Flaws implements Callable<Integer> {
  /** The table in FLAWS.md. */
  static final MarkedText TABLE = MarkedText.of("flaws by kernel");

  /** The searches in FLAWS.md. */
  static final MarkedText SEARCHES = MarkedText.of("searches");

  private static final int MOST = 6;

  private final PrintWriter out;

  @Parameters(
      paramLabel = "FLAW",
      arity = "0..*",
      description = "Only these, each with the schedule that shows it (default: all).")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--kernel",
      paramLabel = "KERNEL",
      description = "Only this one, for example p5-preempt.")
  private @Nullable String only;

  @Option(
      names = "--bound",
      paramLabel = "N",
      defaultValue = "" + FlawTable.BOUND,
      description = "At most so many preemptions, 0 to " + MOST + " (default: ${DEFAULT-VALUE}).")
  private int bound;

  @Option(
      names = "--thorough",
      description =
          "Search each kernel with that bound; else only one of those that agree on what the model"
              + " asks for, and the others with one preemption less where nothing is expected.")
  private boolean thorough;

  @Option(
      names = "--into",
      paramLabel = "FILE",
      description = "Put table and searches between their marks; only for all flaws.")
  private @Nullable Path into;

  @Mixin private HelpOption help;

  private Flaws(Terminal terminal) {
    this.out = terminal.out();
  }

  /**
   * Runs the program and ends the JVM with its exit status.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    Terminal terminal = Terminal.ofThisProcess();
    Program.main(new Flaws(terminal), terminal, args);
  }

  /**
   * Runs the program.
   *
   * @param terminal where the table goes, and the line that says what is wrong
   * @param args the command line
   * @return the exit status
   */
  static int run(Terminal terminal, String... args) {
    return Program.run(new Flaws(terminal), terminal, args);
  }

  @Override
  public Integer call() {
    if (bound < 0 || bound > MOST) {
      throw new BadInput("--bound is a number from 0 to " + MOST + ", not " + bound);
    }
    if (into != null && (!names.isEmpty() || only != null)) {
      throw new BadInput("--into goes with all flaws and kernels");
    }
    Sightings sightings = new Sightings(Catalogue.load(SpecFolder.find()));
    List<Flaw> flaws = names.isEmpty() ? sightings.flaws() : named(sightings);
    Optional<Kernel> kernel = Optional.ofNullable(only).map(id -> kernel(sightings, id));
    FlawTable table =
        FlawTable.compute(sightings, new FlawTable.Scope(flaws, bound, thorough, kernel));
    if (names.isEmpty() && kernel.isEmpty()) {
      out.print(table.matrix());
    } else {
      table.cells().forEach(this::show);
    }
    table.differences().forEach(cell -> out.println(cell.line()));
    out.println(table.summary());
    out.flush();
    if (!table.differences().isEmpty()) {
      return ExitStatus.DIFFERS.code();
    }
    if (into != null) {
      TABLE.write(into, table.matrix());
      SEARCHES.write(into, table.searches());
    }
    return ExitStatus.AS_EXPECTED.code();
  }

  private void show(Cell cell) {
    out.println(cell.line());
    if (cell.result().isFound()) {
      out.println(Picture.of(cell.result()));
    }
  }

  private List<Flaw> named(Sightings sightings) {
    List<String> ids = sightings.flaws().stream().map(Flaw::id).toList();
    return names.stream()
        .map(
            name ->
                sightings.flaws().stream()
                    .filter(flaw -> flaw.id().equals(name))
                    .findFirst()
                    .orElseThrow(
                        () -> new BadInput("no flaw " + name + NearestNames.hint(name, ids))))
        .toList();
  }

  private static Kernel kernel(Sightings sightings, String id) {
    List<String> ids = sightings.kernels().stream().map(Kernel::id).toList();
    return sightings.kernels().stream()
        .filter(kernel -> kernel.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new BadInput("no kernel " + id + NearestNames.hint(id, ids)));
  }
}
