package org.rmmodel.impl.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rmmodel.impl.Background;

/** Which waits an interrupt ends: before it began, and meanwhile. It stays pending in any case. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(120)
class InterruptTest {
  /** When the interrupt comes. */
  private enum When {
    BEFORE,
    MEANWHILE
  }

  private final Kernel kernel = new Kernel(KernelVersion.V3_18.withPreemption());
  private final Cpu cpu = kernel.cpuUp();
  private final Cpu other = kernel.cpuUp();
  private final Mutex mutex = kernel.newMutex("mutex");
  private final WaitQueue queue = new WaitQueue();
  private volatile boolean mayEnd;

  /** A call that has to wait until it may end, and does, whatever its thread is told. */
  private void mustWait(When when, Runnable call, Runnable end) throws Exception {
    Background<Boolean> waiting =
        interrupted(
            when,
            () -> {
              call.run();
              assertThat(mayEnd).as("has waited to the end").isTrue();
              return Thread.interrupted();
            });
    waiting.awaitSleep();
    if (when == When.MEANWHILE) {
      waiting.interrupt();
    }
    waiting.awaitSleep();
    mayEnd = true;
    end.run();
    assertThat(waiting.get()).as("the interrupt stays pending").isTrue();
  }

  private static <T> Background<T> interrupted(When when, Callable<T> call) {
    return Background.call(
        () -> {
          if (when == When.BEFORE) {
            Thread.currentThread().interrupt();
          }
          return call.call();
        });
  }

  @ParameterizedTest
  @EnumSource
  void synchronize_rcu_is_not_interruptible(When when) throws Exception {
    other.rcuReadLock();
    mustWait(when, () -> kernel.synchronizeRcu(cpu), other::rcuReadUnlock);
  }

  @ParameterizedTest
  @EnumSource
  void synchronize_sched_is_not_interruptible(When when) throws Exception {
    other.preemptDisable();
    mustWait(when, () -> kernel.synchronizeSched(cpu), other::preemptEnable);
  }

  @ParameterizedTest
  @EnumSource
  void rcu_barrier_is_not_interruptible(When when) throws Exception {
    other.rcuReadLock();
    kernel.callRcu(() -> assertThat(mayEnd).isTrue());
    mustWait(when, () -> kernel.rcuBarrier(cpu), other::rcuReadUnlock);
  }

  @ParameterizedTest
  @EnumSource
  void rcu_barrier_behind_another_one_is_not_interruptible(When when) throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch mayReturn = new CountDownLatch(1);
    kernel.callRcu(
        () -> {
          running.countDown();
          await(mayReturn);
        });
    Background<Integer> first = Background.call(() -> kernel.rcuBarrier(other));
    running.await();
    mustWait(when, () -> kernel.rcuBarrier(cpu), mayReturn::countDown);
    assertThat(first.get()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void who_stops_the_machine_is_not_interruptible(When when) throws Exception {
    other.preemptDisable();
    mustWait(
        when,
        () -> kernel.stopMachine().run(cpu, "m", () -> assertThat(mayEnd).isTrue()),
        other::preemptEnable);
  }

  @ParameterizedTest
  @EnumSource
  void who_waits_to_stop_the_machine_is_not_interruptible(When when) throws Exception {
    whileStopped(mayGoOn -> mustWait(when, this::stop, mayGoOn::countDown));
  }

  private void stop() {
    kernel.stopMachine().run(cpu, "m", () -> {});
  }

  @ParameterizedTest
  @EnumSource
  void who_waits_to_enter_a_stopped_machine_is_not_interruptible(When when) throws Exception {
    whileStopped(
        mayGoOn ->
            mustWait(
                when,
                () -> {
                  cpu.preemptDisable();
                  cpu.preemptEnable();
                },
                mayGoOn::countDown));
  }

  @ParameterizedTest
  @EnumSource
  void who_is_parked_is_not_interruptible(When when) throws Exception {
    cpu.enter();
    cpu.rcuReadLock();
    CountDownLatch stopped = new CountDownLatch(1);
    CountDownLatch mayGoOn = new CountDownLatch(1);
    Background<Boolean> stopping =
        Background.call(
            () -> {
              kernel
                  .stopMachine()
                  .run(
                      other,
                      "m",
                      () -> {
                        stopped.countDown();
                        await(mayGoOn);
                      });
              return true;
            });
    mustWait(
        when,
        () -> {
          while (stopped.getCount() > 0) {
            cpu.at(Action.ModuleFindBug_Next, "m");
          }
          cpu.at(Action.ModuleFindBug_Next, "m");
        },
        mayGoOn::countDown);
    assertThat(stopping.get()).isTrue();
    assertThat(cpu.isParked()).as("goes on").isFalse();
    cpu.rcuReadUnlock();
    cpu.leave();
  }

  @ParameterizedTest
  @EnumSource
  void a_mutex_is_waited_for_unless_one_says_otherwise(When when) throws Exception {
    whileOwned(
        mayRelease ->
            mustWait(when, () -> mutex.holding(cpu, () -> "held"), mayRelease::countDown));
  }

  @ParameterizedTest
  @EnumSource
  void an_interruptible_wait_for_a_mutex_ends_and_the_function_is_not_run(When when)
      throws Exception {
    whileOwned(
        mayRelease -> {
          Background<Boolean> waiting =
              interrupted(when, () -> mutex.holdingInterruptibly(cpu, () -> mayEnd = true));
          if (when == When.MEANWHILE) {
            waiting.awaitSleep();
            waiting.interrupt();
          }
          assertThatThrownBy(waiting::get).isInstanceOf(InterruptedException.class);
          mayRelease.countDown();
        });
    assertThat(mayEnd).isFalse();
    assertThat(cpu.isParked()).isTrue();
    assertThat(mutex.<String>holding(cpu, () -> "later")).isEqualTo("later");
  }

  @ParameterizedTest
  @EnumSource
  void a_wait_for_a_wake_up_ends(When when) {
    Background<Boolean> waiting = interrupted(when, () -> waitOnQueue(Long.MAX_VALUE));
    if (when == When.MEANWHILE) {
      waiting.awaitSleep();
      waiting.interrupt();
    }
    assertThatThrownBy(waiting::get).isInstanceOf(InterruptedException.class);
    assertThat(cpu.isParked()).isTrue();
  }

  /** Neither who finds the condition true nor who has no time to wait would have slept. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void who_need_not_wait_for_a_wake_up_does_not_notice(boolean holds) throws Exception {
    mayEnd = holds;
    Background<Boolean> call =
        interrupted(
            When.BEFORE,
            () -> {
              assertThat(waitOnQueue(holds ? Long.MAX_VALUE : 0)).isEqualTo(holds);
              return Thread.interrupted();
            });
    assertThat(call.get()).isTrue();
  }

  private boolean waitOnQueue(long nanos) throws InterruptedException {
    return Waiting.waitEvent(queue, cpu, nanos, () -> mayEnd);
  }

  /** What a test does while somebody else has what it wants, and how to make that one let go. */
  @FunctionalInterface
  private interface While {
    void run(CountDownLatch letGo) throws Exception;
  }

  private void whileStopped(While test) throws Exception {
    holdUp(held -> kernel.stopMachine().run(other, "m", held), test);
  }

  private void whileOwned(While test) throws Exception {
    holdUp(held -> mutex.holding(other, held), test);
  }

  private static void holdUp(java.util.function.Consumer<Runnable> holder, While test)
      throws Exception {
    CountDownLatch holds = new CountDownLatch(1);
    CountDownLatch letGo = new CountDownLatch(1);
    Background<Boolean> holding =
        Background.call(
            () -> {
              holder.accept(
                  () -> {
                    holds.countDown();
                    await(letGo);
                  });
              return true;
            });
    holds.await();
    test.run(letGo);
    assertThat(holding.get()).isTrue();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
