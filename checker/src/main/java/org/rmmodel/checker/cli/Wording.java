package org.rmmodel.checker.cli;

import java.util.List;
import java.util.Locale;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.tlc.Verdict;

/** Words for what runs say: short, as the details stand on the lines below. */
final class Wording {
  private Wording() {}

  static String outcome(Verdict verdict) {
    if (verdict instanceof Verdict.Inconclusive) {
      return "inconclusive";
    }
    return verdict instanceof Verdict.Broken ? "broken" : verdict.text();
  }

  /** How many kernels runs decide, each kernel counted once for each model. */
  static int kernels(List<Case> cases) {
    return cases.stream().mapToInt(of -> of.run().standsFor().size()).sum();
  }

  /** What runs stand for, in one line. */
  static String standFor(List<Case> cases) {
    int kernels = kernels(cases);
    long different = cases.stream().flatMap(of -> of.run().standsFor().stream()).distinct().count();
    return String.format(
        Locale.ROOT,
        "They stand for %d, each a model on one of %d kernels (--every-kernel runs them all).",
        kernels,
        different);
  }
}
