package org.rmmodel.impl.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rmmodel.impl.Background;
import org.rmmodel.impl.StopAt;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Change;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.kernel.KernelBugException;
import org.rmmodel.impl.kernel.KernelVersion;
import org.rmmodel.impl.module.LastUnloaded;
import org.rmmodel.impl.module.Module;
import org.rmmodel.impl.module.ModuleExit;
import org.rmmodel.impl.module.ModuleImage;
import org.rmmodel.impl.module.ModuleLoader;
import org.rmmodel.impl.module.ModuleQuery;
import org.rmmodel.impl.module.ModuleState;
import org.rmmodel.impl.module.UseAfterFreeException;

/** Callers of the module loader, each with its mistake and without. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CallersTest {
  private static final KernelVersion V4_2 = KernelVersion.prefix(5).with(Change.RCU_SCHED);
  private static final ModuleQuery ANY = ModuleQuery.any();

  // kprobes

  @Test
  void a_second_lookup_that_finds_nothing_sets_a_probe_without_a_reference() throws Exception {
    assertThat(checkedWhenUnformed(V4_2)).isEqualTo(Kprobes.Answer.WITHOUT_REFERENCE);
  }

  @Test
  void a_single_lookup_refuses_what_it_does_not_find() throws Exception {
    assertThat(checkedWhenUnformed(V4_2.with(Change.KPROBES_ONE_LOOKUP)))
        .isEqualTo(Kprobes.Answer.NO_TEXT);
  }

  /** The module becomes UNFORMED just before the last lookup. */
  private static Kprobes.Answer checkedWhenUnformed(KernelVersion version) throws Exception {
    Beside beside = new Beside(version);
    Beside.Stopped<Kprobes.Checked> call =
        beside.stopped(
            Action.CheckKprobe_Lookup,
            (loader, cpu) -> new Kprobes(loader).checkKprobeAddressSafe(cpu, ANY));
    Beside.Stopped<Errno> unload = beside.unloadWaits(Action.SynchronizeSched_End);
    Kprobes.Answer answer = call.goesOn().answer();
    assertThat(unload.goesOn()).isEqualTo(Errno.OK);
    return answer;
  }

  @Test
  void a_probe_has_a_reference_to_its_module() throws Exception {
    Beside beside = new Beside(V4_2);
    Kprobes.Checked checked = new Kprobes(beside.loader).checkKprobeAddressSafe(beside.caller, ANY);
    assertThat(checked).isEqualTo(new Kprobes.Checked(Kprobes.Answer.WITH_REFERENCE, beside.m));
    assertThat(beside.loader.deleteModule(beside.unloader, "m")).isEqualTo(Errno.EWOULDBLOCK);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void kprobes_keep_what_they_have_of_a_module_when_ftrace_is_dead(boolean letGo) {
    Kernel kernel = new Kernel(letGo ? V4_2.with(Change.KPROBES_LET_GO) : V4_2);
    ModuleLoader loader = new ModuleLoader(kernel);
    Cpu cpu = kernel.cpuUp();
    Kprobes kprobes = new Kprobes(loader);
    loader.registerModuleNotifier(kprobes);
    Module[] m = {null};
    loader.loadModule(
        cpu,
        ModuleImage.named("m")
            .withInit(
                (on, self) -> {
                  m[0] = self;
                  return Errno.OK;
                }));
    assertThat(kprobes.hasProbeIn(m[0])).isTrue();
    kprobes.ftraceKill();
    loader.deleteModule(cpu, "m");
    assertThat(kprobes.hasProbeIn(m[0])).isEqualTo(!letGo);
  }

  // symbol_put_addr

  @Test
  void symbol_put_addr_goes_on_from_a_module_that_is_gone() throws Exception {
    assertThatThrownBy(() -> walksWhileAnotherGoes(V4_2.withPreemption()))
        .isInstanceOf(UseAfterFreeException.class);
  }

  @Test
  void symbol_put_addr_is_waited_for_once_it_disables_preemption() throws Exception {
    Beside beside = new Beside(V4_2.withPreemption().with(Change.SYMBOL_PUT_ADDR_LOCKS));
    Beside.Stopped<Boolean> call = walking(beside);
    StopAt.Held waits = beside.stop.hold(1, Action.SynchronizeSched_End);
    Background<Errno> unload =
        Background.call(() -> beside.loader.deleteModule(beside.unloader, "other"));
    waits.await();
    assertThat(waits.wasEnabled()).isFalse();
    assertThat(call.goesOn()).isTrue();
    waits.letGo();
    assertThat(unload.get()).isEqualTo(Errno.OK);
    beside.unloads(); // the reference was put
  }

  private static void walksWhileAnotherGoes(KernelVersion version) throws Exception {
    Beside beside = new Beside(version);
    Beside.Stopped<Boolean> call = walking(beside);
    assertThat(beside.loader.deleteModule(beside.unloader, "other")).isEqualTo(Errno.OK);
    call.goesOn();
  }

  /** Has a reference to m, and the other module in hand on the way there. */
  private static Beside.Stopped<Boolean> walking(Beside beside) throws Exception {
    beside.load(ModuleImage.named("other"));
    beside.loader.tryModuleGet(beside.caller, beside.m);
    StopAt.Held onOther = beside.stop.hold(0, Action.SymbolPutAddr_Next, 2);
    Background<Boolean> call =
        Background.call(
            () ->
                new SymbolPutAddr(beside.loader)
                    .symbolPutAddr(beside.caller, ModuleQuery.address(beside.m.address())));
    onOther.await();
    return new Beside.Stopped<>(onOther, call);
  }

  @Test
  void symbol_put_addr_of_no_module_is_a_bug() {
    Beside beside = new Beside(V4_2);
    assertThatThrownBy(
            () ->
                new SymbolPutAddr(beside.loader)
                    .symbolPutAddr(beside.caller, ModuleQuery.address(0)))
        .isInstanceOf(KernelBugException.class);
  }

  // print_modules

  @Test
  void module_flags_is_a_bug_of_a_module_that_became_unformed() throws Exception {
    Beside beside = new Beside(V4_2);
    Beside.Stopped<PrintModules.Printed> call =
        beside.stopped(
            Action.PrintModules_Flags,
            (loader, cpu) -> new PrintModules(loader).printModules(cpu, ANY));
    Beside.Stopped<Errno> unload = beside.unloadWaits(Action.SynchronizeSched_End);
    assertThatThrownBy(call::goesOn).isInstanceOf(KernelBugException.class);
    assertThat(unload.goesOn()).isEqualTo(Errno.OK);
  }

  @Test
  void modules_are_printed_with_the_one_that_was_unloaded_last() throws Exception {
    Beside beside = new Beside(V4_2);
    PrintModules print = new PrintModules(beside.loader);
    assertThat(print.printModules(beside.caller, ANY))
        .isEqualTo(new PrintModules.Printed("m", ModuleState.LIVE, new LastUnloaded(null, null)));
    beside.unloads();
    assertThat(print.printModules(beside.caller, ANY))
        .isEqualTo(new PrintModules.Printed(null, null, new LastUnloaded("m", "m")));
  }

  @Test
  void last_unloaded_module_can_be_of_two_names() throws Exception {
    Beside beside = new Beside(V4_2);
    beside.load(ModuleImage.named("b"));
    Beside.Stopped<Errno> half =
        beside.stopped(
            Action.DeleteModule_LastUnloadedRest, (loader, cpu) -> loader.deleteModule(cpu, "b"));
    beside.unloads();
    assertThat(half.goesOn()).isEqualTo(Errno.OK);
    LastUnloaded last =
        new PrintModules(beside.loader).printModules(beside.caller, ANY).lastUnloaded();
    assertThat(last).isEqualTo(new LastUnloaded("m", "b"));
    assertThat(last.isOneName()).isFalse();
  }

  // utf8

  @Test
  void utf8_puts_a_symbol_by_a_name_that_nobody_exports() {
    Beside beside = new Beside(V4_2);
    Utf8 utf8 = new Utf8(beside.loader);
    assertThat(utf8.request(beside.caller)).isTrue();
    assertThatThrownBy(() -> utf8.refuseVersion(beside.caller))
        .isInstanceOf(KernelBugException.class);
  }

  @Test
  void utf8_puts_what_it_got() throws Exception {
    Beside beside = new Beside(V4_2.with(Change.UTF8_PUTS_BY_NAME));
    Utf8 utf8 = new Utf8(beside.loader);
    assertThat(utf8.request(beside.caller)).isTrue();
    assertThat(utf8.refuseVersion(beside.caller)).isTrue();
    assertThat(utf8.request(beside.caller)).isTrue();
    assertThat(utf8.unload(beside.caller)).isTrue();
    beside.unloads();
  }

  // registries

  @Test
  void a_module_is_found_in_a_registry_and_goes_before_it_is_got() throws Exception {
    Beside beside = new Beside(V4_2);
    Registry registry = Registry.ofTransports(beside.loader);
    registry.register(beside.m);
    Beside.Stopped<Module> call =
        beside.stopped(Action.TryModuleGet_IsLive, (loader, cpu) -> registry.findAndGet(cpu));
    registry.unregister(beside.m);
    beside.unloads();
    assertThatThrownBy(call::goesOn).isInstanceOf(UseAfterFreeException.class);
  }

  @Test
  void exit_waits_for_the_lock_of_a_registry_that_has_one() throws Exception {
    Beside beside = new Beside(V4_2.with(Change.VSOCK_LOCKS));
    Registry registry = Registry.ofTransports(beside.loader);
    registry.register(beside.m);
    Beside.Stopped<Module> call =
        beside.stopped(Action.TryModuleGet_IsLive, (loader, cpu) -> registry.findAndGet(cpu));
    assertThat(registry.isLockFree()).isFalse();
    assertThat(call.goesOn()).isSameAs(beside.m);
    assertThat(registry.isLockFree()).isTrue();
    registry.unregister(beside.m);
    assertThat(registry.findAndGet(beside.caller)).isNull();
  }

  @Test
  void an_exit_that_needs_a_lock_begins_when_it_is_free() throws Exception {
    Beside beside = new Beside(V4_2.with(Change.VSOCK_LOCKS));
    Registry registry = Registry.ofTransports(beside.loader);
    Module other =
        beside.load(
            ModuleImage.named("other")
                .withExit(
                    new ModuleExit() {
                      @Override
                      public boolean canBegin() {
                        return registry.isLockFree();
                      }

                      @Override
                      public void exit(Cpu cpu, Module self) {
                        registry.unregister(self);
                      }
                    }));
    registry.register(beside.m);
    Beside.Stopped<Module> call =
        beside.stopped(Action.VsockAssignTransport_Find, (loader, cpu) -> registry.findAndGet(cpu));
    StopAt.Held begins = beside.stop.hold(1, Action.DeleteModule_ExitBegin);
    Background<Errno> unload =
        Background.call(() -> beside.loader.deleteModule(beside.unloader, "other"));
    begins.await();
    assertThat(begins.wasEnabled()).isFalse();
    begins.letGo();
    assertThat(call.goesOn()).isSameAs(beside.m);
    assertThat(unload.get()).isEqualTo(Errno.OK);
    assertThat(other.isFreed()).isTrue();
  }

  @Test
  void a_tprobe_keeps_the_lock_except_in_one_release() throws Exception {
    assertThat(lockIsKept(V4_2)).isTrue();
    assertThat(lockIsKept(V4_2.with(Change.TPROBE_DROPS_LOCK))).isFalse();
  }

  private static boolean lockIsKept(KernelVersion version) throws Exception {
    Beside beside = new Beside(version);
    Registry registry = Registry.ofTracepoints(beside.loader);
    registry.register(beside.m);
    Beside.Stopped<Module> call =
        beside.stopped(Action.TryModuleGet_IsLive, (loader, cpu) -> registry.findAndGet(cpu));
    boolean kept = !registry.isLockFree();
    assertThat(call.goesOn()).isSameAs(beside.m);
    return kept;
  }

  // kunit

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void kunit_tears_down_what_it_has_not_set_up_unless_it_asks(boolean asks) {
    Kernel kernel = new Kernel(asks ? V4_2.with(Change.KUNIT_ASKS_LIVE) : V4_2);
    ModuleLoader loader = new ModuleLoader(kernel);
    Cpu cpu = kernel.cpuUp();
    Kunit kunit = new Kunit(loader);
    loader.registerModuleNotifier(kunit);
    Module[] m = {null};
    loader.loadModule(
        cpu,
        ModuleImage.named("m")
            .withInit(
                (on, self) -> {
                  m[0] = self;
                  return Errno.OK;
                }));
    assertThat(kunit.hasSuitesOf(m[0])).isTrue();
    loader.deleteModule(cpu, "m");
    assertThat(kunit.hasSuitesOf(m[0])).isFalse();
    assertThat(kunit.hasTornDownBlindly()).isFalse();
    loader.loadModule(cpu, ModuleImage.named("m").withInit((on, self) -> Errno.EIO));
    assertThat(kunit.hasTornDownBlindly()).isEqualTo(!asks);
  }

  // scsi

  @Test
  void v3_18_does_not_put_what_its_exit_has_not_got() {
    assertThat(usedInExit(KernelVersion.V3_18)).isTrue();
  }

  @Test
  void patch_5_has_exit_put_at_zero() {
    assertThat(usedInExit(KernelVersion.prefix(5))).isFalse();
  }

  @Test
  void v3_19_lifts_the_count_from_zero_and_back() {
    assertThat(usedInExit(KernelVersion.prefix(5).with(Change.SCSI_ALWAYS_GETS))).isTrue();
  }

  @Test
  void v4_1_gives_up_on_a_device_that_is_being_removed() {
    assertThat(usedInExit(KernelVersion.prefix(5).with(Change.SCSI_ALWAYS_GETS, Change.SCSI_TRIES)))
        .isTrue();
  }

  /** Whether nothing warns. */
  private static boolean usedInExit(KernelVersion version) {
    Kernel kernel = new Kernel(version);
    ModuleLoader loader = new ModuleLoader(kernel);
    Cpu cpu = kernel.cpuUp();
    boolean[] quiet = {false};
    loader.loadModule(
        cpu,
        ModuleImage.named("host")
            .withExit((on, self) -> quiet[0] = new ScsiDevice(loader, self).use(on)));
    assertThat(loader.deleteModule(cpu, "host")).isEqualTo(Errno.OK);
    return quiet[0];
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_device_of_a_live_module_is_got_and_put(boolean tries) throws Exception {
    Beside beside =
        new Beside(tries ? V4_2.with(Change.SCSI_ALWAYS_GETS, Change.SCSI_TRIES) : V4_2);
    assertThat(new ScsiDevice(beside.loader, beside.m).use(beside.caller)).isTrue();
    beside.unloads();
  }

  // request_module

  @Test
  void a_request_returns_when_the_load_has_ended() throws Exception {
    Beside beside = new Beside(V4_2);
    RequestModule request = new RequestModule(beside.loader);
    assertThat(request.isRequested()).isFalse();
    Beside.Stopped<Boolean> call =
        beside.stopped(
            Action.RequestModule_Wait,
            (loader, cpu) -> {
              request.requestModule(cpu, ModuleImage.named("a"));
              return true;
            });
    assertThat(call.held().wasEnabled()).isFalse();
    assertThat(request.isRequested()).isTrue();
    request.serve(beside.unloader);
    assertThat(call.goesOn()).isTrue();
    assertThat(request.isRequested()).isFalse();
    assertThat(beside.loader.deleteModule(beside.unloader, "a")).isEqualTo(Errno.OK);
  }
}
