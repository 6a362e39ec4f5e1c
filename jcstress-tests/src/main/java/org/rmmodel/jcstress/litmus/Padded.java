package org.rmmodel.jcstress.litmus;

/** An integer on cache lines of its own, whoever its neighbours are. */
final class Padded {
  private static final int AT = 16;

  private final int[] line = new int[2 * AT + 1];

  /** Reads, plainly. */
  int get() {
    return line[AT];
  }

  /** Writes, plainly. */
  void set(int value) {
    line[AT] = value;
  }
}
