package org.rmmodel.impl.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rmmodel.impl.Background;
import org.rmmodel.impl.Fact;

/** A mutex, its waiters, and what becomes of them when its owner dies. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MutexTest {
  private final Kernel kernel = new Kernel(KernelVersion.V3_19);
  private final Cpu cpu = kernel.cpuUp();
  private final Cpu other = kernel.cpuUp();
  private final Mutex mutex = kernel.newMutex("module_mutex");
  private final CountDownLatch mayRelease = new CountDownLatch(1);

  @AfterEach
  void clearInterrupt() {
    Thread.interrupted();
  }

  @Test
  void it_is_free_but_while_it_is_held() {
    assertThat(mutex.isFree()).isTrue();
    assertThat(mutex.<Boolean>holding(cpu, mutex::isFree)).isFalse();
    assertThat(mutex.isFree()).isTrue();
  }

  @Test
  void who_wants_it_waits_for_its_release() throws Exception {
    Background<String> owner = own();
    Background<String> waiter = Background.call(() -> mutex.holding(cpu, () -> "waiter"));
    waiter.awaitSleep();
    mayRelease.countDown();
    assertThat(owner.get()).isEqualTo("owner");
    assertThat(waiter.get()).isEqualTo("waiter");
  }

  @Test
  void a_waiter_can_give_up_when_interrupted() throws Exception {
    own();
    Background<String> waiter =
        Background.call(() -> mutex.holdingInterruptibly(cpu, () -> "waiter"));
    waiter.awaitSleep();
    waiter.interrupt();
    assertThatThrownBy(waiter::get).isInstanceOf(InterruptedException.class);
    mayRelease.countDown();
    assertThat(mutex.<String>holding(cpu, () -> "later")).isEqualTo("later");
  }

  @Test
  void who_need_not_wait_does_not_notice_an_interrupt() throws Exception {
    Thread.currentThread().interrupt();
    assertThat(mutex.<String>holdingInterruptibly(cpu, () -> "got it")).isEqualTo("got it");
    assertThat(Thread.interrupted()).as("still pending").isTrue();
  }

  @Test
  void an_uninterruptible_waiter_keeps_the_interrupt_for_later() throws Exception {
    own();
    Background<Boolean> waiter =
        Background.call(
            () ->
                mutex.holding(cpu, () -> "got it") != null
                    && Thread.currentThread().isInterrupted());
    waiter.awaitSleep();
    waiter.interrupt();
    mayRelease.countDown();
    assertThat(waiter.get()).isTrue();
  }

  @Test
  void taking_it_twice_is_a_bug_and_no_hang() {
    assertThatThrownBy(() -> mutex.holding(cpu, () -> mutex.holding(cpu, () -> "twice")))
        .isInstanceOf(KernelBugException.class)
        .hasMessage("BUG_ON(recursive locking of module_mutex)");
  }

  @Test
  void taking_it_within_a_section_is_a_bug() {
    cpu.preemptDisable();
    assertThatThrownBy(() -> mutex.holding(cpu, () -> "asleep"))
        .isInstanceOf(KernelBugException.class);
    cpu.preemptEnable();
    assertThat(mutex.<String>holding(cpu, () -> "awake")).isEqualTo("awake");
  }

  /** In the kernel the waiters would hang ({@link Fact#F5 F5}). */
  @Test
  void when_its_owner_dies_all_who_want_it_are_told() throws Exception {
    Background<String> owner = own();
    Background<String> waiter = Background.call(() -> mutex.holding(cpu, () -> "waiter"));
    waiter.awaitSleep();
    dies = true;
    mayRelease.countDown();
    assertThatThrownBy(owner::get).isInstanceOf(IllegalArgumentException.class);
    for (Background<String> told :
        List.of(waiter, Background.call(() -> mutex.holding(cpu, () -> "late")))) {
      assertThatThrownBy(told::get)
          .isInstanceOf(KernelBugException.class)
          .hasMessage("BUG_ON(module_mutex was held by a CPU that has died)")
          .hasRootCauseMessage("oops");
    }
    assertThat(mutex.isFree()).as("nobody would wait").isTrue();
  }

  /** An interrupt that came while waiting is not lost with the mutex. */
  @Test
  void a_waiter_that_is_told_keeps_its_interrupt() throws Exception {
    Background<String> owner = own();
    Background<Boolean> waiter =
        Background.call(
            () -> {
              assertThatThrownBy(() -> mutex.holding(cpu, () -> "waiter"))
                  .isInstanceOf(KernelBugException.class);
              return Thread.currentThread().isInterrupted();
            });
    waiter.awaitSleep();
    waiter.interrupt();
    dies = true;
    mayRelease.countDown();
    assertThatThrownBy(owner::get).hasMessage("oops");
    assertThat(waiter.get()).isTrue();
  }

  @Test
  void somebody_can_be_told_when_it_is_lost() {
    List<String> told = new ArrayList<>();
    mutex.whenLost(() -> told.add("lost"));
    mutex.holding(cpu, () -> told.add("held"));
    assertThatThrownBy(
            () ->
                mutex.holding(
                    cpu,
                    () -> {
                      throw new IllegalArgumentException("oops");
                    }))
        .hasMessage("oops");
    assertThat(told).containsExactly("held", "lost");
  }

  private volatile boolean dies;

  private Background<String> own() throws InterruptedException {
    CountDownLatch owned = new CountDownLatch(1);
    Background<String> owner =
        Background.call(
            () ->
                mutex.holding(
                    other,
                    () -> {
                      owned.countDown();
                      try {
                        mayRelease.await();
                      } catch (InterruptedException e) {
                        throw new AssertionError(e);
                      }
                      if (dies) {
                        throw new IllegalArgumentException("oops");
                      }
                      return "owner";
                    }));
    owned.await();
    return owner;
  }
}
