package org.rmmodel.checker.report.html;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Model;
import org.rmmodel.checker.check.RunResult;
import org.rmmodel.checker.tlc.TlaSources;

/** A model on the page, with its runs. */
record ModelView(
    String anchor,
    String name,
    String title,
    String negativeOf,
    String withoutAssumption,
    String withoutAnchor,
    List<Link> facts,
    List<RunView> runs,
    String fact,
    String kernels,
    String functions) {

  /** The models of these runs, in the runs' order. */
  static List<ModelView> of(
      List<RunResult> results, Catalogue catalogue, TlaSources sources, Collection<String> places) {
    Map<String, List<RunResult>> byModel = new LinkedHashMap<>();
    results.forEach(
        result ->
            byModel
                .computeIfAbsent(result.of().model().name(), name -> new ArrayList<>())
                .add(result));
    return byModel.values().stream().map(runs -> one(runs, catalogue, sources, places)).toList();
  }

  private static ModelView one(
      Collection<RunResult> results,
      Catalogue catalogue,
      TlaSources sources,
      Collection<String> places) {
    Model model = results.iterator().next().of().model();
    List<RunView> runs =
        results.stream().map(result -> RunView.of(result, catalogue, sources)).toList();
    List<String> facts = catalogue.facts().of(model);
    return new ModelView(
        Anchor.model(model.name()),
        model.name(),
        model.title(),
        model.negative().map(negative -> negative.of()).orElse(""),
        model.assumption().orElse(""),
        model.assumption().map(Anchor::assumption).orElse(""),
        Link.to(facts, Anchor::fact, places),
        runs,
        String.join(" ", facts),
        words(runs, RunView::kernels),
        words(runs, RunView::functions));
  }

  private static String words(List<RunView> runs, Function<RunView, String> words) {
    return runs.stream()
        .flatMap(run -> Arrays.stream(words.apply(run).split(" ")))
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .collect(Collectors.joining(" "));
  }
}
