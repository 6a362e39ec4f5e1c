package org.rmmodel.jcstress.litmus;

/** Work that takes a while. */
final class Dwell {
  /** How often {@link #spend} works: together a few hundred nanoseconds. */
  private static final int LENGTH = 30;

  /** What {@link #spend} has come to, so that it is not left out. */
  private static int spent = 1;

  private Dwell() {}

  /**
   * Works for some 100 ns on a result that has to be waited for. Without loops, so that a compiler
   * can move the work as a whole.
   *
   * @param seed where to begin
   * @return 0 or 1; neither a compiler nor a CPU knows which before the work is done
   */
  static int bit(int seed) {
    return sixteen(sixteen(sixteen(seed))) >>> 31;
  }

  /** Takes a while: a loop, so that a compiler can move other work from before it to behind it. */
  static void spend() {
    int x = spent;
    for (int i = 0; i < LENGTH; i++) {
      x = four(x);
    }
    spent = x | 1;
  }

  private static int sixteen(int x) {
    return four(four(four(four(x))));
  }

  private static int four(int x) {
    return step(step(step(step(x))));
  }

  /** Marsaglia's xorshift: no two steps can be made one. */
  private static int step(int from) {
    int x = from;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return x;
  }
}
