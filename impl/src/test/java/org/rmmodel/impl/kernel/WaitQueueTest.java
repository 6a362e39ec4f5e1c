package org.rmmodel.impl.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rmmodel.impl.Background;

/** Waiting until somebody says that things may have changed. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WaitQueueTest {
  private static final long FOR_EVER = Long.MAX_VALUE;

  private final Kernel kernel = new Kernel(KernelVersion.V3_18);
  private final Cpu cpu = kernel.cpuUp();
  private final WaitQueue queue = new WaitQueue();
  private volatile boolean condition;

  @Test
  void a_condition_that_holds_is_not_waited_for() throws Exception {
    condition = true;
    assertThat(await(FOR_EVER)).isTrue();
  }

  @Test
  void a_waiter_goes_on_when_woken_and_the_condition_holds() throws Exception {
    Background<Boolean> waiter = Background.call(() -> await(FOR_EVER));
    waiter.awaitSleep();
    condition = true;
    queue.wakeUpAll();
    assertThat(waiter.get()).isTrue();
  }

  @Test
  void a_waiter_that_is_woken_too_early_sleeps_again() throws Exception {
    Background<Boolean> waiter = Background.call(() -> await(FOR_EVER));
    waiter.awaitSleep();
    queue.wakeUpAll();
    assertThat(waiter.isDone()).isFalse();
    waiter.awaitSleep();
    condition = true;
    queue.wakeUpAll();
    assertThat(waiter.get()).isTrue();
  }

  @Test
  void a_waiter_with_a_limit_gives_up() throws Exception {
    assertThat(await(TimeUnit.MILLISECONDS.toNanos(1))).isFalse();
    assertThat(await(0)).isFalse();
  }

  @Test
  void a_waiter_with_a_limit_can_be_woken_before() throws Exception {
    Background<Boolean> waiter = Background.call(() -> await(TimeUnit.HOURS.toNanos(1)));
    waiter.awaitSleep();
    condition = true;
    queue.wakeUpAll();
    assertThat(waiter.get()).isTrue();
  }

  /** The guard of the step that follows the sleep. */
  @Test
  void a_waiter_is_awake_until_it_prepares_to_wait_and_when_something_has_come_of_it() {
    WaitQueue.Waiter waiter = queue.waiter(cpu, FOR_EVER);
    assertThat(waiter.isAwake()).isTrue();
    waiter.prepareToWait();
    assertThat(waiter.isAwake()).isFalse();
    queue.wakeUpAll();
    assertThat(waiter.isAwake()).isTrue();
    waiter.prepareToWait();
    assertThat(waiter.isAwake()).isFalse();
    Thread.currentThread().interrupt();
    assertThat(waiter.isAwake()).isTrue();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(queue.waiter(cpu, 0).isAwake()).isTrue();
  }

  /** A wake-up between the preparation and the sleep is not lost. */
  @Test
  void a_waiter_that_was_woken_before_it_sleeps_does_not_sleep() throws Exception {
    WaitQueue.Waiter waiter = queue.waiter(cpu, FOR_EVER);
    waiter.prepareToWait();
    queue.wakeUpAll();
    assertThat(waiter.sleep()).isTrue();
  }

  @Test
  void a_waiter_can_be_interrupted() {
    Background<Boolean> waiter = Background.call(() -> await(FOR_EVER));
    waiter.awaitSleep();
    waiter.interrupt();
    assertThatThrownBy(waiter::get).isInstanceOf(InterruptedException.class);
  }

  @Test
  void waiting_within_a_section_is_a_bug() {
    cpu.rcuReadLock();
    assertThatThrownBy(() -> await(FOR_EVER)).isInstanceOf(KernelBugException.class);
  }

  private boolean await(long nanos) throws InterruptedException {
    return Waiting.waitEvent(queue, cpu, nanos, () -> condition);
  }
}
