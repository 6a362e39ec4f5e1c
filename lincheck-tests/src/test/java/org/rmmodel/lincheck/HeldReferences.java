package org.rmmodel.lincheck;

import org.jetbrains.lincheck.datastructures.ManagedStrategyGuarantee;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;

/**
 * Which thread of a scenario holds how many references, so that every put follows a get of its own.
 *
 * <p>Each slot belongs to one thread; a counter that threads shared would be a race of the test's
 * own making. Lincheck numbers the parallel threads 1..N, and gives 0 and N+1 to what runs alone
 * before and after them: these two use the slot of thread 1, which is idle then, and so can give
 * back what it held.
 */
final class HeldReferences {
  /** Tells the model checker not to switch threads inside this class. */
  static final ManagedStrategyGuarantee NO_SWITCHES =
      ManagedStrategyGuaranteeKt.forClasses(HeldReferences.class.getName()).allMethods().ignore();

  private final int[] held = new int[Budget.THREADS];

  /** Notes that the thread has got a reference. */
  void add(int thread) {
    held[slot(thread)]++;
  }

  /** Takes a reference of the thread's to be given back; false if it holds none. */
  boolean take(int thread) {
    int slot = slot(thread);
    if (held[slot] == 0) {
      return false;
    }
    held[slot]--;
    return true;
  }

  /** Counts the references that all threads hold; for sequential use. */
  int total() {
    int total = 0;
    for (int count : held) {
      total += count;
    }
    return total;
  }

  private static int slot(int thread) {
    return thread >= 1 && thread <= Budget.THREADS ? thread - 1 : 0;
  }
}
