package org.rmmodel.impl.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rmmodel.impl.Background;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.kernel.KernelBugException;
import org.rmmodel.impl.kernel.KernelVersion;
import org.rmmodel.impl.refcount.Refcount;

/**
 * A task that dies at one step, as by an oops, and what becomes of those who come after it: nobody
 * waits for the dead but where the kernel would, and there a signal ends it.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(120)
class DeathTest {
  private static final String LOST = "BUG_ON(module_mutex was held by a CPU that has died)";

  private final ModuleImage image = ModuleImage.named("m").exporting("symbol").withBug(0);
  private final ModuleImage user = ModuleImage.named("user").importing("symbol");
  private Kernel kernel;
  private ModuleLoader loader;
  private Cpu dies;
  private Cpu lives;
  private volatile Action fatal;

  private void boot(KernelVersion version) {
    kernel = new Kernel(version, 3, this::at);
    loader = new ModuleLoader(kernel, Refcount.of(kernel), 0, TimeUnit.SECONDS);
    dies = kernel.cpuUp();
    lives = kernel.cpuUp();
  }

  private void at(Cpu cpu, Action action, String module, BooleanSupplier enabled) {
    if (cpu == dies && action == fatal) {
      fatal = null;
      throw new IllegalArgumentException("oops at " + action);
    }
  }

  private void dieLoading(Action action, ModuleImage module) {
    fatal = action;
    assertThatThrownBy(() -> loader.loadModule(dies, module)).hasMessage("oops at " + action);
  }

  private void dieUnloading(Action action) {
    assertThat(loader.loadModule(dies, image)).isEqualTo(Errno.OK);
    fatal = action;
    assertThatThrownBy(() -> loader.deleteModule(dies, "m")).hasMessage("oops at " + action);
  }

  /** A load that nobody lets go on: a signal does. */
  private void assertLoadWaitsForASignal() throws Exception {
    Background<Errno> load = Background.call(() -> loader.loadModule(lives, image));
    load.awaitSleep();
    load.interrupt();
    assertThat(load.get()).isEqualTo(Errno.EINTR);
  }

  // Between the kernel and a lock: what was not begun leaves no trace.

  @ParameterizedTest
  @EnumSource(names = {"DeleteModule_Capable", "DeleteModule_CopyName", "DeleteModule_MutexLock"})
  void an_unload_that_dies_before_module_mutex_has_changed_nothing(Action action) {
    boot(KernelVersion.V3_19);
    dieUnloading(action);
    assertThat(loader.procModules(lives))
        .containsExactly(new ModuleInfo("m", 0, List.of(), ModuleState.LIVE));
    assertThat(loader.deleteModule(lives, "m")).isEqualTo(Errno.OK);
  }

  @Test
  void a_load_that_dies_before_module_mutex_has_changed_nothing() {
    boot(KernelVersion.V3_19);
    dieLoading(Action.LoadModule_AddUnformed, image);
    assertThat(loader.loadModule(lives, image)).isEqualTo(Errno.OK);
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "TryModuleGet_PreemptDisable",
        "TryModuleGet_IsLive",
        "TryModuleGet_ThisCpuInc",
        "TryModuleGet_IncNotZero"
      })
  void a_get_that_dies_holds_nothing_and_nobody_up(Action action) {
    boot(action == Action.TryModuleGet_IncNotZero ? KernelVersion.V3_19 : KernelVersion.V3_18);
    assertThat(loader.loadModule(dies, image)).isEqualTo(Errno.OK);
    dies.preemptDisable();
    Module m = loader.moduleAddress(dies, firstAddress());
    dies.preemptEnable();
    fatal = action;
    assertThatThrownBy(() -> loader.tryModuleGet(dies, m)).hasMessage("oops at " + action);
    assertThat(loader.moduleRefcount(lives, m)).isZero();
    assertThat(loader.deleteModule(lives, "m")).isEqualTo(Errno.OK);
  }

  private static long firstAddress() {
    return Module.SIZE;
  }

  // With module_mutex held.

  static Stream<Action> stepsOfAnUnloadUnderTheMutex() {
    return Stream.of(
        Action.DeleteModule_Check,
        Action.TryReleaseModuleRef_SubBase,
        Action.TryStopModule_Going,
        Action.DeleteModule_MutexUnlock,
        Action.ModuleUnloadFree_MutexUnlock,
        Action.FreeModule_ListDelRcu,
        Action.FreeModule_BugCleanup,
        Action.SynchronizeRcu_End,
        Action.FreeModule_MutexUnlock);
  }

  /** Lookups, gets and puts take no mutex, and go on. */
  @ParameterizedTest
  @MethodSource("stepsOfAnUnloadUnderTheMutex")
  void when_module_mutex_is_lost_all_who_want_it_are_told(Action action) {
    boot(KernelVersion.V3_19);
    assertThat(loader.loadModule(dies, ModuleImage.named("other").exporting("one").withBug(0)))
        .isEqualTo(Errno.OK);
    Module other = loader.symbolGet(dies, "one");
    dieUnloading(action);
    for (Runnable call :
        List.<Runnable>of(
            () -> loader.loadModule(lives, image),
            () -> loader.deleteModule(lives, "other"),
            () -> loader.forceDeleteModule(lives, "other"),
            () -> loader.procModules(lives))) {
      assertThatThrownBy(call::run).isInstanceOf(KernelBugException.class).hasMessage(LOST);
    }
    assertThat(loader.tryModuleGet(lives, other)).isTrue();
    assertThat(loader.modulePut(lives, other)).isTrue();
    assertThat(loader.moduleRefcount(lives, other)).isEqualTo(1);
    assertThat(loader.symbolPut(lives, "one")).isTrue();
    assertThat(loader.moduleAddress(lives, other.address())).isSameAs(other);
    assertThat(loader.moduleFindBug(lives, other.address())).isSameAs(other);
    assertThat(loader.deleteModule(lives, null)).as("no name").isEqualTo(Errno.EFAULT);
    lives.setCapable(false);
    assertThat(loader.deleteModule(lives, "other")).as("not capable").isEqualTo(Errno.EPERM);
    kernel.synchronizeRcu(lives);
    kernel.cpuDown(dies);
  }

  @Test
  void the_same_when_a_load_dies_with_it() {
    boot(KernelVersion.V3_19);
    assertThat(loader.loadModule(lives, image)).isEqualTo(Errno.OK);
    dieLoading(Action.DoInitModule_DropInit, user);
    assertThatThrownBy(() -> loader.loadModule(lives, user)).hasMessage(LOST);
    assertThatThrownBy(() -> loader.deleteModule(lives, "m")).hasMessage(LOST);
  }

  /** The machine goes on; in the kernel, all CPUs would stand still for ever. */
  @ParameterizedTest
  @CsvSource({
    "0, TryStopModule_SumDecs", "0, TryStopModule_TestZero", "0, StopMachine_Restart",
    "3, TryStopModule_SumIncs", "4, TryStopModule_AtomicRead", "4, StopMachine_Stop"
  })
  void who_dies_while_the_machine_is_stopped_lets_it_go_on(int patches, Action action) {
    boot(KernelVersion.prefix(patches));
    dieUnloading(action);
    lives.preemptDisable();
    Module m = loader.moduleAddress(lives, firstAddress());
    assertThat(m.state())
        .isEqualTo(action == Action.StopMachine_Restart ? ModuleState.GOING : ModuleState.LIVE);
    lives.preemptEnable();
    kernel.stopMachine().run(lives, "m", () -> {});
    assertThatThrownBy(() -> loader.deleteModule(lives, "m")).hasMessage(LOST);
  }

  // With a module on its way.

  /** From the list to the bug list nobody finds it by name, but the name is taken. */
  @ParameterizedTest
  @EnumSource(
      names = {"LoadModule_ModuleUnloadInit", "RefModule_Link", "LoadModule_CompleteFormation"})
  void a_name_whose_loader_died_early_is_waited_for_until_a_signal(Action action) throws Exception {
    boot(KernelVersion.V3_19);
    assertThat(loader.loadModule(dies, ModuleImage.named("other").exporting("one")))
        .isEqualTo(Errno.OK);
    dieLoading(action, image.importing("one"));
    assertThat(loader.deleteModule(lives, "m")).isEqualTo(Errno.ENOENT);
    assertThat(loader.loadModule(lives, user)).as("its symbols").isEqualTo(Errno.ENOENT);
    assertLoadWaitsForASignal();
    assertThat(loader.procModules(lives)).extracting(ModuleInfo::name).containsExactly("other");
  }

  @ParameterizedTest
  @EnumSource(
      names = {"ModuleNotify_Coming", "LoadModule_Trace", "DoInitModule_Init", "DoInitModule_Live"})
  void a_name_whose_loader_died_late_is_waited_for_until_a_signal(Action action) throws Exception {
    boot(KernelVersion.V3_19);
    dieLoading(action, image);
    assertThat(loader.deleteModule(lives, "m")).isEqualTo(Errno.EBUSY);
    assertThat(loader.loadModule(lives, user)).as("its symbols").isEqualTo(Errno.EBUSY);
    assertThat(loader.symbolGet(lives, "symbol")).isNull();
    assertLoadWaitsForASignal();
    assertThat(loader.procModules(lives))
        .containsExactly(new ModuleInfo("m", 1, List.of(), ModuleState.COMING));
  }

  /** It is LIVE and held for ever by the loader that is no more. */
  @Test
  void a_module_whose_loader_died_after_it_lived_is_in_use_for_ever() {
    boot(KernelVersion.V3_19);
    dieLoading(Action.ModuleNotify_Live, image);
    assertThat(loader.loadModule(lives, image)).isEqualTo(Errno.EEXIST);
    assertThat(loader.deleteModule(lives, "m")).isEqualTo(Errno.EWOULDBLOCK);
    assertThat(loader.procModules(lives))
        .containsExactly(new ModuleInfo("m", 1, List.of(), ModuleState.LIVE));
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "DeleteModule_ExitBegin",
        "DeleteModule_ExitEnd",
        "ModuleNotify_Going",
        "FreeModule_Trace",
        "FreeModule_Unformed"
      })
  void a_module_whose_unloader_died_goes_for_ever(Action action) {
    boot(KernelVersion.V3_19);
    dieUnloading(action);
    assertThat(loader.deleteModule(lives, "m")).isEqualTo(Errno.EBUSY);
    assertThat(loader.forceDeleteModule(lives, "m")).isEqualTo(Errno.EBUSY);
    assertThat(loader.loadModule(lives, image)).as("F12").isEqualTo(Errno.EEXIST);
    assertThat(loader.loadModule(lives, user)).as("its symbols").isEqualTo(Errno.ENOENT);
    assertThat(loader.procModules(lives))
        .containsExactly(new ModuleInfo("m", -1, List.of(), ModuleState.GOING));
  }

  @ParameterizedTest
  @EnumSource(names = {"ModuleUnloadFree_MutexLock", "FreeModule_MutexLock"})
  void a_name_whose_unloader_died_late_is_waited_for_until_a_signal(Action action)
      throws Exception {
    boot(KernelVersion.V3_19);
    dieUnloading(action);
    assertThat(loader.deleteModule(lives, "m")).isEqualTo(Errno.ENOENT);
    assertLoadWaitsForASignal();
    assertThat(loader.procModules(lives)).isEmpty();
  }

  @Test
  void memory_whose_unloader_died_before_freeing_it_is_lost_and_no_more() {
    boot(KernelVersion.V3_19);
    dieUnloading(Action.FreeModule_Free);
    assertThat(loader.moduleAddress(lives, firstAddress())).isNull();
    assertThat(loader.loadModule(lives, image)).isEqualTo(Errno.OK);
    assertThat(loader.deleteModule(lives, "m")).isEqualTo(Errno.OK);
  }

  // A reader that never leaves.

  /** As in the kernel, until its section is ended; who waits behind the unload can give up. */
  @Test
  void a_reader_that_died_in_its_section_is_waited_for_by_a_grace_period() throws Exception {
    boot(KernelVersion.V3_19);
    Background<Errno> unload = unloadUnderDeadReader();
    Background<Errno> second = Background.call(() -> loader.deleteModule(kernel.cpuUp(), "m"));
    second.awaitSleep();
    second.interrupt();
    assertThat(second.get()).isEqualTo(Errno.EINTR);
    assertThat(unload.isDone()).isFalse();
    dies.preemptEnable();
    assertThat(unload.get()).isEqualTo(Errno.OK);
    kernel.cpuDown(dies);
  }

  /** And here, as in the kernel, the whole machine waits with it, and no signal helps. */
  @Test
  void a_reader_that_died_in_its_section_is_waited_for_by_stop_machine() throws Exception {
    boot(KernelVersion.V3_18);
    Background<Errno> unload = unloadUnderDeadReader();
    Background<List<ModuleInfo>> second = Background.call(() -> loader.procModules(kernel.cpuUp()));
    second.awaitSleep();
    second.interrupt();
    second.awaitSleep();
    assertThat(unload.isDone()).isFalse();
    dies.preemptEnable();
    assertThat(unload.get()).isEqualTo(Errno.OK);
    assertThat(second.get()).hasSizeLessThan(2);
    kernel.cpuDown(dies);
  }

  private Background<Errno> unloadUnderDeadReader() {
    assertThat(loader.loadModule(lives, image)).isEqualTo(Errno.OK);
    Background<Boolean> reader =
        Background.call(
            () -> {
              dies.preemptDisable();
              throw new IllegalArgumentException("oops");
            });
    assertThatThrownBy(reader::get).hasMessage("oops");
    Background<Errno> unload = Background.call(() -> loader.deleteModule(lives, "m"));
    unload.awaitSleep();
    assertThatThrownBy(() -> kernel.cpuDown(dies)).isInstanceOf(KernelBugException.class);
    return unload;
  }
}
