package org.rmmodel.kill;

import org.jspecify.annotations.Nullable;

/**
 * What a tool has made of a mutant.
 *
 * @param outcome whether it has found it
 * @param seconds how long that took, in seconds of the wall clock, JVM starts included
 * @param tries how much was tried: interleavings, runs, chains, schedules, samples; states for TLC
 * @param where the test or model that found it; what went wrong if inconclusive; else null
 * @param reason what it says, in a line; or null
 */
record Cell(
    Outcome outcome, double seconds, long tries, @Nullable String where, @Nullable String reason) {
  /** Whether a mutant was found. */
  enum Outcome {
    CAUGHT,
    SURVIVED,
    /** A limit was reached, or the tool has failed in a way of its own: no verdict. */
    INCONCLUSIVE,
    /** There is nothing to ask it. */
    NOT_ASKED
  }

  static Cell caught(double seconds, long tries, String where, String reason) {
    return new Cell(Outcome.CAUGHT, seconds, tries, where, reason);
  }

  static Cell survived(double seconds, long tries) {
    return new Cell(Outcome.SURVIVED, seconds, tries, null, null);
  }

  static Cell notAsked() {
    return new Cell(Outcome.NOT_ASKED, 0, 0, null, null);
  }

  static Cell inconclusive(double seconds, String why) {
    return new Cell(Outcome.INCONCLUSIVE, seconds, 0, why, null);
  }

  /** Tells whether this is what was expected. */
  boolean isAsExpected(Mutant.Expected expected) {
    return switch (expected) {
      case CAUGHT -> outcome == Outcome.CAUGHT;
      case SURVIVES -> outcome == Outcome.SURVIVED;
      case EITHER -> outcome == Outcome.CAUGHT || outcome == Outcome.SURVIVED;
      case NOT_ASKED -> outcome == Outcome.NOT_ASKED;
    };
  }
}
