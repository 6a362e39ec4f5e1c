package org.rmmodel.impl.kernel;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.Fact;

/**
 * A mutex of the kernel: sleeping, not recursive, not fair, and lost for good if its owner dies.
 *
 * <p>A {@link KernelBugException}, a use after free or any other exception that leaves {@link
 * #holding} is the owner's death: an oops with the mutex held. In the kernel all who want it wait
 * for ever from then on ({@link Fact#F5 F5}); here they are told by an exception, so that nobody
 * hangs.
 *
 * <p>Memory order: that of a monitor; what was done under the mutex happened before it is taken
 * again.
 */
public class Mutex {
  private final String name;
  private @Nullable Cpu owner;
  private @Nullable Thread thread;
  private @Nullable Throwable death;

  /** Litmus: none, as it is set before anybody waits. */
  private volatile Runnable whenLost = () -> {};

  /**
   * Makes a free one.
   *
   * @param name what the kernel calls it
   */
  public Mutex(String name) {
    this.name = Objects.requireNonNull(name, "name");
  }

  /**
   * Tells whether nobody holds it; the guard of the step that takes it.
   *
   * @return whether it could be taken now; also true when its owner has died, as nobody would wait
   */
  public synchronized boolean isFree() {
    return owner == null || death != null;
  }

  /**
   * Tells who holds it, or died with it held. For tests.
   *
   * @return the owner's CPU, or null
   */
  public synchronized @Nullable Cpu owner() {
    return owner;
  }

  /**
   * Takes the mutex, runs a function, and releases it. The mutex is not released if the function
   * throws: its owner has died. Not interruptible; an interrupt stays pending.
   *
   * @param <T> what the function returns
   * @param cpu the caller's
   * @param function what to do
   * @return what it returned
   * @throws KernelBugException if the caller may not sleep or holds it already (the CPU, or the
   *     thread on another CPU), or if the owner has died
   * @throws IllegalStateException if the CPU is down
   */
  public <T> T holding(Cpu cpu, Supplier<T> function) {
    check(cpu, function);
    cpu.enter();
    try {
      lockUninterruptibly(cpu);
      return runAndUnlock(function);
    } finally {
      cpu.leave();
    }
  }

  /**
   * As the other {@link #holding}, for a function that returns nothing.
   *
   * @param cpu the caller's
   * @param function what to do
   * @throws KernelBugException as the other one
   * @throws IllegalStateException as the other one
   */
  public void holding(Cpu cpu, Runnable function) {
    check(cpu, function);
    holding(
        cpu,
        () -> {
          function.run();
          return true;
        });
  }

  private void lockUninterruptibly(Cpu cpu) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          lock(cpu);
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * As {@link #holding}, but gives up when it would have to wait and the thread is interrupted:
   * {@code mutex_lock_interruptible}. An interrupt of a thread that need not wait is left alone, as
   * in the kernel.
   *
   * @param <T> what the function returns
   * @param cpu the caller's
   * @param function what to do
   * @return what it returned
   * @throws InterruptedException if the thread was interrupted while waiting; the function was not
   *     run
   * @throws KernelBugException as {@link #holding}
   * @throws IllegalStateException as {@link #holding}
   */
  public <T> T holdingInterruptibly(Cpu cpu, Supplier<T> function) throws InterruptedException {
    check(cpu, function);
    cpu.enter();
    try {
      lock(cpu);
      return runAndUnlock(function);
    } finally {
      cpu.leave();
    }
  }

  /** Before anything: what is missing when the mutex is held would be the owner's death. */
  private static void check(Cpu cpu, Object function) {
    Objects.requireNonNull(cpu, "cpu");
    Objects.requireNonNull(function, "function");
  }

  private <T> T runAndUnlock(Supplier<T> function) {
    T result;
    try {
      result = function.get();
    } catch (Throwable e) { // also a checked one that was smuggled out
      ownerDies(e);
      throw e;
    }
    unlock();
    return result;
  }

  /**
   * Takes the mutex.
   *
   * @param cpu the caller's
   * @throws InterruptedException if the thread was interrupted while waiting
   */
  protected void lock(Cpu cpu) throws InterruptedException {
    cpu.mightSleep();
    cpu.sleep();
    try {
      synchronized (this) {
        boolean mine = owner == cpu || thread == Thread.currentThread();
        if (mine && death == null) {
          throw new KernelBugException("recursive locking of " + name);
        }
        while (owner != null && death == null) {
          wait();
        }
        if (death != null) {
          KernelBugException lost =
              new KernelBugException(name + " was held by a CPU that has died");
          lost.initCause(death);
          throw lost;
        }
        owner = cpu;
        thread = Thread.currentThread();
      }
    } finally {
      cpu.wake();
    }
  }

  /** Releases the mutex. */
  protected synchronized void unlock() {
    owner = null;
    thread = null;
    notifyAll();
  }

  private void ownerDies(Throwable why) {
    synchronized (this) {
      death = why;
      notifyAll();
    }
    try {
      whenLost.run();
    } catch (RuntimeException | Error e) {
      why.addSuppressed(e);
    }
  }

  /**
   * Has somebody told when the mutex is lost: those who sleep on something that only an owner of it
   * could bring about. Nobody else is told any more.
   *
   * @param tell what to do; what it throws is suppressed in what the owner died of
   */
  public void whenLost(Runnable tell) {
    whenLost = Objects.requireNonNull(tell, "tell");
  }
}
