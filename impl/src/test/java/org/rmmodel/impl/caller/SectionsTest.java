package org.rmmodel.impl.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.BiFunction;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Change;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.kernel.KernelVersion;
import org.rmmodel.impl.module.ModuleLoader;
import org.rmmodel.impl.module.ModuleQuery;
import org.rmmodel.impl.module.UseAfterFreeException;

/** Callers that use what they have found: within their section, or when it is over. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SectionsTest {
  private static final KernelVersion V4_2 = KernelVersion.prefix(5).with(Change.RCU_SCHED);
  private static final ModuleQuery ANY = ModuleQuery.any();

  /** A caller, the step that uses the module, and the change that mends it. */
  enum Caller {
    DESCRIPTOR(
        Action.DereferenceSymbolDescriptor_Use,
        Change.DESCRIPTOR_IN_SECTION,
        (loader, cpu) -> new Kallsyms(loader).dereferenceSymbolDescriptor(cpu, ANY)),
    SPRINT_SYMBOL(
        Action.SprintSymbol_Print,
        Change.SPRINT_SYMBOL_IN_SECTION,
        (loader, cpu) -> new Kallsyms(loader).sprintSymbol(cpu, ANY));

    private final Action use;
    private final Change change;

    @SuppressWarnings("ImmutableEnumChecker") // has no state
    private final BiFunction<ModuleLoader, Cpu, Boolean> call;

    Caller(Action use, Change change, BiFunction<ModuleLoader, Cpu, Boolean> call) {
      this.use = use;
      this.change = change;
      this.call = call;
    }
  }

  @ParameterizedTest
  @EnumSource
  void without_the_change_the_module_goes_before_it_is_used(Caller caller) throws Exception {
    Beside beside = new Beside(V4_2.withPreemption());
    Beside.Stopped<Boolean> call = beside.stopped(caller.use, caller.call);
    beside.unloads();
    assertThatThrownBy(call::goesOn).isInstanceOf(UseAfterFreeException.class);
  }

  @ParameterizedTest
  @EnumSource
  void with_the_change_the_unload_waits(Caller caller) throws Exception {
    waits(V4_2.withPreemption().with(caller.change), caller);
  }

  @ParameterizedTest
  @EnumSource
  void without_preemption_the_unload_waits_anyway(Caller caller) throws Exception {
    waits(V4_2, caller);
  }

  private static void waits(KernelVersion version, Caller caller) throws Exception {
    Beside beside = new Beside(version);
    Beside.Stopped<Boolean> call = beside.stopped(caller.use, caller.call);
    Beside.Stopped<Errno> unload = beside.unloadWaits(Action.SynchronizeSched_End);
    assertThat(call.goesOn()).isTrue();
    assertThat(unload.goesOn()).isEqualTo(Errno.OK);
  }

  @Test
  void a_bug_entry_is_used_when_its_section_is_over() throws Exception {
    Beside beside = new Beside(V4_2.withPreemption());
    Beside.Stopped<Boolean> call = beside.stopped(Action.ReportBug_UseEntry, SectionsTest::reports);
    beside.unloads();
    assertThatThrownBy(call::goesOn).isInstanceOf(UseAfterFreeException.class);
  }

  @Test
  void without_preemption_a_bug_entry_is_used_before_anything_schedules() throws Exception {
    Beside beside = new Beside(V4_2);
    Beside.Stopped<Boolean> call = beside.stopped(Action.ReportBug_UseEntry, SectionsTest::reports);
    Beside.Stopped<Errno> unload = beside.unloadWaits(Action.SynchronizeSched_End);
    assertThat(call.goesOn()).isTrue();
    assertThat(unload.goesOn()).isEqualTo(Errno.OK);
  }

  private static boolean reports(ModuleLoader loader, Cpu cpu) {
    return new ReportBug(loader).reportBug(cpu, ANY);
  }

  @Test
  void an_entry_that_a_trap_brings_along_is_not_looked_up() throws Exception {
    Beside beside = new Beside(V4_2.withPreemption());
    Beside.Stopped<Boolean> call =
        beside.stopped(
            Action.ReportBug_UseEntry,
            (loader, cpu) -> {
              new ReportBug(loader).reportBugEntry(cpu, beside.m);
              return true;
            });
    beside.unloads();
    assertThatThrownBy(call::goesOn).isInstanceOf(UseAfterFreeException.class);
  }

  @Test
  void a_key_in_a_module_is_freed_under_its_walker_before_lockdep_waits() throws Exception {
    Beside beside = new Beside(KernelVersion.prefix(5).withPreemption());
    Beside.Stopped<Boolean> call =
        beside.stopped(Action.LookUpLockClass_Compare, SectionsTest::looksUp);
    beside.unloads();
    assertThatThrownBy(call::goesOn).isInstanceOf(UseAfterFreeException.class);
  }

  @Test
  void lockdep_waits_when_it_has_taken_the_keys_out() throws Exception {
    Beside beside = new Beside(KernelVersion.prefix(5).withPreemption().with(Change.LOCKDEP_WAITS));
    Beside.Stopped<Boolean> call =
        beside.stopped(Action.LookUpLockClass_Compare, SectionsTest::looksUp);
    Beside.Stopped<Errno> unload = beside.unloadWaits(Action.SynchronizeSched_End);
    assertThat(call.goesOn()).isTrue();
    assertThat(unload.goesOn()).isEqualTo(Errno.OK);
    assertThat(looksUp(beside.loader, beside.caller)).as("there is a key in a module").isFalse();
  }

  private static boolean looksUp(ModuleLoader loader, Cpu cpu) {
    return new Lockdep(loader).lookUpLockClass(cpu);
  }

  @Test
  void a_thread_returns_to_code_that_is_gone() throws Exception {
    Beside beside = new Beside(V4_2.withPreemption());
    beside.loader.tryModuleGet(beside.caller, beside.m);
    Beside.Stopped<Boolean> call =
        beside.stopped(
            Action.Kthread_Return,
            (loader, cpu) -> new Kthread(loader).putAndReturn(cpu, beside.m));
    beside.unloads();
    assertThatThrownBy(call::goesOn).isInstanceOf(UseAfterFreeException.class);
  }

  @Test
  void a_thread_that_puts_and_exits_does_not_return() throws Exception {
    Beside beside = new Beside(V4_2.withPreemption());
    beside.loader.tryModuleGet(beside.caller, beside.m);
    assertThat(new Kthread(beside.loader).putAndExit(beside.caller, beside.m)).isTrue();
    beside.unloads();
  }

  @Test
  void an_fprobe_is_set_in_a_module_that_is_gone() throws Exception {
    Beside beside = new Beside(V4_2.withPreemption());
    Beside.Stopped<Boolean> call =
        beside.stopped(Action.RegisterFprobe_Use, SectionsTest::registers);
    beside.unloads();
    assertThatThrownBy(call::goesOn).isInstanceOf(UseAfterFreeException.class);
  }

  @Test
  void an_fprobe_keeps_its_module_while_it_is_set() throws Exception {
    Beside beside = new Beside(V4_2.withPreemption().with(Change.FPROBE_GETS));
    Beside.Stopped<Boolean> call =
        beside.stopped(Action.RegisterFprobe_Use, SectionsTest::registers);
    assertThat(beside.loader.deleteModule(beside.unloader, "m")).isEqualTo(Errno.EWOULDBLOCK);
    assertThat(call.goesOn()).isTrue();
    beside.unloads();
  }

  private static boolean registers(ModuleLoader loader, Cpu cpu) {
    return new RegisterFprobe(loader).registerFprobe(cpu, ANY);
  }

  @Test
  void nothing_is_found_where_no_module_is() throws Exception {
    Beside beside = new Beside(V4_2.with(Change.FPROBE_GETS));
    beside.unloads();
    ModuleLoader loader = beside.loader;
    Cpu cpu = beside.caller;
    assertThat(new Kallsyms(loader).sprintSymbol(cpu, ANY)).isFalse();
    assertThat(new Kallsyms(loader).dereferenceSymbolDescriptor(cpu, ANY)).isFalse();
    assertThat(reports(loader, cpu)).isFalse();
    assertThat(registers(loader, cpu)).isFalse();
    cpu.mightSleep(); // no section was left open
  }
}
