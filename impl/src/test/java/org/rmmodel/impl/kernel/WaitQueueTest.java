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

  @Test
  void the_last_look_counts_even_without_a_wake_up() throws Exception {
    int[] looks = {0};
    assertThat(queue.waitEvent(cpu, Action.ResolveSymbol_Wait, "m", 1, () -> looks[0]++ > 0))
        .isTrue();
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
    return queue.waitEvent(cpu, Action.LoadModule_WaitForName, "m", nanos, () -> condition);
  }
}
