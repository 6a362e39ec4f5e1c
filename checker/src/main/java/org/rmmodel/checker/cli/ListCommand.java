package org.rmmodel.checker.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Model;
import org.rmmodel.checker.catalogue.ModelRun;
import org.rmmodel.common.HelpOption;
import org.rmmodel.common.Lane;
import org.rmmodel.common.LaneConverter;
import org.rmmodel.common.Terminal;
import org.rmmodel.common.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the models. */
@Command(
    name = "list",
    description =
        "List the models: runs, the kernels they stand for, lane, expectation, facts, title.",
    footer = {"", "Examples:", "  spec/check list", "  spec/check list --lane smoke"})
public final class ListCommand implements Callable<Integer> {
  private final Supplier<Catalogue> catalogues;
  private final Terminal terminal;

  @Mixin private HelpOption help;

  @Option(
      names = "--lane",
      paramLabel = "LANE",
      converter = LaneConverter.class,
      description = "Only the runs of this lane: smoke, full or exhaustive (default: all).")
  private Lane lane = Lane.EXHAUSTIVE;

  @Option(
      names = "--figures",
      description = {
        "List the runs instead: the kernels that each stands for (how many), its pinned",
        "states and depth."
      })
  private boolean figures;

  /**
   * The command.
   *
   * @param catalogues reads the catalogue; it is not asked when only help is wanted
   * @param terminal where results and progress go
   */
  public ListCommand(Supplier<Catalogue> catalogues, Terminal terminal) {
    this.catalogues = catalogues;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Catalogue catalogue = catalogues.get();
    if (figures) {
      catalogue.cases(lane).forEach(of -> terminal.print(figures(of)));
      return 0;
    }
    int width =
        catalogue.models().stream().mapToInt(model -> model.name().length()).max().orElse(1);
    for (Model model : catalogue.models()) {
      List<ModelRun> runs = model.runs().stream().filter(run -> lane.includes(run.lane())).toList();
      if (!runs.isEmpty()) {
        terminal.print(text(catalogue, model, runs, width));
      }
    }
    List<Case> cases = catalogue.cases(lane);
    terminal.print("\n" + cases.size() + " runs. " + Wording.standFor(cases));
    return 0;
  }

  private static String figures(Case of) {
    return String.format(
        Locale.ROOT,
        "%-44s %2d %-7s %7d states, depth %3d, %-10s  %s",
        of.id(),
        of.run().standsFor().size(),
        of.run().standsFor().size() == 1 ? "kernel" : "kernels",
        of.run().states().orElse(0),
        of.run().depth().orElse(0),
        of.run().lane(),
        of.run().expect().text());
  }

  private static String text(Catalogue catalogue, Model model, List<ModelRun> runs, int width) {
    List<String> ids = catalogue.facts().of(model);
    String facts = ids.isEmpty() ? "" : "  [" + String.join(" ", ids) + "]";
    String change = model.negative().map(n -> " (a negative of " + n.of() + ")").orElse("");
    return String.format(
            "%-" + width + "s  %2d %-4s  %-10s  %s%s%n    ",
            model.name(),
            runs.size(),
            runs.size() == 1 ? "run" : "runs",
            lanes(runs),
            expectations(runs),
            facts)
        + String.join(
            "\n    ", TextTable.wrap(model.title() + change + on(runs), TextTable.WIDTH - 4));
  }

  private static String on(List<ModelRun> runs) {
    int kernels = runs.stream().mapToInt(run -> run.standsFor().size()).sum();
    return kernels == runs.size() ? "" : " (for " + kernels + " kernels)";
  }

  private static String lanes(List<ModelRun> runs) {
    return runs.stream()
        .map(run -> run.lane().toString())
        .distinct()
        .collect(Collectors.joining(","));
  }

  private static String expectations(List<ModelRun> runs) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    runs.forEach(run -> counts.merge(run.expect().text(), 1, Integer::sum));
    return counts.entrySet().stream()
        .map(
            entry ->
                (entry.getKey().equals("holds") ? "" : "violates ")
                    + entry.getKey()
                    + (counts.size() == 1 ? "" : " " + entry.getValue() + "x"))
        .collect(Collectors.joining(", "));
  }
}
