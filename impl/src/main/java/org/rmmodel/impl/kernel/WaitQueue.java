package org.rmmodel.impl.kernel;

import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.Fact;

/**
 * Tasks that wait for somebody to say that things may have changed: {@code
 * wait_event_interruptible} and {@code wake_up_all}.
 *
 * <p>As in the kernel, a condition that becomes true without a wake-up is not noticed ({@link
 * Fact#F11 F11}).
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
   * Waits until the condition holds: looks at it, sleeps until woken, looks again.
   *
   * <p>Memory order: what was done before a wake-up happened before the look that follows it.
   *
   * @param cpu the caller's
   * @param action the step that is announced for each sleep
   * @param module the name of the module that it is about, or null
   * @param nanos how long to wait at most, in nanoseconds, 0 or more; {@link Long#MAX_VALUE} is for
   *     ever
   * @param condition what is waited for; may take a mutex; what it throws ends the wait
   * @return whether the condition held at the last look; false when the time is over
   * @throws InterruptedException if the thread was interrupted, before or meanwhile, and would have
   *     slept; who finds the condition true does not notice
   * @throws KernelBugException if the caller may not sleep
   * @throws IllegalStateException if the CPU is down
   * @throws IllegalArgumentException if the time is negative
   */
  public boolean waitEvent(
      Cpu cpu, Action action, @Nullable String module, long nanos, BooleanSupplier condition)
      throws InterruptedException {
    Objects.requireNonNull(cpu, "cpu");
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(condition, "condition");
    if (nanos < 0) {
      throw new IllegalArgumentException("nanos: 0 or more, not " + nanos);
    }
    cpu.mightSleep();
    boolean forEver = nanos == Long.MAX_VALUE;
    long deadline = forEver ? 0 : System.nanoTime() + nanos;
    Thread waiter = Thread.currentThread();
    while (true) {
      long before = count();
      if (condition.getAsBoolean()) {
        return true;
      }
      cpu.at(
          action,
          module,
          () ->
              count() != before
                  || waiter.isInterrupted()
                  || (!forEver && System.nanoTime() - deadline >= 0));
      cpu.sleep();
      try {
        if (forEver) {
          sleepUntilWoken(before);
        } else if (!sleepUntilWoken(before, deadline)) {
          return condition.getAsBoolean();
        }
      } finally {
        cpu.wake();
      }
    }
  }

  private synchronized long count() {
    return wakeUps;
  }

  private synchronized void sleepUntilWoken(long before) throws InterruptedException {
    while (wakeUps == before) {
      wait();
    }
  }

  private synchronized boolean sleepUntilWoken(long before, long deadline)
      throws InterruptedException {
    while (wakeUps == before) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
    return true;
  }
}
