package org.rmmodel.impl.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a machine answers to nulls, to CPUs that are down or another machine's, and to calls from
 * where they must not be made; and that it goes on as if nothing had happened.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@ParameterizedClass(name = "{0}")
@MethodSource("kernels")
@Timeout(120)
class BadInputTest {
  private final KernelVersion version;
  private final Kernel kernel;
  private final Cpu cpu;
  private final Cpu other;
  private final Mutex mutex;
  private final WaitQueue queue = new WaitQueue();
  private volatile Action fatal;
  private volatile boolean told;

  BadInputTest(KernelVersion version) {
    this.version = version;
    kernel = new Kernel(version, 3, this::at);
    cpu = kernel.cpuUp();
    other = kernel.cpuUp();
    mutex = kernel.newMutex("mutex");
  }

  static Stream<KernelVersion> kernels() {
    return Stream.of(KernelVersion.V3_18, KernelVersion.V3_18.withPreemption())
        .flatMap(old -> Stream.of(old, old.withAllOf(Change.PATCH5)));
  }

  private void at(
      Cpu on, Action action, String module, java.util.function.BooleanSupplier enabled) {
    told |= action == Action.Cpu_Enter;
    if (action == fatal) {
      fatal = null;
      throw new IllegalArgumentException("oops");
    }
  }

  /** Whatever was refused before: everything works, and nobody is waited for. */
  @AfterEach
  void the_machine_goes_on() throws Exception {
    Thread.interrupted();
    Cpu third = kernel.cpuUp();
    for (Cpu one : kernel.cpus()) {
      assertThat(one.isParked()).as("%s is idle", one).isTrue();
      one.preemptDisable();
      one.rcuReadLock();
      one.rcuReadUnlock();
      one.preemptEnable();
    }
    kernel.synchronizeRcu(third);
    kernel.synchronizeSched(third);
    kernel.rcuBarrier(third);
    assertThat(mutex.<String>holding(third, () -> "held")).isEqualTo("held");
    assertThat(Waiting.waitEvent(queue, third, 0, () -> true)).isTrue();
    if (version.stopsMachine()) {
      List<String> ran = new ArrayList<>();
      kernel.stopMachine().run(third, "m", () -> ran.add("stopped"));
      assertThat(ran).hasSize(1);
    }
  }

  /** What is called on a CPU and may sleep, by name. */
  private Map<String, ThrowingCallable> sleepingCalls(Cpu on) {
    Map<String, ThrowingCallable> calls = new LinkedHashMap<>(callsOfTheMachine(on));
    calls.put("holding", () -> mutex.holding(on, () -> "held"));
    calls.put("holding a function", () -> mutex.holding(on, () -> {}));
    calls.put("holdingInterruptibly", () -> mutex.holdingInterruptibly(on, () -> "held"));
    calls.put("waitEvent", () -> Waiting.waitEvent(queue, on, 0, () -> true));
    return calls;
  }

  /** Those that know of which machine the CPU has to be. */
  private Map<String, ThrowingCallable> callsOfTheMachine(Cpu on) {
    Map<String, ThrowingCallable> calls = new LinkedHashMap<>();
    calls.put("cpuDown", () -> kernel.cpuDown(on));
    calls.put("synchronizeRcu", () -> kernel.synchronizeRcu(on));
    calls.put("synchronizeSched", () -> kernel.synchronizeSched(on));
    calls.put("rcuBarrier", () -> kernel.rcuBarrier(on));
    calls.put("stop_machine", () -> kernel.stopMachine().run(on, "m", () -> {}));
    return calls;
  }

  // Nulls.

  @Test
  void no_cpu_is_named_and_changes_nothing() {
    sleepingCalls(null)
        .forEach(
            (name, call) ->
                assertThatNullPointerException().as(name).isThrownBy(call).withMessage("cpu"));
    assertThatNullPointerException()
        .isThrownBy(() -> Thrown.collecting(thrown -> thrown.collect(null, () -> {})))
        .withMessage("cpu");
  }

  @Test
  void what_is_missing_is_named_and_changes_nothing() {
    Supplier<String> noSupplier = null;
    Runnable noRunnable = null;
    assertMissing("version", () -> new Kernel(null));
    assertMissing("kernel", () -> new StopMachine(null));
    assertMissing("name", () -> kernel.newMutex(null));
    assertMissing("callback", () -> kernel.callRcu(null));
    assertMissing("module", () -> kernel.stopMachine().run(cpu, null, () -> {}));
    assertMissing("function", () -> kernel.stopMachine().run(cpu, "m", null));
    assertMissing("function", () -> mutex.holding(cpu, noSupplier));
    assertMissing("function", () -> mutex.holding(cpu, noRunnable));
    assertMissing("function", () -> mutex.holdingInterruptibly(cpu, noSupplier));
    assertMissing("tell", () -> mutex.whenLost(null));
    assertMissing("action", () -> cpu.await(null, null, () -> true));
    assertMissing("guard", () -> cpu.await(Action.LoadModule_Trace, null, null));
    assertMissing("code", () -> cpu.outside(null));
    assertMissing("change", () -> version.with((Change) null));
    assertMissing("changes", () -> new KernelVersion(null, false));
    assertMissing("call", () -> Thrown.collecting(null));
    assertMissing("function", () -> Thrown.collecting(thrown -> thrown.collect(cpu, null)));
    assertMissing(
        "e",
        () ->
            Thrown.collecting(
                thrown -> {
                  thrown.keep(null);
                  return true;
                }));
  }

  private static void assertMissing(String name, ThrowingCallable call) {
    assertThatNullPointerException().isThrownBy(call).withMessage(name);
  }

  // CPUs that are down.

  @Test
  void a_cpu_that_is_down_makes_no_call_that_may_sleep() {
    kernel.cpuDown(cpu);
    sleepingCalls(cpu)
        .forEach((name, call) -> assertThatThrownBy(call).as(name).isInstanceOf(DOWN));
    assertThatThrownBy(cpu::mightSleep).hasMessage("CPU 0 is down");
    assertThatThrownBy(() -> cpu.outside(() -> {})).hasMessage("CPU 0 is down");
  }

  private static final Class<IllegalStateException> DOWN = IllegalStateException.class;

  /** Nobody would wait for it. */
  @Test
  void a_cpu_that_is_down_enters_no_section() {
    kernel.cpuDown(cpu);
    for (ThrowingCallable call : List.<ThrowingCallable>of(cpu::preemptDisable, cpu::rcuReadLock)) {
      assertThatThrownBy(call)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(version.stopsMachine() ? "CPU 0 is down" : "not registered any more");
    }
    assertThatThrownBy(cpu::preemptEnable).isInstanceOf(KernelBugException.class);
    assertThat(cpu.isParked()).isTrue();
  }

  @Test
  void a_cpu_goes_down_once_and_its_successor_stays() {
    kernel.cpuDown(cpu);
    Cpu successor = kernel.cpuUp();
    assertThat(successor.id()).isEqualTo(cpu.id());
    assertThatThrownBy(() -> kernel.cpuDown(cpu))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("CPU 0 is down");
    assertThat(kernel.cpus()).containsExactly(other, successor);
  }

  /** A module's init, say, that takes its own CPU away. */
  @Test
  void a_cpu_does_not_go_down_under_a_call() {
    kernel.callRcu(
        () -> {
          assertThatThrownBy(() -> kernel.cpuDown(cpu))
              .isInstanceOf(IllegalStateException.class)
              .hasMessage("CPU 0 is within a call");
          kernel.cpuDown(other);
        });
    assertThat(kernel.rcuBarrier(cpu)).isEqualTo(1);
    assertThat(kernel.cpus()).containsExactly(cpu);
    if (version.stopsMachine()) {
      cpu.enter();
      assertThatThrownBy(() -> kernel.cpuDown(cpu)).hasMessage("CPU 0 is within a call");
      cpu.leave();
    }
    kernel.cpuDown(cpu);
  }

  // CPUs of another machine.

  @Test
  void a_cpu_of_another_machine_is_told_apart() {
    Kernel machine = new Kernel(version);
    Cpu foreign = machine.cpuUp();
    callsOfTheMachine(foreign)
        .forEach(
            (name, call) ->
                assertThatIllegalArgumentException()
                    .as(name)
                    .isThrownBy(call)
                    .withMessage("cpu: CPU 0 is another machine's"));
    assertThat(machine.cpus()).containsExactly(foreign);
    foreign.preemptDisable();
    foreign.preemptEnable();
    machine.cpuDown(foreign);
  }

  // Numbers.

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE})
  void a_wait_of_less_than_no_time_is_refused(long nanos) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> queue.waiter(cpu, nanos))
        .withMessage("nanos: 0 or more, not " + nanos);
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, 0, Kernel.MAX_POSSIBLE_CPUS + 1, Integer.MAX_VALUE})
  void a_machine_has_only_so_many_cpus(int possible) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Kernel(version, possible, null))
        .withMessage("possible CPUs: 1 to 8192, not " + possible);
    assertThat(new Kernel(version, Kernel.MAX_POSSIBLE_CPUS, null).possibleCpus()).isEqualTo(8192);
  }

  // Calls from where they must not be made.

  @Test
  void nothing_sleeps_in_a_section() {
    cpu.preemptDisable();
    sleepingCalls(cpu)
        .forEach(
            (name, call) -> {
              if (version.stopsMachine() || !name.equals("stop_machine")) {
                assertThatThrownBy(call).as(name).isInstanceOf(KernelBugException.class);
              }
            });
    assertThatThrownBy(() -> cpu.outside(() -> {})).isInstanceOf(KernelBugException.class);
    cpu.preemptEnable();
  }

  /** One thread, two CPUs: it would wait for itself. */
  @Test
  void a_mutex_is_not_taken_twice_by_one_thread_on_two_cpus() {
    mutex.holding(
        cpu,
        () ->
            assertThatThrownBy(() -> mutex.holdingInterruptibly(other, () -> "twice"))
                .isInstanceOf(KernelBugException.class)
                .hasMessage("BUG_ON(recursive locking of mutex)"));
  }

  @Test
  void a_callback_does_not_wait_for_callbacks_on_another_cpu() {
    kernel.callRcu(() -> kernel.rcuBarrier(other));
    assertThatThrownBy(() -> kernel.rcuBarrier(cpu))
        .isInstanceOf(KernelBugException.class)
        .hasMessage("BUG_ON(recursive locking of rcu_barrier)");
  }

  @Test
  void who_stops_the_machine_does_not_sleep() {
    if (!version.stopsMachine()) {
      return;
    }
    kernel
        .stopMachine()
        .run(
            cpu,
            "m",
            () ->
                sleepingCalls(cpu)
                    .forEach(
                        (name, call) ->
                            assertThatThrownBy(call)
                                .as(name)
                                .isInstanceOf(KernelBugException.class)
                                .hasMessage(
                                    name.equals("stop_machine")
                                        ? "BUG_ON(stop_machine within stop_machine)"
                                        : "BUG_ON(sleeping while the machine is stopped)")));
  }

  /** One thread, two CPUs: the other one would wait for the machine that it stops itself. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void who_stops_the_machine_does_not_wait_for_it_on_another_cpu(boolean listened) {
    if (!version.stopsMachine()) {
      return;
    }
    Kernel machine = listened ? kernel : new Kernel(version);
    Cpu stops = listened ? cpu : machine.cpuUp();
    Cpu waits = listened ? other : machine.cpuUp();
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            waits::preemptDisable,
            waits::rcuReadLock,
            waits::enter,
            () -> machine.synchronizeRcu(waits),
            () -> machine.rcuBarrier(waits),
            () -> mutex.holding(waits, () -> "held"))) {
      machine
          .stopMachine()
          .run(
              stops,
              "m",
              () ->
                  assertThatThrownBy(call)
                      .isInstanceOf(KernelBugException.class)
                      .hasMessage("BUG_ON(waiting for the machine that this task stops)"));
    }
    machine
        .stopMachine()
        .run(
            stops,
            "m",
            () ->
                assertThatThrownBy(() -> machine.stopMachine().run(waits, "m", () -> {}))
                    .hasMessage("BUG_ON(stop_machine within stop_machine)"));
    assertThat(told).as("a listener that lets only those go on who can would not return").isFalse();
    waits.preemptDisable();
    waits.preemptEnable();
  }

  // Listeners and functions that throw.

  @ParameterizedTest
  @EnumSource(names = {"SynchronizeRcu_Begin", "SynchronizeRcu_End"})
  void a_task_that_dies_while_it_waits_for_readers_holds_up_nobody(Action action) {
    fatal = action;
    assertThatThrownBy(() -> kernel.synchronizeRcu(cpu)).hasMessage("oops");
  }

  @ParameterizedTest
  @EnumSource(names = {"StopMachine_Park", "StopMachine_Stop", "StopMachine_Restart"})
  void a_task_that_dies_stopping_the_machine_lets_it_go_on(Action action) {
    if (version.stopsMachine()) {
      fatal = action;
      assertThatThrownBy(() -> kernel.stopMachine().run(cpu, "m", () -> {})).hasMessage("oops");
    }
  }

  @Test
  void a_task_that_dies_before_the_barrier_loses_no_callback() {
    kernel.callRcu(() -> {});
    fatal = Action.RcuBarrier_MutexLock;
    assertThatThrownBy(() -> kernel.rcuBarrier(cpu)).hasMessage("oops");
    assertThat(kernel.rcuBarrier(cpu)).isEqualTo(1);
  }

  /** In the kernel they would wait for ever. */
  @Test
  void when_a_task_dies_within_the_barrier_those_who_want_it_are_told() {
    Kernel machine = new Kernel(version, 2, this::at);
    Cpu dies = machine.cpuUp();
    machine.callRcu(() -> {});
    fatal = Action.RcuBarrier_Invoke;
    assertThatThrownBy(() -> machine.rcuBarrier(dies)).hasMessage("oops");
    assertThatThrownBy(() -> machine.rcuBarrier(machine.cpuUp()))
        .isInstanceOf(KernelBugException.class)
        .hasMessage("BUG_ON(rcu_barrier was held by a CPU that has died)");
  }

  @Test
  void who_is_told_of_a_lost_mutex_and_throws_hides_nothing() {
    Mutex lost = kernel.newMutex("lost");
    lost.whenLost(
        () -> {
          throw new IllegalStateException("told");
        });
    IllegalArgumentException oops = new IllegalArgumentException("oops");
    assertThatThrownBy(
            () ->
                lost.holding(
                    cpu,
                    () -> {
                      throw oops;
                    }))
        .isSameAs(oops);
    assertThat(oops.getSuppressed()).extracting(Throwable::getMessage).containsExactly("told");
  }

  @Test
  void a_guard_that_throws_ends_the_wait() {
    cpu.enter();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                cpu.await(
                    Action.LoadModule_Trace,
                    null,
                    () -> {
                      throw new IllegalArgumentException("guard");
                    }))
        .withMessage("guard");
    cpu.leave();
  }
}
