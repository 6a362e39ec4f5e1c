package org.rmmodel.checker.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.catalogue.Kernels;
import org.rmmodel.checker.catalogue.Version;
import org.rmmodel.checker.check.RunResult;
import org.rmmodel.checker.check.Status;
import org.rmmodel.checker.report.Outcome;
import org.rmmodel.checker.report.Question;
import org.rmmodel.checker.report.Scope;
import org.rmmodel.checker.report.VerdictTables;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.HelpOption;
import org.rmmodel.common.Lane;
import org.rmmodel.common.MarkedText;
import org.rmmodel.common.Output;
import org.rmmodel.common.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Computes the verdict tables. */
@Command(
    name = "history",
    description = "Compute the verdict tables: which kernel has which hazard, flaw and property.",
    footer = {
      "",
      "Questions: a hazards of the series, b flaws of all kernels, c properties of all kernels,",
      "d what breaks without an assumption.",
      "",
      "Examples:",
      "  spec/check history",
      "  spec/check history --question b --kernel v6.8 --preempt full",
      "  spec/check history --markdown > tables.md",
      "  spec/check history --question b,c,d --into docs/verdicts.md",
      "  spec/check history --lane smoke --json out.json"
    })
public final class HistoryCommand implements Callable<Integer> {
  private final Supplier<Catalogue> catalogues;
  private final Terminal terminal;

  @Mixin private HelpOption help;

  @Mixin private RunOptions options;

  @Option(
      names = "--question",
      paramLabel = "LETTER",
      split = ",",
      description = "Only this table: a, b, c or d (default: all).")
  private @Nullable List<String> questions;

  @Option(
      names = "--kernel",
      paramLabel = "VERSION",
      description = "Only this version's rows, and only the runs that they need.")
  private @Nullable String kernel;

  @Option(
      names = "--preempt",
      paramLabel = "WHICH",
      description = "Only preemptible kernels (full), or only the others (none).")
  private @Nullable String preempt;

  @Option(names = "--markdown", description = "Print the tables as Markdown, for the README.")
  private boolean markdown;

  @Option(
      names = "--into",
      paramLabel = "FILE",
      description = {
        "Put the tables, as Markdown, into a document: between its lines",
        "<!-- verdict tables: spec/check history --question b,c,d --into FILE --> and",
        "<!-- end of verdict tables -->."
      })
  private @Nullable Path document;

  @Option(
      names = "--expected",
      description = "Run nothing: print the tables as they are if all comes out as expected.")
  private boolean expected;

  /**
   * The command.
   *
   * @param catalogues reads the catalogue; it is not asked when only help is wanted
   * @param terminal where results and progress go
   */
  public HistoryCommand(Supplier<Catalogue> catalogues, Terminal terminal) {
    this.catalogues = catalogues;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    check();
    Catalogue catalogue = catalogues.get();
    VerdictTables tables = new VerdictTables(catalogue, questions(), scope(catalogue));
    List<Case> cases =
        catalogue.cases(options.lane().orElse(Lane.FULL)).stream().filter(tables::need).toList();
    if (cases.isEmpty()) {
      throw new BadInput("no run of this lane counts for these tables");
    }
    if (expected) {
      print(tables, cases.stream().map(Outcome::expected).toList(), "");
      return 0;
    }
    List<RunResult> results =
        new Runner(tables, options, terminal).run(options.everyKernel(cases), Runner.Lines.ERR);
    print(tables, results.stream().map(Outcome::of).toList(), VerdictTables.differences(results));
    return Status.of(results).code();
  }

  private void check() {
    if (expected && (options.json().isPresent() || options.report().isPresent())) {
      throw new BadInput("--json and --report tell of runs, and --expected runs nothing");
    }
    if (document != null) {
      if (kernel != null || preempt != null) {
        throw new BadInput("--into is for whole tables, without --kernel and --preempt");
      }
      Output.checkFile("--into", document);
      String unused = part().read(document);
    }
  }

  /** The part of a document that has these tables, which says itself how it is made. */
  private MarkedText part() {
    String letters = questions == null ? "" : " --question " + String.join(",", questions);
    return MarkedText.of(
        "verdict tables: spec/check history" + letters + " --into FILE", "verdict tables");
  }

  private void print(VerdictTables tables, List<Outcome> outcomes, String below) {
    if (document != null) {
      part().write(document, tables.markdown(outcomes));
      terminal.print(("The tables are in " + document + "\n" + below).stripTrailing());
      return;
    }
    String text = markdown ? tables.markdown(outcomes) : tables.text(outcomes);
    terminal.print((text + below).stripTrailing());
  }

  private List<Question> questions() {
    if (questions == null) {
      return Arrays.asList(Question.values());
    }
    Set<Question> these = new LinkedHashSet<>();
    for (String letter : questions) {
      these.add(
          Question.find(letter)
              .orElseThrow(
                  () -> new BadInput("unknown question " + letter + "; there is a, b, c, d")));
    }
    return List.copyOf(these);
  }

  /** The row that a name stands for: the tables have no others. */
  private static Version row(Kernels kernels, String name) {
    Kernel named = kernels.parse(name).get(0);
    if (!named.isListed()) {
      throw new BadInput(
          kernels.note(name).orElse(name + " is no row")
              + ", for which there is no row; ask run MODEL --kernel "
              + name);
    }
    return kernels.version(named.version()).orElseThrow();
  }

  private Scope scope(Catalogue catalogue) {
    Optional<Version> version = Optional.empty();
    if (kernel != null) {
      version = Optional.of(row(catalogue.kernels(), kernel));
      catalogue.kernels().note(kernel).ifPresent(terminal::error);
    }
    if (preempt == null) {
      return new Scope(version, Optional.empty());
    }
    if (!preempt.equals("full") && !preempt.equals("none")) {
      throw new BadInput("--preempt is full or none, not " + preempt);
    }
    return new Scope(version, Optional.of(preempt.equals("full")));
  }
}
