package org.rmmodel.impl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.StepListener;

/** Stops a CPU just before a step, until it is let go. */
public final class StopAt implements StepListener {
  private static final int LIMIT_SECONDS = 60;

  private final List<Held> all = new CopyOnWriteArrayList<>();

  /** A CPU that is, or will be, stopped. */
  public static final class Held {
    private final int cpu;
    private final Action action;
    private final AtomicInteger still;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean enabled;

    private Held(int cpu, Action action, int nth) {
      this.cpu = cpu;
      this.action = action;
      still = new AtomicInteger(nth);
    }

    /** Waits until the CPU has come there. */
    public Held await() throws InterruptedException {
      assertThat(reached.await(LIMIT_SECONDS, TimeUnit.SECONDS))
          .as("CPU %s comes to %s", cpu, action)
          .isTrue();
      return this;
    }

    /** Tells whether the step could have been taken when the CPU came there. */
    public boolean wasEnabled() {
      return enabled;
    }

    /** Lets it go on. */
    public void letGo() {
      released.countDown();
    }
  }

  /** Stops a CPU the next time it comes to a step. */
  public Held hold(int cpu, Action action) {
    return hold(cpu, action, 1);
  }

  /** Stops a CPU the nth time it comes to a step. */
  public Held hold(int cpu, Action action, int nth) {
    Held held = new Held(cpu, action, nth);
    all.add(held);
    return held;
  }

  @Override
  public void at(Cpu cpu, Action action, String module, BooleanSupplier enabled) {
    for (Held held : all) {
      if (held.cpu == cpu.id() && held.action == action && held.still.decrementAndGet() == 0) {
        held.enabled = enabled.getAsBoolean();
        held.reached.countDown();
        try {
          held.released.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }
}
