package org.rmmodel.checker.report.html;

import java.util.Collection;
import java.util.List;
import org.rmmodel.checker.catalogue.Assumption;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Model;

/** An assumption on the page, with the models that turn it off and the promises that need it. */
record AssumptionView(
    String anchor,
    String id,
    String title,
    String operator,
    String off,
    List<Link> models,
    List<Link> promises) {

  static AssumptionView of(
      Assumption assumption,
      Catalogue catalogue,
      Collection<String> models,
      Collection<String> places) {
    List<String> without =
        catalogue.models().stream()
            .filter(model -> model.assumption().filter(assumption.id()::equals).isPresent())
            .map(Model::name)
            .toList();
    List<String> promises =
        catalogue.facts().properties().stream()
            .filter(property -> property.assumes().contains(assumption.id()))
            .map(property -> property.id())
            .toList();
    return new AssumptionView(
        Anchor.assumption(assumption.id()),
        assumption.id(),
        assumption.title(),
        assumption.operator(),
        assumption.off(),
        Link.to(without, Anchor::model, models),
        Link.to(promises, Anchor::fact, places));
  }
}
