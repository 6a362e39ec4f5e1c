package org.rmmodel.impl.kernel;

import java.util.concurrent.locks.LockSupport;

/** How a thread waits for something that it has to look at again and again. */
final class Pause {
  /** So long a wait is short, and the thread stays on its CPU. */
  private static final int SPINS = 200;

  /**
   * Between two looks when the wait is long, in nanoseconds: less than a tick, more than a call.
   */
  private static final long NANOS = 50_000;

  private Pause() {}

  /**
   * Lets some time pass.
   *
   * @param looks how often the caller has looked in vain so far
   */
  static void afterLook(int looks) {
    if (looks < SPINS) {
      Thread.onSpinWait();
    } else {
      // A pending interrupt would end every pause at once; it is put back afterwards.
      boolean interrupted = Thread.interrupted();
      LockSupport.parkNanos(NANOS);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
