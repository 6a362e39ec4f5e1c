package org.rmmodel.checker.trace;

import java.lang.management.ManagementFactory;

/** Counts what the search in one module has used, and stops it at its bounds. */
final class Meter {
  private static final int LOOK_EVERY = 256;

  private final Bounds bounds;
  private final long begun = System.nanoTime();
  private final long begunProcessor = processorTime();
  private long states;

  /** Bounds of a search; reaching one makes the verdict inconclusive. */
  record Bounds(long maxStates, double maxSeconds) {}

  /** A bound was reached. */
  static final class BoundReached extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private BoundReached(String message) {
      super(message, null, false, false);
    }
  }

  /** Begins to count. */
  Meter(Bounds bounds) {
    this.bounds = bounds;
  }

  /**
   * A state is looked at.
   *
   * @throws BoundReached if that is one too many, or the time is over
   */
  void state() {
    states++;
    if (states % LOOK_EVERY != 0) {
      return;
    }
    if (states > bounds.maxStates) {
      throw new BoundReached("more than " + bounds.maxStates + " states");
    }
    if ((processorTime() - begunProcessor) / 1e9 > bounds.maxSeconds) {
      throw new BoundReached(
          "more than " + (long) bounds.maxSeconds + " seconds of processor time");
    }
  }

  /** How many states were looked at. */
  long states() {
    return states;
  }

  /** How long it has been, in seconds of wall clock. */
  double seconds() {
    return (System.nanoTime() - begun) / 1e9;
  }

  /** What this thread has used, in nanoseconds. */
  private static long processorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
