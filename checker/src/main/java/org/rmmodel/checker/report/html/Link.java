package org.rmmodel.checker.report.html;

import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A name that may lead to a place in the page.
 *
 * @param text the name
 * @param to the place; empty if the page has none
 */
record Link(String text, String to) {
  /** A link for each name, where the page has the place. */
  static List<Link> to(
      Collection<String> names, UnaryOperator<String> anchor, Collection<String> there) {
    return names.stream()
        .map(name -> new Link(name, there.contains(name) ? anchor.apply(name) : ""))
        .toList();
  }
}
