package org.rmmodel.checker.report.html;

import java.util.Collection;
import java.util.List;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Property;

/** A promise on the page, with the assumptions that it needs. */
record PropertyView(
    String anchor,
    String id,
    String title,
    List<String> properties,
    List<Link> models,
    List<Link> tests,
    List<Link> assumes,
    boolean needsNothing,
    String note,
    String outside) {

  static PropertyView of(
      Property property, Catalogue catalogue, Collection<String> models, Collection<String> tests) {
    List<String> assumptions =
        catalogue.facts().assumptions().stream().map(assumption -> assumption.id()).toList();
    return new PropertyView(
        Anchor.fact(property.id()),
        property.id(),
        property.title(),
        property.properties(),
        Link.to(property.models(), Anchor::model, models),
        Link.to(property.litmus().map(by -> by.tests()).orElse(List.of()), Anchor::litmus, tests),
        Link.to(property.assumes(), Anchor::assumption, assumptions),
        property.assumes().isEmpty(),
        property.note(),
        property.outside().map(outside -> outside.why()).orElse(""));
  }
}
