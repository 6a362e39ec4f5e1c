package org.rmmodel.lkmm.execution;

import java.util.function.IntPredicate;

/** A set of the events of one execution. */
public final class EventSet {
  final int size;
  final long[] bits;

  private EventSet(int size, long[] bits) {
    this.size = size;
    this.bits = bits;
  }

  /**
   * The events for which something holds.
   *
   * @param size how many events the execution has
   * @param is what holds
   * @return the set
   */
  public static EventSet of(int size, IntPredicate is) {
    long[] bits = new long[Relation.words(size)];
    for (int event = 0; event < size; event++) {
      if (is.test(event)) {
        bits[event >> 6] |= 1L << event;
      }
    }
    return new EventSet(size, bits);
  }

  /**
   * Whether an event is in it.
   *
   * @param event the event
   * @return whether it is
   */
  public boolean has(int event) {
    return (bits[event >> 6] & 1L << event) != 0;
  }

  /**
   * What is in this set or in another one.
   *
   * @param other the other
   * @return the union
   */
  public EventSet or(EventSet other) {
    return of(size, event -> has(event) || other.has(event));
  }

  /**
   * What is in this set and in another one.
   *
   * @param other the other
   * @return the intersection
   */
  public EventSet and(EventSet other) {
    return of(size, event -> has(event) && other.has(event));
  }

  /**
   * What is in this set and not in another one.
   *
   * @param other the other
   * @return the difference
   */
  public EventSet minus(EventSet other) {
    return of(size, event -> has(event) && !other.has(event));
  }

  /**
   * What is not in it.
   *
   * @return the complement
   */
  public EventSet not() {
    return of(size, event -> !has(event));
  }

  /**
   * Whether nothing is in it.
   *
   * @return whether it is empty
   */
  public boolean isEmpty() {
    for (long word : bits) {
      if (word != 0) {
        return false;
      }
    }
    return true;
  }
}
