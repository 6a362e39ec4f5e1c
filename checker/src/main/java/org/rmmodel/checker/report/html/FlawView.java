package org.rmmodel.checker.report.html;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Flaw;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.catalogue.Sighting;
import org.rmmodel.checker.check.RunResult;
import org.rmmodel.checker.report.Explanation;
import org.rmmodel.checker.report.FlawPage;
import org.rmmodel.checker.tlc.TlaSources;
import org.rmmodel.checker.tlc.Verdict;

/** A flaw on the page. */
record FlawView(
    String anchor,
    String id,
    String title,
    List<FlawPage.Part> parts,
    List<Link> models,
    List<FigureView> figures,
    String picture,
    String pictureSays,
    String notShown,
    String kernels,
    String functions) {

  static FlawView of(
      Flaw flaw,
      Catalogue catalogue,
      TlaSources sources,
      Map<Case, RunResult> results,
      Collection<String> models) {
    FlawPage page = new FlawPage(catalogue, flaw);
    Optional<Case> by = page.shownBy();
    Optional<RunResult> shown = by.map(results::get);
    Optional<Explanation.Figure> figure =
        shown.flatMap(one -> new Explanation(one, catalogue.actions(), sources).figure());
    Optional<String> picture = page.picture(List.of());
    Collection<String> names =
        Stream.concat(flaw.models().stream().map(Sighting::model), flaw.fixed().stream())
            .distinct()
            .toList();
    return new FlawView(
        Anchor.fact(flaw.id()),
        flaw.id(),
        flaw.title(),
        page.parts(),
        Link.to(names, Anchor::model, models),
        figure.map(one -> FigureView.of(by.orElseThrow().id(), one)).stream().toList(),
        picture.map(FlawView::inline).orElse(""),
        picture
            .map(svg -> "An execution of " + flaw.id() + " that the memory model allows")
            .orElse(""),
        by.isPresent() && figure.isEmpty()
            ? by.get().id()
                + (shown.isEmpty()
                    ? " shows it, and was not run."
                    : " did not show it this time, or its counterexample was not kept.")
            : "",
        found(flaw, results.values()),
        figure.map(FigureView::functions).orElse(""));
  }

  /** The kernels on which one of these runs found it. */
  private static String found(Flaw flaw, Collection<RunResult> results) {
    return results.stream()
        .filter(
            result ->
                result.verdict() instanceof Verdict.Violates violates
                    && flaw.models()
                        .contains(new Sighting(result.of().model().name(), violates.property())))
        .flatMap(result -> result.of().run().standsFor().stream())
        .map(Kernel::id)
        .distinct()
        .sorted()
        .collect(Collectors.joining(" "));
  }

  /** A picture that is no part of the page's own tree, so that its style is its own. */
  private static String inline(String svg) {
    return "data:image/svg+xml;base64,"
        + Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
  }
}
