package org.rmmodel.spec.cli;

import org.rmmodel.spec.tlc.Verdict;

/** Words for verdicts on the run's line; the details stand on the lines below it. */
final class Wording {
  private Wording() {}

  static String outcome(Verdict verdict) {
    if (verdict instanceof Verdict.Inconclusive) {
      return "inconclusive";
    }
    return verdict instanceof Verdict.Broken ? "broken" : verdict.text();
  }
}
