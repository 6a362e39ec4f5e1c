package org.rmmodel.checker.cli;

import org.rmmodel.checker.tlc.Verdict;

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
