package org.rmmodel.impl.kernel;

import java.util.Objects;
import org.rmmodel.impl.Fact;

/**
 * Tasks that wait for somebody to say that things may have changed: {@code
 * wait_event_interruptible} and {@code wake_up_all}.
 *
 * <p>As in the kernel, what becomes true without a wake-up is not noticed ({@link Fact#F11 F11}).
 * Here the waiter's loop is its caller's, so that each of its steps is announced where it is taken:
 *
 * <pre>
 *   prepareToWait, look   in one step; if what is waited for is not there, the task sleeps
 *   isAwake               the guard of its next step
 *   sleep                 until then
 * </pre>
 */
public final class WaitQueue {
  /** How often all were woken; guarded by this. */
  private long wakeUps;

  /** Makes one that nobody waits on. */
  public WaitQueue() {}

  /** Wakes everybody: {@code wake_up_all}. */
  public synchronized void wakeUpAll() {
    wakeUps++;
    notifyAll();
  }

  /**
   * Makes the entry of the calling thread, awake.
   *
   * @param cpu the caller's
   * @param nanos how long to wait at most, in nanoseconds, 0 or more, from now on; {@link
   *     Long#MAX_VALUE} is for ever
   * @return the entry, for this thread
   * @throws KernelBugException if the caller may not sleep
   * @throws IllegalStateException if the CPU is down
   * @throws IllegalArgumentException if the time is negative
   */
  public Waiter waiter(Cpu cpu, long nanos) {
    Objects.requireNonNull(cpu, "cpu");
    if (nanos < 0) {
      throw new IllegalArgumentException("nanos: 0 or more, not " + nanos);
    }
    cpu.mightSleep();
    return new Waiter(cpu, nanos);
  }

  private synchronized long count() {
    return wakeUps;
  }

  private synchronized boolean sleepUntilWoken(Waiter waiter) throws InterruptedException {
    while (!waiter.wasWoken()) {
      if (waiter.forEver) {
        wait();
        continue;
      }
      long left = waiter.deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
    return true;
  }

  /** One wait of one task: {@code wait_queue_entry}. */
  public final class Waiter {
    /** What {@link #before} holds while there is nothing to sleep for. */
    private static final long AWAKE = -1;

    private final Cpu cpu;
    private final Thread thread = Thread.currentThread();
    private final boolean forEver;
    private final long deadline;

    /** How often all had been woken when it last prepared to wait. Litmus: module-wq. */
    private volatile long before = AWAKE;

    private Waiter(Cpu cpu, long nanos) {
      this.cpu = cpu;
      forEver = nanos == Long.MAX_VALUE;
      deadline = forEver ? 0 : System.nanoTime() + nanos;
    }

    /**
     * Prepares to sleep: every wake-up from here on counts. To be called before the look at what is
     * waited for, in the same step.
     *
     * <p>Memory order: what was done before a wake-up that is not counted happened before the look.
     */
    public void prepareToWait() {
      before = count();
    }

    /**
     * Tells whether the task need not sleep, or not any more; the guard of the step that follows.
     *
     * @return whether it has been woken or interrupted, its time is over, or it has not prepared to
     *     wait at all
     */
    public boolean isAwake() {
      return wasWoken() || thread.isInterrupted() || isTimeOver();
    }

    /**
     * Sleeps until it is woken: {@code schedule}.
     *
     * <p>Memory order: what was done before the wake-up happened before this returns.
     *
     * @return true when it was woken, or need not sleep; false when the time is over
     * @throws InterruptedException if the thread was interrupted, before or meanwhile, and would
     *     have slept
     * @throws KernelBugException if the caller may not sleep
     */
    public boolean sleep() throws InterruptedException {
      cpu.mightSleep();
      cpu.sleep();
      try {
        return sleepUntilWoken(this);
      } finally {
        cpu.wake();
      }
    }

    private boolean wasWoken() {
      return before == AWAKE || before != count();
    }

    private boolean isTimeOver() {
      return !forEver && System.nanoTime() - deadline >= 0;
    }
  }
}
