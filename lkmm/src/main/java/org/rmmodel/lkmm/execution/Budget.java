package org.rmmodel.lkmm.execution;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** What is left of the limits while one test is checked, in the thread that checks it. */
public final class Budget {
  private static final int STEPS_BETWEEN_LOOKS = 256;

  /** What fits into some hundred megabytes. */
  private static final long MAX_KEPT = 1_000_000;

  /** The same, of what local variables have at the end of a way. */
  private static final long MAX_KEPT_LOCALS = 4_000_000;

  private static final int MAX_ORDERS = 200_000;

  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

  private final Limits limits;
  private final long begin = CLOCK.getCurrentThreadCpuTime();
  private long steps;
  private long candidates;
  private long kept;
  private long keptLocals;

  /** A limit was reached. */
  public static final class CutShort extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CutShort(String limit) {
      super(limit, null, false, false);
    }
  }

  /**
   * All is left.
   *
   * @param limits the limits
   */
  public Budget(Limits limits) {
    this.limits = limits;
  }

  /** A step that takes about a microsecond, or more. */
  void step() {
    if (++steps % STEPS_BETWEEN_LOOKS == 0
        && CLOCK.getCurrentThreadCpuTime() - begin > limits.time().toNanos()) {
      throw new CutShort(limits.time().toMillis() + " ms of processor time");
    }
  }

  /** The ways through the threads are sought anew. */
  void beginWays() {
    kept = 0;
    keptLocals = 0;
  }

  /** A way with so many events and local variables is kept. */
  void way(int events, int locals) {
    step();
    kept += events + 1L;
    if (kept > MAX_KEPT) {
      throw new CutShort(MAX_KEPT + " events on the ways through the threads");
    }
    keptLocals += locals;
    if (keptLocals > MAX_KEPT_LOCALS) {
      throw new CutShort(MAX_KEPT_LOCALS + " local variables on the ways through the threads");
    }
  }

  /** Of one variable there are so many orders. */
  void orders(int number) {
    step();
    if (number > MAX_ORDERS) {
      throw new CutShort(MAX_ORDERS + " orders of the accesses to one variable");
    }
  }

  /** A candidate execution. */
  void candidate() {
    step();
    if (++candidates > limits.candidates()) {
      throw new CutShort(limits.candidates() + " candidate executions");
    }
  }
}
