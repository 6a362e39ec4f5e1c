package org.rmmodel.jcstress.litmus;

/**
 * Plain writes to several cache lines that another CPU has had last. They keep a CPU's store buffer
 * busy, so that what is written next is seen late: a program may have done anything before.
 */
final class PendingStores {
  private static final int LINES = 12;
  private static final int LINE = 8;

  private final long[] memory = new long[(LINES + 1) * LINE];

  /** Writes to all lines. */
  void add() {
    for (int i = 1; i <= LINES; i++) {
      memory[i * LINE] = i;
    }
  }
}
