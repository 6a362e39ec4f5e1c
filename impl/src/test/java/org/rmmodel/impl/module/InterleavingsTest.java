package org.rmmodel.impl.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rmmodel.impl.Background;
import org.rmmodel.impl.Fact;
import org.rmmodel.impl.StopAt;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Change;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.kernel.Flavour;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.kernel.KernelBugException;
import org.rmmodel.impl.kernel.KernelVersion;
import org.rmmodel.impl.rcu.ListPoisonException;
import org.rmmodel.impl.refcount.Refcount;

/**
 * Two tasks, one of them stopped just before a step: the waits, and the flaws that the kernel had,
 * each at the one place where it happens.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class InterleavingsTest {
  private static final KernelVersion PREEMPT = KernelVersion.V3_19.withPreemption();

  private final StopAt stop = new StopAt();
  private final CountDownLatch initMayReturn = new CountDownLatch(1);
  private final AtomicReference<Module> loaded = new AtomicReference<>();

  /** A machine with two CPUs up, and a loader of little patience. */
  private final class Machine {
    private final Kernel kernel;
    private final ModuleLoader loader;
    private final Cpu one;
    private final Cpu two;

    Machine(KernelVersion version) {
      this(version, 30_000);
    }

    Machine(KernelVersion version, long patienceMillis) {
      kernel = new Kernel(version, 3, stop);
      loader = new ModuleLoader(kernel, Refcount.of(kernel), patienceMillis, TimeUnit.MILLISECONDS);
      one = kernel.cpuUp();
      two = kernel.cpuUp();
    }

    Module load(ModuleImage image) {
      assertThat(loader.loadModule(one, image)).isEqualTo(Errno.OK);
      return loaded.get();
    }

    Background<Errno> loading(ModuleImage image) {
      return Background.call(() -> loader.loadModule(one, image));
    }

    Background<Errno> unloading() {
      return Background.call(() -> loader.deleteModule(one, "m"));
    }

    <T> Background<T> onTwo(Function<Cpu, T> call) {
      return Background.call(() -> call.apply(two));
    }
  }

  private ModuleImage image() {
    return ModuleImage.named("m")
        .exporting("symbol")
        .withInit(
            (on, self) -> {
              loaded.set(self);
              return Errno.OK;
            });
  }

  /** An init that takes its time, so that the module stays COMING. */
  private ModuleImage slow(Errno errno) {
    return image()
        .withInit(
            (on, self) -> {
              loaded.set(self);
              try {
                initMayReturn.await();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
              return errno;
            });
  }

  // Waiting for a name.

  @Test
  void who_loads_a_name_that_comes_waits_and_is_told_that_it_is_there() throws Exception {
    Machine machine = new Machine(KernelVersion.V3_19);
    StopAt.Held waits = stop.hold(1, Action.LoadModule_FinishedLoading, 2);
    Background<Errno> first = machine.loading(slow(Errno.OK));
    Background<Errno> second = whenComing(machine, cpu -> machine.loader.loadModule(cpu, image()));
    assertThat(waits.await().wasEnabled()).isFalse();
    waits.letGo();
    second.awaitSleep();
    initMayReturn.countDown();
    assertThat(first.get()).isEqualTo(Errno.OK);
    assertThat(second.get()).isEqualTo(Errno.EEXIST);
  }

  @Test
  void who_loads_a_name_that_fails_to_come_loads_it() throws Exception {
    Machine machine = new Machine(KernelVersion.V3_19);
    StopAt.Held waits = stop.hold(1, Action.LoadModule_FinishedLoading, 2);
    Background<Errno> first = machine.loading(slow(Errno.EIO));
    Background<Errno> second = whenComing(machine, cpu -> machine.loader.loadModule(cpu, image()));
    assertThat(waits.await().wasEnabled()).isFalse();
    waits.letGo();
    initMayReturn.countDown();
    assertThat(first.get()).isEqualTo(Errno.EIO);
    assertThat(second.get()).isEqualTo(Errno.OK);
    assertThat(machine.loader.procModules(machine.one)).hasSize(1);
  }

  @Test
  void who_waits_for_a_name_can_be_interrupted_and_leaves_nothing() throws Exception {
    Machine machine = new Machine(KernelVersion.V3_19);
    StopAt.Held waits = stop.hold(1, Action.LoadModule_FinishedLoading, 2);
    Background<Errno> first = machine.loading(slow(Errno.OK));
    Background<Errno> second =
        whenComing(
            machine,
            cpu -> {
              Errno errno = machine.loader.loadModule(cpu, image());
              assertThat(Thread.interrupted()).as("the signal stays pending").isTrue();
              return errno;
            });
    assertThat(waits.await().wasEnabled()).isFalse();
    waits.letGo();
    second.awaitSleep();
    second.interrupt();
    assertThat(second.get()).isEqualTo(Errno.EINTR);
    initMayReturn.countDown();
    assertThat(first.get()).isEqualTo(Errno.OK);
    assertThat(machine.loader.procModules(machine.one)).hasSize(1);
  }

  /**
   * {@link Fact#F11 F11}: nobody wakes who has seen UNFORMED on the way out; the mended kernel
   * does.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void who_waits_for_a_name_that_goes_is_woken_only_on_the_mended_kernel(boolean mended)
      throws Exception {
    KernelVersion version = KernelVersion.V3_19;
    Machine machine = new Machine(mended ? version.with(Change.WAKE_ON_UNLOAD) : version);
    machine.load(image());
    StopAt.Held unformed = stop.hold(0, Action.FreeModule_MutexLock);
    StopAt.Held waits = stop.hold(1, Action.LoadModule_FinishedLoading, 2);
    Background<Errno> unload = machine.unloading();
    unformed.await();
    Background<Errno> load = machine.onTwo(cpu -> machine.loader.loadModule(cpu, image()));
    waits.await().letGo();
    load.awaitSleep();
    unformed.letGo();
    assertThat(unload.get()).isEqualTo(Errno.OK);
    if (!mended) {
      load.awaitSleep();
      assertThat(machine.loader.procModules(machine.one)).as("the name is free").isEmpty();
      load.interrupt();
    }
    assertThat(load.get()).isEqualTo(mended ? Errno.OK : Errno.EINTR);
  }

  /** In the kernel the waiter would hang with all the others ({@link Fact#F5 F5}). */
  @Test
  void who_waits_for_a_name_is_told_when_module_mutex_is_lost() throws Exception {
    Machine machine = new Machine(KernelVersion.V3_19);
    machine.load(
        ModuleImage.named("over-put")
            .withInit(
                (on, self) -> {
                  machine.loader.modulePut(on, self);
                  machine.loader.modulePut(on, self);
                  return Errno.OK;
                }));
    loaded.set(null);
    StopAt.Held waits = stop.hold(1, Action.LoadModule_FinishedLoading, 2);
    Cpu three = machine.kernel.cpuUp();
    Background<Errno> first = machine.loading(slow(Errno.OK));
    Background<Errno> second = whenComing(machine, cpu -> machine.loader.loadModule(cpu, image()));
    waits.await().letGo();
    second.awaitSleep();
    assertThatThrownBy(() -> machine.loader.deleteModule(three, "over-put"))
        .isInstanceOf(KernelBugException.class);
    assertThatThrownBy(second::get)
        .isInstanceOf(KernelBugException.class)
        .hasMessage("BUG_ON(module_mutex was held by a CPU that has died)");
    initMayReturn.countDown();
    assertThatThrownBy(first::get).isInstanceOf(KernelBugException.class);
  }

  // Waiting for a symbol.

  private final ModuleImage user = ModuleImage.named("user").importing("symbol");

  @Test
  void who_needs_a_symbol_waits_for_its_module_to_live() throws Exception {
    Machine machine = new Machine(KernelVersion.V3_19);
    StopAt.Held waits = stop.hold(1, Action.ResolveSymbol_Wait);
    Background<Errno> first = machine.loading(slow(Errno.OK));
    Background<Errno> second = whenComing(machine, cpu -> machine.loader.loadModule(cpu, user));
    assertThat(waits.await().wasEnabled()).isFalse();
    waits.letGo();
    initMayReturn.countDown();
    assertThat(first.get()).isEqualTo(Errno.OK);
    assertThat(second.get()).isEqualTo(Errno.OK);
    assertThat(machine.loader.moduleRefcount(machine.one, loaded.get())).isEqualTo(1);
  }

  @Test
  void who_needs_a_symbol_of_a_module_that_fails_to_come_fails() throws Exception {
    Machine machine = new Machine(KernelVersion.V3_19);
    StopAt.Held waits = stop.hold(1, Action.ResolveSymbol_Wait);
    Background<Errno> first = machine.loading(slow(Errno.EIO));
    Background<Errno> second = whenComing(machine, cpu -> machine.loader.loadModule(cpu, user));
    assertThat(waits.await().wasEnabled()).isFalse();
    waits.letGo();
    initMayReturn.countDown();
    assertThat(first.get()).isEqualTo(Errno.EIO);
    assertThat(second.get()).isEqualTo(Errno.ENOENT);
    assertThat(machine.loader.procModules(machine.one)).isEmpty();
  }

  @Test
  void who_needs_a_symbol_has_only_so_much_patience() throws Exception {
    Machine machine = new Machine(KernelVersion.V3_19, 1);
    Background<Errno> first = machine.loading(slow(Errno.OK));
    assertThat(whenComing(machine, cpu -> machine.loader.loadModule(cpu, user)).get())
        .isEqualTo(Errno.EBUSY);
    initMayReturn.countDown();
    first.get();
    assertThat(machine.loader.moduleRefcount(machine.one, loaded.get())).isZero();
  }

  @Test
  void who_waits_for_a_symbol_can_be_interrupted() throws Exception {
    Machine machine = new Machine(KernelVersion.V3_19);
    Background<Errno> first = machine.loading(slow(Errno.OK));
    Background<Errno> second =
        whenComing(
            machine,
            cpu -> {
              Errno errno = machine.loader.loadModule(cpu, user);
              assertThat(Thread.interrupted()).isTrue();
              return errno;
            });
    second.awaitSleep();
    second.interrupt();
    assertThat(second.get()).isEqualTo(Errno.EBUSY);
    initMayReturn.countDown();
    first.get();
  }

  @Test
  void a_module_that_comes_is_not_given_out_by_symbol() throws Exception {
    Machine machine = new Machine(KernelVersion.V3_19);
    Background<Errno> first = machine.loading(slow(Errno.OK));
    Module found = whenComing(machine, cpu -> machine.loader.symbolGet(cpu, "symbol")).get();
    assertThat(found).isNull();
    assertThat(whenComing(machine, cpu -> machine.loader.deleteModule(cpu, "m")).get())
        .isEqualTo(Errno.EBUSY);
    initMayReturn.countDown();
    assertThat(first.get()).isEqualTo(Errno.OK);
  }

  // The mutex.

  @Test
  void who_waits_for_module_mutex_to_unload_can_be_interrupted() throws Exception {
    Machine machine = new Machine(KernelVersion.V3_19);
    machine.load(image());
    StopAt.Held holdsMutex = stop.hold(0, Action.FreeModule_ListDelRcu);
    Background<Errno> unload = machine.unloading();
    holdsMutex.await();
    StopAt.Held wantsMutex = stop.hold(1, Action.DeleteModule_MutexLock);
    Background<Errno> second =
        machine.onTwo(
            cpu -> {
              Errno errno = machine.loader.deleteModule(cpu, "other");
              assertThat(Thread.interrupted()).as("the signal stays pending").isTrue();
              return errno;
            });
    assertThat(wantsMutex.await().wasEnabled()).isFalse();
    wantsMutex.letGo();
    second.awaitSleep();
    second.interrupt();
    assertThat(second.get()).isEqualTo(Errno.EINTR);
    holdsMutex.letGo();
    assertThat(unload.get()).isEqualTo(Errno.OK);
  }

  /** The kernel looks for what is not formed by no name. */
  @Test
  void a_module_that_is_not_formed_is_not_there() throws Exception {
    Machine machine = new Machine(KernelVersion.V3_19);
    StopAt.Held unformed = stop.hold(0, Action.LoadModule_ModuleUnloadInit);
    Background<Errno> load = machine.loading(image());
    unformed.await();
    assertThat(machine.loader.deleteModule(machine.two, "m")).isEqualTo(Errno.ENOENT);
    assertThat(machine.loader.procModules(machine.two)).isEmpty();
    assertThat(machine.loader.symbolGet(machine.two, "symbol")).isNull();
    unformed.letGo();
    assertThat(load.get()).isEqualTo(Errno.OK);
  }

  /** An exit() waits for those on the way in, and the unload with it. */
  @Test
  void an_unload_waits_until_nobody_is_on_the_way_in() throws Exception {
    Machine machine = new Machine(KernelVersion.V3_19);
    CountDownLatch quiet = new CountDownLatch(1);
    machine.load(
        image()
            .withExit(
                new ModuleExit() {
                  @Override
                  public void exit(Cpu cpu, Module self) {}

                  @Override
                  public boolean isQuiet() {
                    return quiet.getCount() == 0;
                  }
                }));
    StopAt.Held exit = stop.hold(0, Action.DeleteModule_ExitEnd);
    Background<Errno> unload = machine.unloading();
    assertThat(exit.await().wasEnabled()).isFalse();
    exit.letGo();
    assertThat(loaded.get().isFreed()).isFalse();
    quiet.countDown();
    assertThat(unload.get()).isEqualTo(Errno.OK);
  }

  // Walkers.

  /** A walker of the module list on CPU 1 that has the newest module in hand. */
  private final class Walker {
    private final StopAt.Held onEntry = stop.hold(1, Action.ModuleAddress_Next, 2);
    private final Background<Module> walk;

    Walker(Machine machine) throws InterruptedException {
      walk = machine.onTwo(cpu -> machine.loader.moduleAddress(cpu, 0));
      onEntry.await();
    }

    Module goOn() throws Exception {
      onEntry.letGo();
      return walk.get();
    }
  }

  private static final KernelVersion MENDED = PREEMPT.with(Change.RCU_SCHED);

  static Stream<KernelVersion> kernelsWhoseUnloadWaitsForListWalkers() {
    return Stream.of(
        KernelVersion.V3_18,
        KernelVersion.V3_18.withPreemption(),
        KernelVersion.prefix(1).withPreemption(),
        KernelVersion.prefix(2),
        KernelVersion.prefix(3),
        KernelVersion.prefix(4),
        KernelVersion.V3_19,
        MENDED);
  }

  @ParameterizedTest
  @MethodSource("kernelsWhoseUnloadWaitsForListWalkers")
  void a_walker_keeps_a_module_from_being_freed(KernelVersion version) throws Exception {
    Machine machine = new Machine(version);
    Module m = machine.load(image());
    Walker walker = new Walker(machine);
    StopAt.Held waits = stop.hold(0, waitsFor(version));
    Background<Errno> unload = machine.unloading();
    assertThat(waits.await().wasEnabled()).isFalse();
    waits.letGo();
    assertThat(m.isFreed()).isFalse();
    assertThat(walker.goOn()).isNull();
    assertThat(unload.get()).isEqualTo(Errno.OK);
    assertThat(m.isFreed()).isTrue();
  }

  private static Action waitsFor(KernelVersion version) {
    if (version.testsUnderStopMachine()) {
      return Action.StopMachine_Stop;
    }
    return version.unlinkWaitsFor() == Flavour.SCHED
        ? Action.SynchronizeSched_End
        : Action.SynchronizeRcu_End;
  }

  /**
   * {@link Fact#F2 F2}: synchronize_rcu does not wait for the preempt-off walker of a preemptible
   * kernel.
   */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void a_preemptible_kernel_frees_a_module_under_its_walker(int patches) throws Exception {
    Machine machine = new Machine(KernelVersion.prefix(patches).withPreemption());
    machine.load(image());
    // The test of the count is made with the machine stopped up to patch 4: walk after it.
    StopAt.Held decided = stop.hold(0, Action.DeleteModule_ExitBegin);
    Background<Errno> unload = machine.unloading();
    decided.await();
    Walker walker = new Walker(machine);
    decided.letGo();
    assertThat(unload.get()).isEqualTo(Errno.OK);
    assertThatThrownBy(walker::goOn)
        .isInstanceOf(UseAfterFreeException.class)
        .hasMessage("use after free: m touched by CPU 1 in ModuleAddress_Next");
  }

  /**
   * {@link Fact#F14 F14}: patch 1 makes the failing load wait; on a preemptible kernel for the
   * wrong readers.
   */
  @ParameterizedTest
  @CsvSource({"0, false, freed", "0, true, freed", "1, false, waits", "1, true, freed"})
  void a_failed_load_waits_for_walkers_only_from_patch_1_on(
      int patches, boolean preemptible, String outcome) throws Exception {
    KernelVersion version = KernelVersion.prefix(patches);
    Machine machine = new Machine(preemptible ? version.withPreemption() : version);
    StopAt.Held failing = stop.hold(0, Action.LoadModule_FailEarly);
    Background<Errno> load = machine.loading(image().failing(LoadFailure.RELOCATION));
    failing.await();
    Walker walker = new Walker(machine);
    StopAt.Held waits = stop.hold(0, Action.SynchronizeRcu_End);
    failing.letGo();
    if (outcome.equals("waits")) {
      assertThat(waits.await().wasEnabled()).isFalse();
      waits.letGo();
      assertThat(walker.goOn()).isNull();
      assertThat(load.get()).isEqualTo(Errno.ENOEXEC);
    } else {
      waits.letGo();
      assertThat(load.get()).isEqualTo(Errno.ENOEXEC);
      assertThatThrownBy(walker::goOn).isInstanceOf(UseAfterFreeException.class);
    }
  }

  /**
   * {@link Fact#F1 F1}: with patch 2 alone the bug list is cleaned after the wait, under a walker
   * who comes late.
   */
  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void patch_2_cleans_the_bug_list_under_its_walker(int patches) throws Exception {
    Machine machine = new Machine(KernelVersion.prefix(patches));
    Module m = machine.load(image().withBug(0));
    StopAt.Held cleans = stop.hold(0, Action.FreeModule_BugCleanup);
    Background<Errno> unload = machine.unloading();
    cleans.await();
    StopAt.Held onEntry = stop.hold(1, Action.ModuleFindBug_Next, 2);
    Background<Module> walk = machine.onTwo(cpu -> machine.loader.moduleFindBug(cpu, 0));
    onEntry.await();
    StopAt.Held frees = stop.hold(0, Action.FreeModule_MutexUnlock);
    cleans.letGo();
    if (patches == 2) {
      frees.await();
      onEntry.letGo();
      assertThatThrownBy(walk::get).isInstanceOf(ListPoisonException.class);
      frees.letGo();
    } else {
      assertThat(m.isFreed()).isFalse();
      onEntry.letGo();
      assertThat(walk.get()).isNull();
      frees.letGo();
    }
    assertThat(unload.get()).isEqualTo(Errno.OK);
  }

  // References.

  /** {@link Fact#F13A F13}: the state changes between the two looks. */
  @Test
  void a_symbol_lookup_meets_its_bug_on_when_the_module_goes() throws Exception {
    Machine machine = new Machine(KernelVersion.V3_19);
    machine.load(image());
    StopAt.Held found = stop.hold(1, Action.StrongTryModuleGet_State);
    Background<Module> get = machine.onTwo(cpu -> machine.loader.symbolGet(cpu, "symbol"));
    found.await();
    StopAt.Held unformed = stop.hold(0, Action.SynchronizeRcu_End);
    Background<Errno> unload = machine.unloading();
    unformed.await().letGo();
    found.letGo();
    assertThatThrownBy(get::get)
        .isInstanceOf(KernelBugException.class)
        .hasMessage("BUG_ON(mod->state == MODULE_STATE_UNFORMED)");
    assertThat(unload.get()).isEqualTo(Errno.OK);
  }

  /** {@link Fact#F7 F7}: on its way out a module whose init failed counts as live again. */
  @Test
  void a_module_that_is_unformed_again_can_be_got() throws Exception {
    Machine machine = new Machine(KernelVersion.V3_19);
    StopAt.Held going = stop.hold(0, Action.FreeModule_Unformed);
    initMayReturn.countDown();
    Background<Errno> load = machine.loading(slow(Errno.EIO));
    going.await();
    machine.two.preemptDisable();
    Module found = machine.loader.moduleAddress(machine.two, loaded.get().address());
    assertThat(machine.loader.tryModuleGet(machine.two, found)).as("GOING").isFalse();
    StopAt.Held unformed = stop.hold(0, Action.SynchronizeRcu_End);
    going.letGo();
    unformed.await().letGo();
    assertThat(machine.loader.tryModuleGet(machine.two, found)).as("UNFORMED").isTrue();
    machine.two.preemptEnable();
    assertThat(load.get()).isEqualTo(Errno.EIO);
    assertThatThrownBy(() -> machine.loader.modulePut(machine.two, found))
        .isInstanceOf(UseAfterFreeException.class);
  }

  /**
   * {@link Fact#F8C F8c}: the loader lets go of a module that was forced out under its LIVE
   * notifier.
   */
  @Test
  void a_forced_unload_frees_a_module_under_its_loader() throws Exception {
    Machine machine = new Machine(KernelVersion.V3_19.withForceUnload());
    StopAt.Held live = stop.hold(0, Action.ModuleNotify_Live);
    Background<Errno> load = machine.loading(image());
    live.await();
    assertThat(machine.loader.deleteModule(machine.two, "m")).isEqualTo(Errno.EWOULDBLOCK);
    assertThat(machine.loader.forceDeleteModule(machine.two, "m")).isEqualTo(Errno.OK);
    live.letGo();
    assertThatThrownBy(load::get)
        .isInstanceOf(UseAfterFreeException.class)
        .hasMessage("use after free: m touched by CPU 0 in ModulePut_DecIfPositive");
  }

  /**
   * {@link Fact#F8A F8a}: a get that has seen LIVE succeeds after GOING, if the unload was forced.
   */
  @Test
  void a_forced_unload_does_not_keep_a_get_from_succeeding() throws Exception {
    Machine machine = new Machine(KernelVersion.V3_19.withForceUnload());
    Module m = machine.load(image());
    assertThat(machine.loader.tryModuleGet(machine.one, m)).isTrue();
    StopAt.Held sawLive = stop.hold(1, Action.TryModuleGet_IncNotZero);
    Background<Boolean> get = machine.onTwo(cpu -> machine.loader.tryModuleGet(cpu, m));
    sawLive.await();
    StopAt.Held going = stop.hold(0, Action.DeleteModule_ExitBegin);
    Background<Errno> unload =
        Background.call(() -> machine.loader.forceDeleteModule(machine.one, "m"));
    going.await();
    assertThat(m.state()).isEqualTo(ModuleState.GOING);
    sawLive.letGo();
    assertThat(get.get()).isTrue();
    going.letGo();
    assertThat(unload.get()).isEqualTo(Errno.OK);
    assertThat(m.isFreed()).isTrue();
  }

  /** {@link Fact#F10 F10}: the put's tracepoint touches the module after its reference is gone. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_traced_put_touches_a_freed_module_only_where_it_can_be_preempted(boolean preemptible)
      throws Exception {
    Machine machine = new Machine(preemptible ? PREEMPT : KernelVersion.V3_19);
    machine.loader.setTracing(true);
    Module m = machine.load(image());
    machine.loader.tryModuleGet(machine.two, m);
    StopAt.Held traces = stop.hold(1, Action.ModulePut_Trace);
    Background<Boolean> put = machine.onTwo(cpu -> machine.loader.modulePut(cpu, m));
    traces.await();
    StopAt.Held waits = stop.hold(0, Action.SynchronizeRcu_End);
    Background<Errno> unload = machine.unloading();
    if (preemptible) {
      waits.letGo();
      assertThat(unload.get()).isEqualTo(Errno.OK);
      traces.letGo();
      assertThatThrownBy(put::get)
          .isInstanceOf(UseAfterFreeException.class)
          .hasMessage("use after free: m touched by CPU 1 in ModulePut_Trace");
    } else {
      assertThat(waits.await().wasEnabled()).isFalse();
      waits.letGo();
      traces.letGo();
      assertThat(put.get()).isTrue();
      assertThat(unload.get()).isEqualTo(Errno.OK);
    }
  }

  /** Gets stand still while the machine is stopped, up to patch 4. */
  @ParameterizedTest
  @ValueSource(ints = {0, 4})
  void before_patch_5_a_get_waits_for_an_unload(int patches) throws Exception {
    Machine machine = new Machine(KernelVersion.prefix(patches));
    Module m = machine.load(image());
    StopAt.Held stopped = stop.hold(0, Action.TryStopModule_TestZero);
    StopAt.Held going = stop.hold(0, Action.DeleteModule_ExitBegin);
    Background<Errno> unload = machine.unloading();
    stopped.await();
    Background<Boolean> get = machine.onTwo(cpu -> machine.loader.tryModuleGet(cpu, m));
    get.awaitSleep();
    assertThat(get.isDone()).isFalse();
    stopped.letGo();
    assertThat(get.get()).as("GOING by then").isFalse();
    going.letGo();
    assertThat(unload.get()).isEqualTo(Errno.OK);
  }

  static Stream<Arguments> calls() {
    return Stream.<Consumer<Machine>>of(
            machine -> machine.loader.procModules(machine.two),
            machine -> machine.loader.deleteModule(machine.two, "other"),
            machine -> machine.loader.loadModule(machine.two, ModuleImage.named("other")),
            machine -> machine.loader.moduleAddress(machine.two, 0),
            machine -> machine.loader.moduleFindBug(machine.two, 0),
            machine -> machine.loader.symbolGet(machine.two, "missing"),
            machine -> machine.kernel.synchronizeRcu(machine.two),
            machine -> machine.kernel.synchronizeSched(machine.two),
            machine -> machine.kernel.rcuBarrier(machine.two))
        .flatMap(call -> Stream.of(arguments(0, call), arguments(3, call)));
  }

  /** And whoever calls in while the machine is stopped waits at the door. */
  @ParameterizedTest
  @MethodSource("calls")
  void a_call_that_begins_while_the_machine_is_stopped_waits(int patches, Consumer<Machine> call)
      throws Exception {
    Machine machine = new Machine(KernelVersion.prefix(patches).withPreemption());
    machine.load(image());
    StopAt.Held stopped = stop.hold(0, Action.TryStopModule_TestZero);
    StopAt.Held door = stop.hold(1, Action.Cpu_Enter);
    Background<Errno> unload = machine.unloading();
    stopped.await();
    Background<Boolean> calling =
        machine.onTwo(
            cpu -> {
              call.accept(machine);
              return true;
            });
    assertThat(door.await().wasEnabled()).isFalse();
    door.letGo();
    stopped.letGo();
    assertThat(unload.get()).isEqualTo(Errno.OK);
    calling.get();
    // CPU 1 is idle again: nothing holds up the next one.
    machine.load(image());
    assertThat(machine.unloading().get()).isEqualTo(Errno.OK);
  }

  /** What the series is for. */
  @Test
  void from_patch_5_on_a_get_waits_for_nobody() throws Exception {
    Machine machine = new Machine(KernelVersion.V3_19);
    Module m = machine.load(image());
    machine.loader.tryModuleGet(machine.one, m);
    StopAt.Held baseIsAway = stop.hold(0, Action.TryReleaseModuleRef_Recover);
    Background<Errno> unload = machine.unloading();
    baseIsAway.await();
    assertThat(machine.loader.moduleRefcount(machine.two, m)).as("P7").isZero();
    assertThat(machine.loader.tryModuleGet(machine.two, m)).isTrue();
    assertThat(machine.loader.modulePut(machine.two, m)).isTrue();
    baseIsAway.letGo();
    assertThat(unload.get()).isEqualTo(Errno.EWOULDBLOCK);
    assertThat(machine.loader.moduleRefcount(machine.two, m)).as("P6").isEqualTo(1);
  }

  /** Runs on CPU two once the module of CPU one is COMING, its init still running. */
  private <T> Background<T> whenComing(Machine machine, Function<Cpu, T> call) {
    return machine.onTwo(
        cpu -> {
          while (loaded.get() == null) {
            Thread.onSpinWait();
          }
          return call.apply(cpu);
        });
  }
}
