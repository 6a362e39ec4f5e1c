package org.rmmodel.lincheck;

import java.util.IdentityHashMap;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;

/**
 * How much a search has tried: its scenarios, and the interleavings (or, on free threads, the runs)
 * of each that came to an end.
 *
 * <p>Lincheck does not say whether it stopped at the bound or because nothing was left to try. Each
 * run is made on a fresh instance of the operations, also one that is given up because a thread
 * only waits; so instances are counted, too, and a scenario for which as many were made as the
 * bound allows counts as cut. Where runs were given up and repeated that may call an exhausted
 * scenario cut, and never the other way round.
 */
final class Tally {
  private final IdentityHashMap<ExecutionScenario, Integer> tries = new IdentityHashMap<>();
  private final IdentityHashMap<ExecutionScenario, Integer> instances = new IdentityHashMap<>();
  private final int bound;
  private int fresh;

  /** Makes one of a search that tries a scenario so often at most. */
  Tally(int bound) {
    this.bound = bound;
  }

  /** Counts an instance of the operations. */
  synchronized void countInstance() {
    fresh++;
  }

  /** Counts a run that has come to its end, and the instances made since the last one. */
  synchronized void count(ExecutionScenario scenario) {
    tries.merge(scenario, 1, Integer::sum);
    instances.merge(scenario, fresh, Integer::sum);
    fresh = 0;
  }

  /** How many scenarios were tried. */
  int scenarios() {
    return tries.size();
  }

  /** How many interleavings were tried, of all scenarios together. */
  long interleavings() {
    return tries.values().stream().mapToLong(Integer::longValue).sum();
  }

  /** How many interleavings of one scenario were tried. */
  int interleavings(ExecutionScenario scenario) {
    return tries.getOrDefault(scenario, 0);
  }

  /** How many scenarios were cut off at the bound: some of their interleavings were never tried. */
  int cut() {
    return (int) instances.values().stream().filter(count -> count >= bound).count();
  }

  /** How many scenarios had no interleaving left to try. */
  int exhausted() {
    return scenarios() - cut();
  }
}
