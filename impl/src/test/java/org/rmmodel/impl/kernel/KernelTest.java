package org.rmmodel.impl.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rmmodel.impl.Background;
import org.rmmodel.impl.Fact;

/** CPUs, sections, and the grace periods of the two flavours. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KernelTest {
  private static final KernelVersion PREEMPT = KernelVersion.V3_19.withPreemption();

  /** A section, and the grace period that waits for it. */
  private enum Flavour {
    RCU {
      @Override
      void enter(Cpu cpu) {
        cpu.rcuReadLock();
      }

      @Override
      void leave(Cpu cpu) {
        cpu.rcuReadUnlock();
      }

      @Override
      void synchronize(Kernel kernel, Cpu cpu) {
        kernel.synchronizeRcu(cpu);
      }
    },
    SCHED {
      @Override
      void enter(Cpu cpu) {
        cpu.preemptDisable();
      }

      @Override
      void leave(Cpu cpu) {
        cpu.preemptEnable();
      }

      @Override
      void synchronize(Kernel kernel, Cpu cpu) {
        kernel.synchronizeSched(cpu);
      }
    };

    abstract void enter(Cpu cpu);

    abstract void leave(Cpu cpu);

    abstract void synchronize(Kernel kernel, Cpu cpu);

    Flavour other() {
      return this == RCU ? SCHED : RCU;
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_grace_period_waits_for_a_section_of_its_flavour(Flavour flavour) throws Exception {
    Watched watched = new Watched(PREEMPT);
    Cpu reader = watched.kernel.cpuUp();
    flavour.enter(reader);
    Background<Boolean> waiting = watched.synchronize(flavour);
    assertThat(watched.wasOverAtOnce()).isFalse();
    assertThat(waiting.isDone()).isFalse();
    flavour.leave(reader);
    waiting.get();
  }

  /** {@link Fact#F2 F2}: the flavours of a preemptible kernel do not wait for each other. */
  @ParameterizedTest
  @EnumSource
  void on_a_preemptible_kernel_the_other_flavour_does_not_count(Flavour flavour) throws Exception {
    Watched watched = new Watched(PREEMPT);
    flavour.other().enter(watched.kernel.cpuUp());
    watched.synchronize(flavour).get();
    assertThat(watched.wasOverAtOnce()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void without_preemption_both_flavours_are_one(Flavour flavour) throws Exception {
    Watched watched = new Watched(KernelVersion.V3_19);
    Cpu reader = watched.kernel.cpuUp();
    flavour.other().enter(reader);
    Background<Boolean> waiting = watched.synchronize(flavour);
    assertThat(watched.wasOverAtOnce()).isFalse();
    flavour.other().leave(reader);
    waiting.get();
  }

  /** The bad input that would wait for itself. */
  @ParameterizedTest
  @EnumSource
  void waiting_for_a_grace_period_within_a_section_is_a_bug_and_no_hang(Flavour flavour) {
    Kernel kernel = new Kernel(PREEMPT);
    Cpu cpu = kernel.cpuUp();
    flavour.enter(cpu);
    assertThatThrownBy(() -> flavour.synchronize(kernel, cpu))
        .isInstanceOf(KernelBugException.class)
        .hasMessage("BUG_ON(sleeping in a read-side critical section)");
    assertThatThrownBy(() -> flavour.other().synchronize(kernel, cpu))
        .isInstanceOf(KernelBugException.class);
    flavour.leave(cpu);
    flavour.synchronize(kernel, cpu);
  }

  @ParameterizedTest
  @EnumSource
  void sections_nest(Flavour flavour) {
    Kernel kernel = new Kernel(PREEMPT);
    Cpu cpu = kernel.cpuUp();
    flavour.enter(cpu);
    flavour.enter(cpu);
    flavour.leave(cpu);
    assertThatThrownBy(cpu::mightSleep).isInstanceOf(KernelBugException.class);
    flavour.leave(cpu);
    cpu.mightSleep();
  }

  @ParameterizedTest
  @EnumSource
  void a_section_that_was_not_entered_cannot_be_left(Flavour flavour) {
    Cpu cpu = new Kernel(PREEMPT).cpuUp();
    assertThatThrownBy(() -> flavour.leave(cpu)).isInstanceOf(KernelBugException.class);
    flavour.other().enter(cpu);
    assertThatThrownBy(() -> flavour.leave(cpu)).isInstanceOf(KernelBugException.class);
  }

  /** synchronize_rcu cannot be interrupted; the signal stays pending. */
  @Test
  void an_interrupt_does_not_end_a_grace_period() throws Exception {
    Watched watched = new Watched(PREEMPT);
    Cpu reader = watched.kernel.cpuUp();
    reader.rcuReadLock();
    Background<Boolean> waiting = watched.synchronize(Flavour.RCU);
    watched.wasOverAtOnce();
    waiting.interrupt();
    assertThat(waiting.isDone()).isFalse();
    reader.rcuReadUnlock();
    assertThat(waiting.get()).as("still interrupted").isTrue();
  }

  @Test
  void callbacks_run_after_a_grace_period_in_their_order() throws Exception {
    List<String> ran = new ArrayList<>();
    Watched watched = new Watched(PREEMPT);
    watched.kernel.callRcu(() -> ran.add("first"));
    watched.kernel.callRcu(() -> ran.add("second"));
    Cpu reader = watched.kernel.cpuUp();
    reader.rcuReadLock();
    Background<Integer> barrier =
        Background.call(() -> watched.kernel.rcuBarrier(watched.kernel.cpuUp()));
    assertThat(watched.wasOverAtOnce()).isFalse();
    assertThat(ran).isEmpty();
    reader.rcuReadUnlock();
    assertThat(barrier.get()).isEqualTo(2);
    assertThat(ran).containsExactly("first", "second");
  }

  @Test
  void a_barrier_with_nothing_to_wait_for_does_not_wait() {
    Kernel kernel = new Kernel(PREEMPT);
    kernel.cpuUp().rcuReadLock();
    assertThat(kernel.rcuBarrier(kernel.cpuUp())).isZero();
  }

  @Test
  void a_callback_that_throws_keeps_no_other_from_running() {
    Kernel kernel = new Kernel(PREEMPT);
    Cpu cpu = kernel.cpuUp();
    List<String> ran = new ArrayList<>();
    IllegalArgumentException first = new IllegalArgumentException("first");
    kernel.callRcu(
        () -> {
          throw first;
        });
    kernel.callRcu(
        () -> {
          throw new AssertionError("second");
        });
    kernel.callRcu(() -> ran.add("third"));
    assertThatThrownBy(() -> kernel.rcuBarrier(cpu)).isSameAs(first);
    assertThat(first.getSuppressed()).hasSize(1);
    assertThat(ran).containsExactly("third");
    assertThat(kernel.rcuBarrier(cpu)).as("each runs once").isZero();
  }

  @Test
  void a_callback_may_queue_another() {
    Kernel kernel = new Kernel(PREEMPT);
    Cpu cpu = kernel.cpuUp();
    kernel.callRcu(() -> kernel.callRcu(() -> {}));
    assertThat(kernel.rcuBarrier(cpu)).isEqualTo(1);
    assertThat(kernel.rcuBarrier(cpu)).isEqualTo(1);
    assertThat(kernel.rcuBarrier(cpu)).isZero();
  }

  @Test
  void a_callback_that_waits_for_callbacks_is_a_bug_and_no_hang() {
    Kernel kernel = new Kernel(PREEMPT);
    Cpu cpu = kernel.cpuUp();
    kernel.callRcu(() -> kernel.rcuBarrier(cpu));
    assertThatThrownBy(() -> kernel.rcuBarrier(cpu))
        .isInstanceOf(KernelBugException.class)
        .hasMessage("BUG_ON(recursive locking of rcu_barrier)");
    assertThat(kernel.rcuBarrier(cpu)).as("the barrier still works").isZero();
  }

  @Test
  void there_are_only_so_many_cpus_and_their_numbers_are_used_again() {
    Kernel kernel = new Kernel(PREEMPT, 2, null);
    Cpu zero = kernel.cpuUp();
    Cpu one = kernel.cpuUp();
    assertThat(zero.id()).isZero();
    assertThat(one.id()).isEqualTo(1);
    assertThat(kernel.possibleCpus()).isEqualTo(2);
    assertThatIllegalStateException().isThrownBy(kernel::cpuUp);
    kernel.cpuDown(zero);
    assertThat(kernel.cpuUp().id()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void a_cpu_within_a_section_cannot_go_down(Flavour flavour) {
    Kernel kernel = new Kernel(PREEMPT);
    Cpu cpu = kernel.cpuUp();
    flavour.enter(cpu);
    assertThatThrownBy(() -> kernel.cpuDown(cpu)).isInstanceOf(KernelBugException.class);
    flavour.leave(cpu);
    kernel.cpuDown(cpu);
    assertThat(kernel.cpus()).isEmpty();
  }

  @Test
  void a_machine_has_a_cpu() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Kernel(PREEMPT, 0, null));
  }

  /** A kernel that tells when somebody has come to wait for a grace period. */
  private static final class Watched {
    private final CountDownLatch waiting = new CountDownLatch(1);
    private final AtomicBoolean overAtOnce = new AtomicBoolean();
    private final Kernel kernel;

    Watched(KernelVersion version) {
      kernel = new Kernel(version, 8, this::at);
    }

    private void at(
        Cpu cpu, Action action, String module, java.util.function.BooleanSupplier enabled) {
      if (action == Action.SynchronizeRcu_End || action == Action.SynchronizeSched_End) {
        overAtOnce.set(enabled.getAsBoolean());
        waiting.countDown();
      }
    }

    Background<Boolean> synchronize(Flavour flavour) {
      return Background.call(
          () -> {
            flavour.synchronize(kernel, kernel.cpuUp());
            return Thread.currentThread().isInterrupted();
          });
    }

    boolean wasOverAtOnce() throws InterruptedException {
      waiting.await();
      return overAtOnce.get();
    }
  }
}
