package org.rmmodel.conformance.trace;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Which load is in which slot. Immutable. */
final class Loads {
  private final long[] inSlot;

  private Loads(long[] inSlot) {
    this.inSlot = inSlot;
  }

  /**
   * No slot holds a load.
   *
   * @param slots how many slots there are
   */
  static Loads none(int slots) {
    return new Loads(new long[slots]);
  }

  /** The load in a slot; 0 if it is not known. */
  long in(int slot) {
    return inSlot[slot];
  }

  Loads with(int slot, long load) {
    long[] more = inSlot.clone();
    more[slot] = load;
    return new Loads(more);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Loads loads && Arrays.equals(inSlot, loads.inSlot);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(inSlot);
  }
}
