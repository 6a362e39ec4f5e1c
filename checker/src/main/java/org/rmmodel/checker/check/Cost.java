package org.rmmodel.checker.check;

import org.rmmodel.checker.catalogue.Case;

/**
 * What runs cost in comparison with one another. The measure is what is recorded of a run, its
 * distinct states; no seconds are recorded, since they change with the machine.
 */
public final class Cost {
  /**
   * What it costs to start TLC, in states: about a second, in which it finds some 15,000. (The 643
   * small runs of docs/times.md took 688 s; ManyAll16 found 1,108,349 states in 74 s.)
   */
  static final long START = 15_000;

  private Cost() {}

  /**
   * The cost of a run.
   *
   * @param of the run
   * @return in states; of a run of which nothing is recorded, its start alone
   */
  public static long of(Case of) {
    return START + of.run().states().orElse(0);
  }
}
