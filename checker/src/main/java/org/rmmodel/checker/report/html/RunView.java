package org.rmmodel.checker.report.html;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.rmmodel.checker.catalogue.ActionEntry;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.check.RunResult;
import org.rmmodel.checker.check.Status;
import org.rmmodel.checker.report.Explanation;
import org.rmmodel.checker.report.Spans;
import org.rmmodel.checker.tlc.TlaSources;
import org.rmmodel.checker.tlc.Verdict;

/** A run on the page. */
record RunView(
    String anchor,
    String id,
    String kernel,
    String standsFor,
    String verdict,
    String expected,
    String style,
    String states,
    String depth,
    String seconds,
    List<String> deviations,
    String counterexample,
    String kernels,
    String functions) {

  static RunView of(RunResult result, Catalogue catalogue, TlaSources sources) {
    Kernel kernel = result.of().run().kernel();
    Set<Kernel> standsFor = Set.copyOf(result.of().run().standsFor());
    String spans = Spans.of(catalogue.kernels(), standsFor::contains);
    boolean violated =
        result.verdict() instanceof Verdict.Violates violates
            && !violates.trace().steps().isEmpty();
    return new RunView(
        Anchor.run(result.of().id()),
        result.of().id(),
        kernel.id(),
        spans.isEmpty() ? kernel.id() : spans,
        result.verdict().text(),
        result.of().run().expect().text(),
        result.status().exit() == Status.AS_EXPECTED.exit() ? "" : "differs",
        String.format(Locale.ROOT, "%,d", result.tlc().states()),
        String.format(Locale.ROOT, "%,d", result.tlc().depth()),
        String.format(Locale.ROOT, "%.1f", result.seconds()),
        result.deviations(),
        violated ? new Explanation(result, catalogue.actions(), sources).text() : "",
        kernel.id()
            + " "
            + standsFor.stream().map(Kernel::id).sorted().collect(Collectors.joining(" ")),
        String.join(" ", functions(result, catalogue)));
  }

  /** The kernel functions of which an action fired. */
  private static Set<String> functions(RunResult result, Catalogue catalogue) {
    Kernel kernel = result.of().run().kernel();
    Set<String> functions = new TreeSet<>();
    result
        .fired()
        .forEach(
            (action, times) -> {
              if (times > 0) {
                catalogue
                    .actions()
                    .find(action, kernel)
                    .map(ActionEntry::function)
                    .ifPresent(functions::add);
              }
            });
    return functions;
  }
}
