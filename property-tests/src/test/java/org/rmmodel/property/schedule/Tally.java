package org.rmmodel.property.schedule;

import java.util.concurrent.atomic.LongAdder;

/** Counts the schedules that were run, and their steps: how much a green build has looked at. */
final class Tally {
  private static final LongAdder SCHEDULES = new LongAdder();
  private static final LongAdder STEPS = new LongAdder();

  private Tally() {}

  static void count(int steps) {
    SCHEDULES.increment();
    STEPS.add(steps);
  }

  /** Prints what was counted since the last time. */
  static void print(String suite) {
    System.out.printf(
        "%s: %d schedules, %d steps%n", suite, SCHEDULES.sumThenReset(), STEPS.sumThenReset());
  }
}
