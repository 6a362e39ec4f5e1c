package org.rmmodel.impl.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rmmodel.impl.Background;

/** Who stands still while the machine is stopped, and who is waited for. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StopMachineTest {
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final AtomicBoolean stoppedAtOnce = new AtomicBoolean();
  private final Kernel kernel =
      new Kernel(KernelVersion.V3_18.withPreemption(), 8, this::atStopMachine);
  private final Cpu stopper = kernel.cpuUp();
  private final Cpu other = kernel.cpuUp();
  private final AtomicInteger runs = new AtomicInteger();

  private void atStopMachine(
      Cpu cpu, Action action, String module, java.util.function.BooleanSupplier enabled) {
    if (action == Action.StopMachine_Stop) {
      stoppedAtOnce.set(enabled.getAsBoolean());
      stopping.countDown();
    }
  }

  @Test
  void an_idle_machine_is_stopped_at_once_and_goes_on_afterwards() {
    stop();
    stop();
    assertThat(runs).hasValue(2);
    other.preemptDisable();
    other.preemptEnable();
  }

  @Test
  void a_preempt_off_section_is_waited_for() throws Exception {
    other.preemptDisable();
    Background<Boolean> stopping = stopInBackground();
    assertThat(stoppedAtOnce).isFalse();
    assertThat(runs).hasValue(0);
    other.preemptEnable();
    stopping.get();
    assertThat(runs).hasValue(1);
  }

  @Test
  void a_task_that_can_be_preempted_is_parked_at_its_next_step() throws Exception {
    other.enter();
    Background<Boolean> stopping = stopInBackground();
    assertThat(stoppedAtOnce).as("not before its next step").isFalse();
    other.at(Action.LoadModule_Trace, "m");
    stopping.get();
    other.leave();
  }

  /** The same where nobody listens. */
  @Test
  void a_task_stands_still_until_the_function_has_run() throws Exception {
    Kernel silent = new Kernel(KernelVersion.V3_18);
    Cpu stops = silent.cpuUp();
    Cpu runsOn = silent.cpuUp();
    runsOn.enter();
    Background<Boolean> stopping =
        Background.call(
            () -> {
              silent.stopMachine().run(stops, "m", runs::incrementAndGet);
              return true;
            });
    // Steps until it is parked at one; then the function has run.
    while (runs.get() == 0) {
      runsOn.at(Action.LoadModule_Trace, "m");
    }
    stopping.get();
    assertThat(runsOn.isParked()).as("goes on").isFalse();
    runsOn.leave();
  }

  /** Where nobody listens, a section without steps is waited for, too. */
  @Test
  void steps_within_a_section_are_no_safe_points() throws Exception {
    Kernel silent = new Kernel(KernelVersion.V3_18);
    Cpu stops = silent.cpuUp();
    Cpu runsOn = silent.cpuUp();
    runsOn.preemptDisable();
    Background<Boolean> stopping =
        Background.call(
            () -> {
              silent.stopMachine().run(stops, "m", runs::incrementAndGet);
              return true;
            });
    stopping.awaitSleep();
    runsOn.at(Action.ModuleAddress_Next, "m");
    assertThat(runs).hasValue(0);
    runsOn.preemptEnable();
    stopping.get();
    assertThat(runs).hasValue(1);
  }

  @Test
  void a_task_that_waits_to_be_woken_does_not_hold_up_the_stopper() throws Exception {
    WaitQueue queue = new WaitQueue();
    Background<Boolean> waiting =
        Background.call(
            () -> {
              other.enter();
              try {
                boolean woken =
                    Waiting.waitEvent(queue, other, Long.MAX_VALUE, () -> runs.get() > 0);
                assertThat(other.isParked()).isFalse();
                return woken;
              } finally {
                other.leave();
              }
            });
    waiting.awaitSleep();
    stop();
    queue.wakeUpAll();
    assertThat(waiting.get()).isTrue();
    assertThat(other.isParked()).isTrue();
  }

  @Test
  void a_preemptible_rcu_reader_is_frozen_within_its_section() throws Exception {
    other.rcuReadLock();
    Background<Boolean> stopping = stopInBackground();
    other.at(Action.ModuleFindBug_Next, "m");
    stopping.get();
    other.rcuReadUnlock();
  }

  /** Also where a grace period would wait for it as for any other. */
  @Test
  void it_is_frozen_even_where_the_flavours_of_rcu_are_merged() throws Exception {
    Kernel merged = new Kernel(KernelVersion.V3_18.withPreemption().with(Change.FLAVOURS_MERGED));
    Cpu reader = merged.cpuUp();
    Cpu stops = merged.cpuUp();
    reader.rcuReadLock();
    Background<Boolean> stopping =
        Background.call(
            () -> {
              merged.stopMachine().run(stops, "m", () -> runs.set(7));
              return true;
            });
    stopping.awaitSleep();
    reader.at(Action.ModuleFindBug_Next, "m");
    stopping.get();
    assertThat(runs).hasValue(7);
    Background<Boolean> waits =
        Background.call(
            () -> {
              merged.synchronizeSched(stops);
              return true;
            });
    waits.awaitSleep();
    assertThat(waits.isDone()).isFalse();
    reader.rcuReadUnlock();
    waits.get();
  }

  @Test
  void nobody_enters_a_section_while_the_machine_is_stopped() throws Exception {
    AtomicInteger within = new AtomicInteger();
    CountDownLatch stopped = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Background<Boolean> stopping =
        Background.call(
            () -> {
              kernel
                  .stopMachine()
                  .run(
                      stopper,
                      "m",
                      () -> {
                        stopped.countDown();
                        try {
                          goOn.await();
                        } catch (InterruptedException e) {
                          throw new AssertionError(e);
                        }
                        runs.set(10 + within.get());
                      });
              return true;
            });
    stopped.await();
    Background<Boolean> entering =
        Background.call(
            () -> {
              other.preemptDisable();
              within.incrementAndGet();
              other.preemptEnable();
              return true;
            });
    entering.awaitSleep();
    goOn.countDown();
    stopping.get();
    entering.get();
    assertThat(runs).as("seen within while stopped").hasValue(10);
    assertThat(within).hasValue(1);
  }

  @Test
  void two_stoppers_take_turns() throws Exception {
    Background<Boolean> one = stopInBackground();
    Background<Boolean> two =
        Background.call(
            () -> {
              kernel.stopMachine().run(other, "m", runs::incrementAndGet);
              return true;
            });
    one.get();
    two.get();
    assertThat(runs).hasValue(2);
  }

  @Test
  void a_function_that_throws_lets_the_machine_go_on() {
    assertThatThrownBy(
            () ->
                kernel
                    .stopMachine()
                    .run(
                        stopper,
                        "m",
                        () -> {
                          throw new IllegalArgumentException("function");
                        }))
        .hasMessage("function");
    other.preemptDisable();
    other.preemptEnable();
    stop();
  }

  @Test
  void stopping_the_machine_within_a_section_is_a_bug_and_no_hang() {
    stopper.preemptDisable();
    assertThatThrownBy(this::stop).isInstanceOf(KernelBugException.class);
    stopper.preemptEnable();
    stop();
  }

  @Test
  void stopping_a_stopped_machine_is_a_bug_and_no_hang() {
    assertThatThrownBy(() -> kernel.stopMachine().run(stopper, "m", this::stop))
        .isInstanceOf(KernelBugException.class)
        .hasMessage("BUG_ON(stop_machine within stop_machine)");
    stop();
  }

  @Test
  void leaving_the_kernel_too_often_is_a_bug() {
    assertThatThrownBy(other::leave).isInstanceOf(KernelBugException.class);
    other.preemptDisable();
    assertThat(other.isParked()).as("the section still counts").isFalse();
    other.preemptEnable();
    assertThat(other.isParked()).isTrue();
  }

  /** Code that is not the kernel's may block; the sections that it opens count. */
  @Test
  void code_outside_the_kernel_is_not_waited_for_but_its_sections_are() {
    other.enter();
    other.outside(
        () -> {
          stop();
          other.preemptDisable();
          assertThat(other.isParked()).isFalse();
          other.preemptEnable();
          assertThat(other.isParked()).isTrue();
        });
    assertThat(other.isParked()).isFalse();
    other.leave();
    assertThat(other.isParked()).isTrue();
    assertThat(runs).hasValue(1);
  }

  @Test
  void a_callback_runs_only_when_the_machine_is_not_stopped() throws Exception {
    kernel.callRcu(runs::incrementAndGet);
    Background<Integer> barrier =
        kernelStopped(
            () -> {
              Background<Integer> call = Background.call(() -> kernel.rcuBarrier(other));
              call.awaitSleep();
              assertThat(runs).hasValue(0);
              return call;
            });
    assertThat(barrier.get()).isEqualTo(1);
    assertThat(runs).hasValue(1);
  }

  private <T> T kernelStopped(Supplier<T> function) {
    AtomicReference<T> result = new AtomicReference<>();
    kernel.stopMachine().run(stopper, "m", () -> result.set(function.get()));
    return result.get();
  }

  @Test
  void a_kernel_that_never_stops_has_no_cpu_that_is_ready_for_it() {
    Kernel never = new Kernel(KernelVersion.V3_19);
    Cpu cpu = never.cpuUp();
    assertThatIllegalStateException().isThrownBy(() -> never.stopMachine().run(cpu, "m", () -> {}));
  }

  /** A task that sleeps is parked, and finds the door closed when it wakes. */
  @Test
  void a_task_that_waits_for_a_mutex_does_not_hold_up_the_stopper() throws Exception {
    Mutex mutex = kernel.newMutex("mutex");
    mutex
        .holding(
            stopper,
            () -> {
              Background<Integer> waiting =
                  Background.call(
                      () -> {
                        other.enter();
                        try {
                          return mutex.holding(other, runs::get);
                        } finally {
                          other.leave();
                        }
                      });
              waiting.awaitSleep();
              stop();
              return waiting;
            })
        .get();
  }

  private void stop() {
    kernel.stopMachine().run(stopper, "m", runs::incrementAndGet);
  }

  private Background<Boolean> stopInBackground() throws InterruptedException {
    Background<Boolean> running =
        Background.call(
            () -> {
              stop();
              return true;
            });
    stopping.await();
    return running;
  }
}
