package org.rmmodel.lincheck;

import java.util.concurrent.atomic.LongAdder;

/** How many interleavings, or runs on free threads, were tried by all searches of this JVM. */
public final class Interleavings {
  private static final LongAdder TOTAL = new LongAdder();

  private Interleavings() {}

  static void add(long interleavings) {
    TOTAL.add(interleavings);
  }

  /**
   * Tells how many there were.
   *
   * @return the number so far
   */
  public static long total() {
    return TOTAL.sum();
  }
}
