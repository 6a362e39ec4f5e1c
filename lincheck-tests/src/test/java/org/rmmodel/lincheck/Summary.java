package org.rmmodel.lincheck;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.rmmodel.common.Lane;

/** Says in one line how much the searches of a test class have tried. */
final class Summary implements BeforeAllCallback, AfterAllCallback {
  private static int searches;
  private static int counterexamples;
  private static int scenarios;
  private static int exhausted;
  private static int cut;
  private static long interleavings;

  @Override
  public void beforeAll(ExtensionContext context) {
    if (isNested(context)) {
      return;
    }
    searches = 0;
    counterexamples = 0;
    scenarios = 0;
    exhausted = 0;
    cut = 0;
    interleavings = 0;
  }

  static Search.Outcome add(Search.Outcome outcome) {
    searches++;
    scenarios += outcome.tally().scenarios();
    interleavings += outcome.tally().interleavings();
    Interleavings.add(outcome.tally().interleavings());
    if (outcome.counterexample() == null) {
      exhausted += outcome.tally().exhausted();
      cut += outcome.tally().cut();
    } else {
      counterexamples++;
    }
    return outcome;
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (isNested(context)) {
      return;
    }
    System.out.printf(
        "%s, lane %s: %d searches, %d scenarios, %d interleavings;"
            + " %d counterexamples; of the others %d scenarios exhausted, %d cut%n",
        context.getRequiredTestClass().getSimpleName(),
        Lane.current(),
        searches,
        scenarios,
        interleavings,
        counterexamples,
        exhausted,
        cut);
  }

  private static boolean isNested(ExtensionContext context) {
    return context.getRequiredTestClass().isMemberClass();
  }
}
