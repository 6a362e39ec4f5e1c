package org.rmmodel.lincheck;

/**
 * What belongs to one thread of a scenario: its CPU, the references that it holds.
 *
 * <p>Lincheck numbers the parallel threads 1..N, and gives 0 and N+1 to what runs alone before and
 * after them: these two use the slot of thread 1, which is idle then, and so can give back what it
 * held.
 */
final class Slots {
  /** Threads of a scenario's parallel part. */
  static final int THREADS = 2;

  private Slots() {}

  /** Gives the slot of a thread, 0 or more. */
  static int of(int thread) {
    return thread >= 1 && thread <= THREADS ? thread - 1 : 0;
  }
}
