package org.rmmodel.impl.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.kernel.KernelVersion;
import org.rmmodel.impl.refcount.EarlyFreedRefcount;
import org.rmmodel.impl.refcount.PerCpuRefcount;
import org.rmmodel.impl.refcount.Refcount;

/**
 * What later changes do where two tasks meet, one of them stopped just before a step: the kernel
 * with the change and without.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LaterKernelsTest {
  private final StopAt stop = new StopAt();
  private final AtomicReference<Module> loaded = new AtomicReference<>();
  private ModuleLoader loader;
  private Cpu one;
  private Cpu two;

  private void boot(KernelVersion version) {
    Kernel kernel = new Kernel(version, 3, stop);
    loader = new ModuleLoader(kernel, Refcount.of(kernel), 0, TimeUnit.SECONDS);
    one = kernel.cpuUp();
    two = kernel.cpuUp();
  }

  private final ModuleImage image =
      ModuleImage.named("m")
          .exporting("symbol")
          .withBug(0)
          .withInit(
              (on, self) -> {
                loaded.set(self);
                return Errno.OK;
              });

  private void load() {
    assertThat(loader.loadModule(one, image)).isEqualTo(Errno.OK);
  }

  private Background<Errno> loadingOnTwo() {
    return Background.call(() -> loader.loadModule(two, image));
  }

  private Background<Errno> unloading() {
    return Background.call(() -> loader.deleteModule(one, "m"));
  }

  // Names that are taken.

  /**
   * {@link Fact#F12 F12}: of a module that is GOING it is said that it is there; or it is waited
   * for; or it is busy.
   */
  @ParameterizedTest
  @CsvSource({"PATCH5, EEXIST", "WAKE_ON_UNLOAD, EEXIST", "DUPLICATE_EBUSY, EBUSY"})
  void a_load_beside_an_unload_does_not_wait(Change change, Errno says) throws Exception {
    boot(KernelVersion.V3_19.withAllOf(change));
    load();
    StopAt.Held going = stop.hold(0, Action.FreeModule_Unformed);
    Background<Errno> unload = unloading();
    going.await();
    assertThat(loader.loadModule(two, image)).isEqualTo(says);
    going.letGo();
    assertThat(unload.get()).isEqualTo(Errno.OK);
  }

  /** It is woken from v5.5 on; until then, by nobody ({@link Fact#F11 F11}). */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_load_waits_for_a_module_that_goes(boolean woken) throws Exception {
    KernelVersion version = KernelVersion.V3_19.with(Change.WAIT_FOR_GOING);
    boot(woken ? version.with(Change.WAKE_ON_UNLOAD) : version);
    load();
    StopAt.Held going = stop.hold(0, Action.FreeModule_Unformed);
    StopAt.Held looksAgain = stop.hold(1, Action.LoadModule_FinishedLoading, 2);
    Background<Errno> unload = unloading();
    going.await();
    Background<Errno> load = loadingOnTwo();
    assertThat(looksAgain.await().wasEnabled()).isFalse();
    looksAgain.letGo();
    going.letGo();
    assertThat(unload.get()).isEqualTo(Errno.OK);
    if (!woken) {
      load.awaitSleep();
      load.interrupt();
    }
    assertThat(load.get()).isEqualTo(woken ? Errno.OK : Errno.EINTR);
  }

  /** The name is free by then, and the load fails all the same. */
  @Test
  void a_load_that_has_waited_looks_once_more_and_is_busy() throws Exception {
    boot(KernelVersion.V3_19.withAllOf(Change.DUPLICATE_EBUSY).with(Change.WAKE_ON_UNLOAD));
    load();
    StopAt.Held unformed = stop.hold(0, Action.FreeModule_MutexLock);
    Background<Errno> unload = unloading();
    unformed.await();
    StopAt.Held looks = stop.hold(1, Action.LoadModule_FinishedLoading, 2);
    Background<Errno> load = loadingOnTwo();
    looks.await().letGo();
    load.awaitSleep();
    unformed.letGo();
    assertThat(unload.get()).isEqualTo(Errno.OK);
    assertThat(load.get()).isEqualTo(Errno.EBUSY);
    assertThat(loader.procModules(one)).isEmpty();
  }

  /** Who has waited for a module that has come to live says that it is there. */
  @Test
  void a_load_that_has_waited_for_a_good_one_says_that_it_is_there() throws Exception {
    boot(KernelVersion.V3_19.withAllOf(Change.DUPLICATE_EBUSY));
    StopAt.Held ends = stop.hold(0, Action.DoInitModule_Init);
    Background<Errno> first = Background.call(() -> loader.loadModule(one, image));
    ends.await();
    StopAt.Held looks = stop.hold(1, Action.LoadModule_FinishedLoading, 2);
    StopAt.Held once = stop.hold(1, Action.LoadModule_LookOnceMore);
    Background<Errno> second = loadingOnTwo();
    looks.await().letGo();
    ends.letGo();
    assertThat(first.get()).isEqualTo(Errno.OK);
    once.await().letGo();
    assertThat(second.get()).isEqualTo(Errno.EEXIST);
  }

  /** A wake-up between the look and the sleep is not lost, and one before the look is not seen. */
  @Test
  void who_looks_and_who_wakes_do_not_miss_each_other() throws Exception {
    boot(KernelVersion.V3_19);
    StopAt.Held live = stop.hold(0, Action.DoInitModule_Live);
    Background<Errno> first = Background.call(() -> loader.loadModule(one, image));
    live.await();
    StopAt.Held looks = stop.hold(1, Action.LoadModule_FinishedLoading);
    StopAt.Held again = stop.hold(1, Action.LoadModule_FinishedLoading, 2);
    Background<Errno> second = loadingOnTwo();
    assertThat(looks.await().wasEnabled()).isTrue();
    // Somebody else's load wakes all before the look: it still is COMING, so the loader sleeps.
    Cpu three = loader.kernel().cpuUp();
    assertThat(loader.loadModule(three, ModuleImage.named("other"))).isEqualTo(Errno.OK);
    looks.letGo();
    assertThat(again.await().wasEnabled()).as("woken before it looked").isFalse();
    live.letGo();
    assertThat(first.get()).isEqualTo(Errno.OK);
    again.letGo();
    assertThat(second.get()).isEqualTo(Errno.EEXIST);
  }

  // Sections.

  static Stream<KernelVersion> kernelsWhoseWalkersAreWaitedFor() {
    KernelVersion preemptible = KernelVersion.V3_19.withPreemption();
    return Stream.of(
        preemptible.with(Change.RCU_SCHED),
        preemptible.with(Change.FLAVOURS_MERGED),
        preemptible.with(Change.RCU_SCHED, Change.FLAVOURS_MERGED),
        preemptible.withAllOf(Change.RCU_READERS));
  }

  /** {@link Fact#F2 F2}, on both lists. */
  @ParameterizedTest
  @MethodSource("kernelsWhoseWalkersAreWaitedFor")
  void an_unload_waits_for_the_walkers_of_both_lists(KernelVersion version) throws Exception {
    for (Action next : Set.of(Action.ModuleAddress_Next, Action.ModuleFindBug_Next)) {
      boot(version);
      load();
      StopAt.Held onEntry = stop.hold(1, next, 2);
      Background<Module> walk =
          Background.call(
              () ->
                  next == Action.ModuleAddress_Next
                      ? loader.moduleAddress(two, 0)
                      : loader.moduleFindBug(two, 0));
      onEntry.await();
      StopAt.Held unlinked = stop.hold(0, Action.SynchronizeRcu_End);
      StopAt.Held sched = stop.hold(0, Action.SynchronizeSched_End);
      boolean waitsForSched = version.unlinkWaitsFor() == org.rmmodel.impl.kernel.Flavour.SCHED;
      Background<Errno> unload = unloading();
      StopAt.Held waits = waitsForSched ? sched : unlinked;
      assertThat(waits.await().wasEnabled()).isFalse();
      waits.letGo();
      onEntry.letGo();
      assertThat(walk.get()).isNull();
      assertThat(unload.get()).isEqualTo(Errno.OK);
    }
  }

  /**
   * {@link Fact#F10 F10} comes back: where unlinking waits for the section of a put, v6.5 takes the
   * section away.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_traced_put_that_can_be_preempted_touches_freed_memory(boolean preemptible)
      throws Exception {
    KernelVersion version = KernelVersion.V3_19.withPreemption().with(Change.RCU_SCHED);
    boot(preemptible ? version.with(Change.GET_PUT_PREEMPTIBLE) : version);
    load();
    loader.setTracing(Set.of(Tracepoint.MODULE_PUT));
    assertThat(loader.tryModuleGet(two, loaded.get())).isTrue();
    StopAt.Held traces = stop.hold(1, Action.ModulePut_Trace);
    StopAt.Held waits = stop.hold(0, Action.SynchronizeSched_End);
    Background<Boolean> put = Background.call(() -> loader.modulePut(two, loaded.get()));
    traces.await();
    Background<Errno> unload = unloading();
    assertThat(waits.await().wasEnabled()).isEqualTo(preemptible);
    waits.letGo();
    if (preemptible) {
      assertThat(unload.get()).isEqualTo(Errno.OK);
      traces.letGo();
      assertThatThrownBy(put::get).isInstanceOf(UseAfterFreeException.class);
    } else {
      traces.letGo();
      assertThat(put.get()).isTrue();
      assertThat(unload.get()).isEqualTo(Errno.OK);
    }
  }

  // v3.18 to the letter.

  /** {@link Fact#F7 F7}: a module that is UNFORMED counts as live, and its numbers are freed. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void v3_18_frees_the_numbers_of_a_module_that_is_still_listed(boolean early) throws Exception {
    Kernel kernel = new Kernel(KernelVersion.V3_18, 3, stop);
    Refcount.Factory counts = early ? EarlyFreedRefcount::new : PerCpuRefcount::new;
    loader = new ModuleLoader(kernel, counts, 0, TimeUnit.SECONDS);
    one = kernel.cpuUp();
    two = kernel.cpuUp();
    load();
    StopAt.Held unlinks = stop.hold(0, Action.FreeModule_MutexLock);
    Background<Errno> unload = unloading();
    unlinks.await();
    if (early) {
      assertThatThrownBy(() -> loader.tryModuleGet(two, loaded.get()))
          .hasMessage("use after free: the per-CPU numbers of m");
    } else {
      assertThat(loader.tryModuleGet(two, loaded.get())).isTrue();
    }
    unlinks.letGo();
    assertThat(unload.get()).isEqualTo(Errno.OK);
  }

  // Loads that fail, beside others.

  /** {@link Fact#F15 F15}: without GOING, a module whose load has failed can still be got. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_module_whose_load_has_failed_can_be_got_until_it_is_going(boolean going) throws Exception {
    KernelVersion version = KernelVersion.V3_19.with(Change.NOTIFIER_ON_FAILURE);
    boot(going ? version.with(Change.GOING_ON_FAILURE) : version);
    loader.registerModuleNotifier((on, event, module) -> loaded.set(module));
    StopAt.Held failed = stop.hold(0, Action.ModuleNotify_Going);
    Background<Errno> load =
        Background.call(() -> loader.loadModule(one, image.withBadParameter()));
    failed.await();
    assertThat(loader.tryModuleGet(two, loaded.get())).isEqualTo(!going);
    failed.letGo();
    assertThat(load.get()).isEqualTo(Errno.EINVAL);
    if (!going) {
      assertThatThrownBy(() -> loader.modulePut(two, loaded.get()))
          .isInstanceOf(UseAfterFreeException.class);
    }
  }

  /** {@link Fact#F17 F17}: the reference that was taken when it was LIVE points to freed memory. */
  @Test
  void a_module_that_was_live_is_freed_under_its_user_when_it_is_undone() throws Exception {
    boot(KernelVersion.V3_19.with(Change.RO_FAILURE_UNLOADS));
    StopAt.Held live = stop.hold(0, Action.DoInitModule_MutexLock);
    Background<Errno> load =
        Background.call(() -> loader.loadModule(one, image.failing(LoadFailure.RO_AFTER_INIT)));
    live.await();
    assertThat(loader.tryModuleGet(two, loaded.get())).isTrue();
    live.letGo();
    assertThat(load.get()).isEqualTo(Errno.EIO);
    assertThatThrownBy(() -> loader.modulePut(two, loaded.get()))
        .isInstanceOf(UseAfterFreeException.class);
  }

  /** A listener that has published a module takes it back when nobody is on the way in. */
  @Test
  void going_waits_until_those_have_left_who_came_through_a_listener() throws Exception {
    boot(KernelVersion.V3_19);
    CountDownLatch left = new CountDownLatch(1);
    loader.registerModuleNotifier(
        new ModuleNotifier() {
          @Override
          public void moduleNotify(Cpu on, ModuleState event, Module module) {
            assertThat(event != ModuleState.GOING || left.getCount() == 0).isTrue();
          }

          @Override
          public boolean isQuiet(Module module) {
            return left.getCount() == 0;
          }
        });
    load();
    StopAt.Held waits = stop.hold(0, Action.ModuleNotify_Going);
    Background<Errno> unload = unloading();
    assertThat(waits.await().wasEnabled()).isFalse();
    waits.letGo();
    unload.awaitSleep();
    left.countDown();
    assertThat(unload.get()).isEqualTo(Errno.OK);
  }

  /** A probe that a listener sets while the module is COMING holds it meanwhile. */
  @Test
  void a_listener_may_get_and_put_the_module_that_is_coming() throws Exception {
    boot(KernelVersion.V3_19);
    loader.registerModuleNotifier(
        (on, event, module) -> {
          if (event == ModuleState.COMING) {
            assertThat(loader.tryModuleGet(on, module)).isTrue();
            assertThat(loader.modulePut(on, module)).isTrue();
          }
        });
    StopAt.Held puts = stop.hold(0, Action.ModulePut_DecIfPositive);
    StopAt.Held ends = stop.hold(0, Action.ModuleNotify_ComingEnd);
    Background<Errno> load = Background.call(() -> loader.loadModule(one, image));
    puts.await();
    assertThat(loader.procModules(two).get(0).refcount()).as("init hold and probe").isEqualTo(2);
    puts.letGo();
    ends.await();
    assertThat(loader.procModules(two).get(0).refcount()).isEqualTo(1);
    ends.letGo();
    assertThat(load.get()).isEqualTo(Errno.OK);
  }
}
