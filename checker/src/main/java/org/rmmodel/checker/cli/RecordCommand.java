package org.rmmodel.checker.cli;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Recorded;
import org.rmmodel.checker.check.Judge;
import org.rmmodel.checker.check.RunResult;
import org.rmmodel.checker.check.Status;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.HelpOption;
import org.rmmodel.common.Output;
import org.rmmodel.common.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes down what TLC counts of runs whose verdict is the expected one. */
@Command(
    name = "record",
    description = "Run models and record what is counted: states, depth, the changes asked for.",
    footer = {
      "",
      "Rewrites models/recorded.lock: the lines of these runs, if their verdict is the expected one;",
      "lines of runs that are gone go. A verdict is never recorded: a person writes it.",
      "",
      "Examples:",
      "  spec/check record                  every run that has no line yet",
      "  spec/check record UnloadListWalker all its runs",
      "  spec/check record --lane smoke     all runs of a lane"
    })
public final class RecordCommand implements Callable<Integer> {
  private final Supplier<Catalogue> catalogues;
  private final Terminal terminal;

  @Mixin private HelpOption help;

  @Mixin private RunOptions options;

  @Parameters(
      paramLabel = "MODEL",
      arity = "0..*",
      description = "A model, or one of its runs (MODEL:v6.2-preempt).")
  private List<String> names = List.of();

  @Option(
      names = "--afresh",
      description = "Find out anew what the runs ask for; else changes are only added to that.")
  private boolean afresh;

  /**
   * The command.
   *
   * @param catalogues reads the catalogue; it is not asked when only help is wanted
   * @param terminal where results and progress go
   */
  public RecordCommand(Supplier<Catalogue> catalogues, Terminal terminal) {
    this.catalogues = catalogues;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Catalogue catalogue = catalogues.get();
    Output.checkFile("record", catalogue.folder().recorded());
    List<Case> cases =
        cases(catalogue).stream()
            .map(of -> new Case(of.model(), of.run().unrecorded(afresh)))
            .toList();
    List<RunResult> results =
        new Runner(catalogue, options, terminal).recording().run(cases, Runner.Lines.OUT);
    // Read again, as others may have recorded other runs meanwhile.
    write(catalogues.get(), results);
    return Status.of(results).code();
  }

  private List<Case> cases(Catalogue catalogue) {
    if (!names.isEmpty()) {
      List<Case> named = options.inLane(catalogue.find(names));
      Set<String> runs = ids(catalogue);
      for (Case of : named) {
        if (!runs.contains(of.id())) {
          throw new BadInput(of.id() + " is no run: another one stands for it (spec/check list)");
        }
      }
      return named;
    }
    return options
        .lane()
        .map(catalogue::cases)
        .orElseGet(() -> catalogue.cases().stream().filter(of -> !of.run().isRecorded()).toList());
  }

  private static Set<String> ids(Catalogue catalogue) {
    return catalogue.cases().stream().map(Case::id).collect(Collectors.toSet());
  }

  private void write(Catalogue catalogue, List<RunResult> results) {
    SortedMap<String, Recorded.Counts> counts = new TreeMap<>(catalogue.recorded().counts());
    Set<String> runs = ids(catalogue);
    int gone = counts.size();
    counts.keySet().retainAll(runs);
    gone -= counts.size();
    Map<String, Recorded.Counts> before = new TreeMap<>(counts);
    int refused = 0;
    for (RunResult result : results) {
      Case of = result.of();
      if (runs.contains(of.id()) && Judge.outcomeAsExpected(of.run().expect(), result.verdict())) {
        counts.put(of.id(), counts(result));
      } else {
        refused++;
      }
    }
    Recorded recorded = new Recorded(counts);
    catalogue.recording(recorded);
    SpecFolder folder = catalogue.folder();
    Output.write(folder.recorded(), recorded.text(catalogue.kernels()));
    long changed =
        counts.entrySet().stream()
            .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
            .count();
    terminal.print(
        folder.nameOf(folder.recorded())
            + ": "
            + changed
            + " lines differ, "
            + gone
            + " of runs that are gone are removed, "
            + refused
            + " runs are not recorded");
  }

  private static Recorded.Counts counts(RunResult result) {
    return new Recorded.Counts(
        OptionalLong.of(result.tlc().states()),
        result.of().model().workers() > 1
            ? OptionalInt.empty()
            : OptionalInt.of(result.tlc().depth()),
        result.of().run().asks());
  }
}
