package org.rmmodel.checker.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Kernels;
import org.rmmodel.checker.catalogue.Named;
import org.rmmodel.checker.check.RunResult;
import org.rmmodel.checker.check.Status;
import org.rmmodel.checker.report.Comparison;
import org.rmmodel.checker.report.JsonReport;
import org.rmmodel.checker.report.OrderingTable;
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
      "d what breaks without an assumption, e what the memory model allows (by litmus tests).",
      "",
      "Examples:",
      "  spec/check history",
      "  spec/check history --question b --kernel v6.8 --preempt full",
      "  spec/check history --kernel 6.12.118 --against 6.1.y    what an upgrade changes",
      "  spec/check history --kernel v6.15~descriptor-in-section a kernel of your own",
      "  spec/check history --markdown > tables.md",
      "  spec/check history --question b,c,d,e --into docs/verdicts.md",
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
      description = "Only this table: a, b, c, d or e (default: all).")
  private @Nullable List<String> questions;

  @Option(
      names = "--kernel",
      paramLabel = "KERNEL",
      description = {
        "Only this kernel, and only the runs that it needs: v6.8, 6.12.118,",
        "6.1.y, 6.8-preempt, or one of your own (v3.19+CHANGE~CHANGE), on",
        "which each model is run."
      })
  private @Nullable String kernel;

  @Option(
      names = "--against",
      paramLabel = "KERNEL",
      description = "What changes from this kernel to that of --kernel: flaws, promises, causes.")
  private @Nullable String against;

  @Option(
      names = "--all",
      description = "Show each row, also where it says the same as the one before it.")
  private boolean all;

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
        "Put the tables, as Markdown, into a document, between its lines",
        "<!-- verdict tables: spec/check history --question b,c --into FILE -->",
        "and <!-- end of verdict tables -->."
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
    if (questions().equals(List.of(Question.E))) {
      options.refuse("table e is computed by litmus tests", "--json");
    }
    Catalogue catalogue = catalogues.get();
    VerdictTables tables = new VerdictTables(catalogue, questions(), scope(catalogue.kernels()));
    Lane lane = options.lane().orElse(Lane.FULL);
    List<Case> undecided = tables.undecided(lane);
    List<Case> cases =
        new ArrayList<>(catalogue.cases(lane).stream().filter(tables::need).toList());
    cases.addAll(undecided);
    if (questions().equals(List.of(Question.E))) {
      return ofOrdering(tables);
    }
    if (cases.isEmpty()) {
      throw new BadInput("no run of this lane counts for these tables");
    }
    if (expected) {
      print(tables, cases.stream().map(Outcome::expected).toList(), notAsked(undecided));
      return 0;
    }
    List<RunResult> results =
        new Runner(tables, options, terminal).run(options.everyKernel(cases), Runner.Lines.ERR);
    if (results.stream().anyMatch(result -> result.status() == Status.BAD_INPUT)) {
      return Status.of(results).code();
    }
    print(
        tables,
        results.stream().map(Outcome::of).toList(),
        VerdictTables.differences(results) + tables.orderingDifferences());
    return tables.status(results).code();
  }

  /** Nothing is run for it, and the lane does not matter. */
  private int ofOrdering(VerdictTables tables) {
    options.json().ifPresent(file -> JsonReport.write(file, tables, List.of(), Map.of()));
    print(tables, List.of(), tables.orderingDifferences());
    return tables
        .ordering()
        .map(OrderingTable::status)
        .orElseThrow(() -> new BadInput("no fact is about memory order"))
        .code();
  }

  private static String notAsked(List<Case> undecided) {
    return undecided.isEmpty()
        ? ""
        : "\n?: no run of the catalogue decides it, and TLC was not asked (--expected): "
            + undecided.stream()
                .map(of -> of.model().name())
                .distinct()
                .collect(Collectors.joining(", "));
  }

  private void check() {
    boolean tellsOfRuns =
        Stream.of(options.json(), options.junit(), options.report()).anyMatch(Optional::isPresent);
    if (expected && tellsOfRuns) {
      throw new BadInput("--json, --junit and --report tell of runs, and --expected runs nothing");
    }
    options.json().ifPresent(file -> Output.checkFile("--json", file));
    if (against != null && kernel == null) {
      throw new BadInput("--against needs --kernel: the kernel that is compared with it");
    }
    if (against != null && markdown) {
      throw new BadInput("--against is plain text, without --markdown");
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
        "verdict tables: spec/check history" + letters + (all ? " --all" : "") + " --into FILE",
        "verdict tables");
  }

  private void print(VerdictTables tables, List<Outcome> outcomes, String below) {
    if (document != null) {
      part().write(document, tables.markdown(outcomes));
      terminal.print(("The tables are in " + document + "\n" + below).stripTrailing());
      return;
    }
    String text =
        tables
            .comparison(outcomes)
            .map(Comparison::text)
            .orElseGet(() -> markdown ? tables.markdown(outcomes) : tables.text(outcomes));
    String note =
        tables.scope().only().size() == 1
            ? tables.scope().only().get(0).note().map(line -> line + "\n\n").orElse("")
            : "";
    terminal.print((note + text + below).stripTrailing());
  }

  private List<Question> questions() {
    if (questions == null) {
      return against == null
          ? Arrays.asList(Question.values())
          : List.of(Question.B, Question.C, Question.D, Question.E);
    }
    Set<Question> these = new LinkedHashSet<>();
    if (questions.isEmpty()) {
      throw new BadInput("--question: a letter is expected; there is a, b, c, d, e");
    }
    for (String letter : questions) {
      Question question =
          Question.find(letter)
              .orElseThrow(
                  () ->
                      new BadInput(
                          "--question: unknown question '" + letter + "'; there is a, b, c, d, e"));
      if (question == Question.A && against != null) {
        throw new BadInput("--against compares flaws, promises and assumptions: b, c, d and e");
      }
      these.add(question);
    }
    return List.copyOf(these);
  }

  private Scope scope(Kernels kernels) {
    List<Named> only =
        Stream.of(Optional.ofNullable(against), Optional.ofNullable(kernel))
            .flatMap(Optional::stream)
            .map(kernels::named)
            .toList();
    Optional<Boolean> which = which();
    for (Named named : only) {
      if (named.kernels().size() == 1) {
        boolean is = named.kernels().get(0).preempt();
        if (which.isPresent() && which.get() != is) {
          throw new BadInput(
              named.kernels().get(0).id()
                  + (is ? " is preemptible" : " is not preemptible")
                  + ", and the others are asked for, too");
        }
        which = Optional.of(is);
      }
    }
    return new Scope(only, which, all);
  }

  private Optional<Boolean> which() {
    if (preempt == null) {
      return Optional.empty();
    }
    if (!preempt.equals("full") && !preempt.equals("none")) {
      throw new BadInput("--preempt is full or none, not " + preempt);
    }
    return Optional.of(preempt.equals("full"));
  }
}
