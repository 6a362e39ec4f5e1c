package org.rmmodel.checker.report.html;

import java.util.Collection;
import java.util.List;
import org.rmmodel.checker.ordering.OrderingFacts.Asked;

/** A litmus test on the page. */
record LitmusView(
    String anchor,
    String name,
    String shows,
    String verdict,
    String style,
    List<Link> facts,
    String fact) {

  static LitmusView of(Asked asked, Collection<String> places) {
    return new LitmusView(
        Anchor.litmus(asked.test().name()),
        asked.test().name(),
        asked.test().shows(),
        asked.verdict() + (asked.differs() ? ", not as expected" : ""),
        asked.differs() ? "differs" : "",
        Link.to(asked.test().facts(), Anchor::fact, places),
        String.join(" ", asked.test().facts()));
  }
}
