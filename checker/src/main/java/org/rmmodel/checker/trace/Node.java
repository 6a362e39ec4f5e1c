package org.rmmodel.checker.trace;

import org.jspecify.annotations.Nullable;

/**
 * What a search is at: a state, how many operations each task has begun, how many silent steps led
 * to it, how many of them came early, and the references at first (NOT_THERE if the module was
 * not). Two nodes of the same print are the same, as far as the log's explanation goes.
 */
final class Node {
  final Steps.State state;
  final int[] nth;
  final long print;
  final long silent;
  final int early;
  final int initially;

  Node(Steps.State state, int[] nth, long silent, int early, int initially) {
    this.state = state;
    this.nth = nth;
    this.silent = silent;
    this.early = early;
    this.initially = initially;
    long all = state.print;
    for (int k : nth) {
      all = (Long.rotateLeft(all, 21) ^ k) * 0x9E3779B97F4A7C15L;
    }
    print = all;
  }

  /** The same, with another number of early gets and puts. */
  Node withEarly(int gets) {
    return gets == early ? this : new Node(state, nth, silent, gets, initially);
  }

  /** Where a step of a task leads. */
  Node after(Steps.Successor next, int task) {
    int[] begun = nth;
    if (next.begins()) {
      begun = nth.clone();
      begun[task]++;
    }
    return new Node(next.state(), begun, silent + 1, early, initially);
  }

  /** The task's next step; null if it is in no operation. */
  @Nullable String label(int task) {
    return state.labels[task];
  }
}
