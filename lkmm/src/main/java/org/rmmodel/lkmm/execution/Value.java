package org.rmmodel.lkmm.execution;

import org.rmmodel.lkmm.parse.Operator;

/**
 * A value in a thread.
 *
 * @param number the value, or {@link Variables#ANY}
 * @param data the reads that it was computed from, a bit each
 * @param control the reads that decided that it was
 */
record Value(long number, long data, long control) {
  static Value of(long number) {
    return new Value(number, 0, 0);
  }

  /** The number where something is computed from or decided by it: it cannot be any. */
  long known() {
    return known(number);
  }

  static long known(long number) {
    if (number == Variables.ANY) {
      throw new DeadEnd.NoWay();
    }
    return number;
  }

  static long apply(Operator operator, Value left, Value right) {
    return operator.apply(left.known(), right.known());
  }
}
