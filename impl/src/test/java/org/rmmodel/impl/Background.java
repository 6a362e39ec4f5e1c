package org.rmmodel.impl;

import static org.assertj.core.api.Assertions.fail;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A call on a thread of its own: what it returned or threw, and never a test that hangs. */
public final class Background<T> {
  private static final int LIMIT_SECONDS = 60;

  private final FutureTask<T> task;
  private final Thread thread;

  private Background(Callable<T> call) {
    task = new FutureTask<>(call);
    thread = new Thread(task, "background");
    thread.setDaemon(true);
    thread.start();
  }

  public static <T> Background<T> call(Callable<T> call) {
    return new Background<>(call);
  }

  public void interrupt() {
    thread.interrupt();
  }

  public boolean isDone() {
    return task.isDone();
  }

  /** Waits until the thread sleeps. */
  public void awaitSleep() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (thread.getState() != Thread.State.WAITING
        && thread.getState() != Thread.State.TIMED_WAITING) {
      if (task.isDone() || System.nanoTime() - deadline > 0) {
        fail("does not sleep, but is " + thread.getState());
      }
      Thread.onSpinWait();
    }
  }

  /** Waits for the result; throws what the call threw. */
  public T get() throws Exception {
    try {
      return task.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    } catch (TimeoutException e) {
      AssertionError hang = new AssertionError("hangs");
      hang.setStackTrace(thread.getStackTrace());
      throw hang;
    }
  }
}
