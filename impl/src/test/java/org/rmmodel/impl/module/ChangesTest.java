package org.rmmodel.impl.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rmmodel.impl.Fact;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Change;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.kernel.KernelVersion;

/**
 * What each later change does to a load or an unload by one task: the kernel with it and without.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ChangesTest {
  private final List<Action> told = new ArrayList<>();
  private final List<String> events = new ArrayList<>();
  private final AtomicReference<Module> seen = new AtomicReference<>();
  private ModuleLoader loader;
  private Cpu cpu;

  private void boot(KernelVersion version) {
    Kernel kernel = new Kernel(version, 2, (on, action, module, enabled) -> told.add(action));
    loader = new ModuleLoader(kernel);
    cpu = kernel.cpuUp();
  }

  private static KernelVersion with(boolean has, Change change, Change... before) {
    KernelVersion version = KernelVersion.V3_19;
    for (Change one : before) {
      version = version.withAllOf(one);
    }
    return has ? version.withAllOf(change) : version;
  }

  /** The steps of some names that were taken, in their order. */
  private List<Action> told(Action... some) {
    return told.stream().filter(Set.of(some)::contains).toList();
  }

  /** Keeps what it is told, and may refuse. */
  private final class Listener implements ModuleNotifier {
    private final String name;
    private final Errno answer;

    Listener(String name, Errno answer) {
      this.name = name;
      this.answer = answer;
    }

    @Override
    public void moduleNotify(Cpu on, ModuleState event, Module module) {
      seen.set(module);
      events.add(name + " " + event + " when " + module.state());
    }

    @Override
    public Errno answer(Module module) {
      return answer;
    }
  }

  private void listen() {
    loader.registerModuleNotifier(new Listener("one", Errno.OK));
  }

  private final ModuleImage image = ModuleImage.named("m");

  // Grace periods.

  @ParameterizedTest
  @CsvSource({"false, SynchronizeRcu_End", "true, SynchronizeSched_End"})
  void rcu_sched_has_an_unload_wait_for_preempt_off_sections(boolean has, Action waits) {
    boot(with(has, Change.RCU_SCHED));
    loader.loadModule(cpu, image);
    loader.deleteModule(cpu, "m");
    assertThat(told(Action.SynchronizeRcu_End, Action.SynchronizeSched_End)).containsExactly(waits);
  }

  @Test
  void rcu_readers_has_it_wait_for_rcu_readers_again() {
    boot(with(true, Change.RCU_READERS));
    loader.loadModule(cpu, image);
    loader.deleteModule(cpu, "m");
    assertThat(told(Action.SynchronizeRcu_End, Action.SynchronizeSched_End))
        .containsExactly(Action.SynchronizeRcu_End);
  }

  /** Where nobody looks at it, a section around a get or a put is no step. */
  @ParameterizedTest
  @CsvSource({
    "false, false, false",
    "false, true, true",
    "true, true, false",
  })
  void get_put_preemptible_takes_the_section_away(boolean has, boolean traced, boolean section) {
    boot(with(has, Change.GET_PUT_PREEMPTIBLE).withPreemption());
    AtomicReference<Module> loaded = new AtomicReference<>();
    loader.registerModuleNotifier((on, event, module) -> loaded.set(module));
    loader.loadModule(cpu, image);
    loader.setTracing(traced);
    told.clear();
    loader.tryModuleGet(cpu, loaded.get());
    loader.moduleGet(cpu, loaded.get());
    loader.modulePut(cpu, loaded.get());
    assertThat(
            told(
                Action.TryModuleGet_PreemptDisable,
                Action.ModuleGet_PreemptDisable,
                Action.ModulePut_PreemptDisable))
        .hasSize(section ? 3 : 0);
  }

  /** Without preemption the whole of it is one. */
  @Test
  void get_put_preemptible_changes_nothing_without_preemption() {
    boot(with(true, Change.GET_PUT_PREEMPTIBLE));
    loader.setTracing(Set.of(Tracepoint.MODULE_PUT));
    loader.loadModule(cpu, image);
    assertThat(told(Action.ModulePut_PreemptDisable, Action.ModulePut_Trace)).hasSize(2);
  }

  @Test
  void each_tracepoint_is_turned_on_for_itself() {
    boot(KernelVersion.V3_19);
    AtomicReference<Module> loaded = new AtomicReference<>();
    loader.registerModuleNotifier((on, event, module) -> loaded.set(module));
    loader.loadModule(cpu, image);
    for (Tracepoint on : Tracepoint.values()) {
      told.clear();
      loader.setTracing(Set.of(on));
      loader.tryModuleGet(cpu, loaded.get());
      loader.moduleGet(cpu, loaded.get());
      loader.modulePut(cpu, loaded.get());
      assertThat(told(Action.TryModuleGet_Trace, Action.ModuleGet_Trace, Action.ModulePut_Trace))
          .hasSize(on == Tracepoint.MODULE_GET ? 2 : 1);
    }
  }

  /** {@link Fact#F33 F33}: only a kernel that is built with lockdep has keys. */
  @ParameterizedTest
  @CsvSource({"false, false, 0", "true, false, 0", "false, true, 1", "true, true, 2"})
  void lockdep_waits_when_it_has_taken_out_the_keys(boolean has, boolean lockdep, int steps) {
    boot(with(has, Change.LOCKDEP_WAITS));
    if (lockdep) {
      loader.enableLockdep();
    }
    loader.loadModule(cpu, image);
    loader.deleteModule(cpu, "m");
    assertThat(told(Action.FreeModule_LockdepFreeKeyRange, Action.SynchronizeSched_End))
        .hasSize(steps);
  }

  /** {@link Fact#F3 F3}: patch 5 alone shows the largest number while a module goes. */
  @ParameterizedTest
  @CsvSource({"false, 18446744073709551615", "true, -1"})
  void signed_refcount_shows_what_there_is_less_the_base(boolean has, String shown) {
    KernelVersion version = with(has, Change.SIGNED_REFCOUNT);
    boot(version);
    List<String> lines = new ArrayList<>();
    ModuleImage shows =
        image.withExit(
            (on, self) ->
                loader.procModules(on).forEach(line -> lines.add(line.printedRefcount(version))));
    loader.loadModule(cpu, shows);
    assertThat(loader.procModules(cpu).get(0).printedRefcount(version)).isEqualTo("0");
    loader.deleteModule(cpu, "m");
    assertThat(lines).containsExactly(shown);
  }

  // Loads that fail.

  /** {@link Fact#F15 F15}, {@link Fact#F27 F27}. */
  @ParameterizedTest
  @CsvSource({
    "BUG_CLEANUP_LAST,    false, one GOING when COMING, ModuleNotify_Going LoadModule_BugCleanup",
    "NOTIFIER_ON_FAILURE, false, one GOING when COMING, LoadModule_BugCleanup ModuleNotify_Going",
    "NOTIFIER_ON_FAILURE, true,  one GOING when GOING,  LoadModule_BugCleanup ModuleNotify_Going",
  })
  void a_load_that_fails_late_tells_of_going_and_sets_it(
      Change change, boolean going, String event, String steps) {
    KernelVersion version = with(true, change);
    boot(going ? version.with(Change.GOING_ON_FAILURE) : version);
    listen();
    assertThat(loader.loadModule(cpu, image.withBadParameter())).isEqualTo(Errno.EINVAL);
    assertThat(events).containsExactly("one COMING when COMING", event);
    assertThat(told(Action.LoadModule_BugCleanup, Action.ModuleNotify_Going))
        .extracting(Action::name)
        .containsExactly(steps.split(" "));
  }

  @Test
  void before_that_it_tells_nobody() {
    boot(KernelVersion.V3_19);
    listen();
    assertThat(loader.loadModule(cpu, image.withBadParameter())).isEqualTo(Errno.EINVAL);
    assertThat(events).containsExactly("one COMING when COMING");
  }

  /** Who refuses is the last that is told; those before it are told that it goes. */
  @ParameterizedTest
  @CsvSource({"false, false", "true, false", "true, true"})
  void a_notifier_that_refuses_is_heard(boolean heard, boolean going) {
    KernelVersion version = with(heard, Change.NOTIFIER_REFUSES);
    boot(going ? version.with(Change.REFUSED_IS_GOING) : version);
    listen();
    loader.registerModuleNotifier(new Listener("two", Errno.EBUSY));
    loader.registerModuleNotifier(new Listener("three", Errno.OK));
    assertThat(loader.loadModule(cpu, image)).isEqualTo(heard ? Errno.EBUSY : Errno.OK);
    assertThat(events.subList(0, 2))
        .containsExactly("one COMING when COMING", "two COMING when COMING");
    assertThat(events.get(2)).isEqualTo(heard ? "one GOING when COMING" : "one LIVE when LIVE");
    assertThat(loader.procModules(cpu)).hasSize(heard ? 0 : 1);
    assertThat(
            told(
                Action.PrepareComingModule_Fails,
                Action.ModuleNotify_Going,
                Action.LoadModule_FailRefused,
                Action.LoadModule_BugCleanup))
        .extracting(Action::name)
        .containsExactly(
            heard
                ? new String[] {
                  "PrepareComingModule_Fails",
                  "ModuleNotify_Going",
                  "LoadModule_FailRefused",
                  "LoadModule_BugCleanup"
                }
                : new String[0]);
    if (heard) {
      assertThat(events).hasSize(3);
      assertThat(seen.get().state()).isEqualTo(going ? ModuleState.GOING : ModuleState.COMING);
    }
  }

  /** {@link Fact#F25 F25}: for two releases load_module says that all is well. */
  @ParameterizedTest
  @CsvSource({
    "BUG_CLEANUP_LAST,   OK,  1",
    "CODETAG_FAILS_LOAD, OK,  0",
    "CODETAG_ERROR_KEPT, EIO, 0",
  })
  void allocation_tags_that_fail_make_the_load_fail(Change change, Errno says, int loaded) {
    boot(with(true, change));
    listen();
    assertThat(loader.loadModule(cpu, image.failing(LoadFailure.CODETAG))).isEqualTo(says);
    assertThat(loader.procModules(cpu)).hasSize(loaded);
    assertThat(events.get(1))
        .isEqualTo(loaded == 1 ? "one LIVE when LIVE" : "one GOING when GOING");
  }

  /** {@link Fact#F17 F17}: what is LIVE already, and may be used, is undone. */
  @ParameterizedTest
  @CsvSource({"NOTIFIER_ON_FAILURE, OK", "RO_FAILURE_UNLOADS, EIO", "RO_FAILURE_IGNORED, OK"})
  void ro_after_init_that_cannot_be_set_undoes_a_module_that_is_live(Change change, Errno says) {
    boot(with(true, change));
    listen();
    assertThat(loader.loadModule(cpu, image.failing(LoadFailure.RO_AFTER_INIT))).isEqualTo(says);
    assertThat(loader.procModules(cpu)).hasSize(says == Errno.OK ? 1 : 0);
    assertThat(events).contains("one LIVE when LIVE");
    if (says != Errno.OK) {
      assertThat(events).endsWith("one GOING when GOING");
      assertThat(told(Action.ModulePut_DecIfPositive, Action.DoInitModule_Going))
          .as("the init hold was put before")
          .containsExactly(Action.ModulePut_DecIfPositive, Action.DoInitModule_Going);
    }
  }

  /** {@link Fact#F16 F16}: a walker of the bug list comes to what is left there. */
  @ParameterizedTest
  @CsvSource({
    "PATCH5, OK, false",
    "RWX_ENFORCED, ENOEXEC, true",
    "MISALIGNED_CLEANS_UP, ENOEXEC, false"
  })
  void a_misaligned_module_is_refused_and_may_leave_its_bug_entry(
      Change change, Errno says, boolean left) {
    boot(with(true, change));
    assertThat(loader.loadModule(cpu, image.withBug(0).failing(LoadFailure.MISALIGNED_SECTION)))
        .isEqualTo(says);
    if (left) {
      assertThatThrownBy(() -> loader.moduleFindBug(cpu, 0))
          .isInstanceOf(UseAfterFreeException.class);
    } else {
      assertThat(loader.moduleFindBug(cpu, 0)).isNull();
    }
  }

  /** {@link Fact#F26 F26}. */
  @ParameterizedTest
  @CsvSource({"false, EEXIST", "true, EBUSY"})
  void eexist_of_an_init_becomes_ebusy(boolean has, Errno says) {
    boot(with(has, Change.INIT_EEXIST_IS_EBUSY));
    assertThat(loader.loadModule(cpu, image.withInit((on, self) -> Errno.EEXIST))).isEqualTo(says);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void an_init_that_fails_says_what_it_says(boolean has) {
    boot(with(has, Change.INIT_EEXIST_IS_EBUSY));
    assertThat(loader.loadModule(cpu, image.withInit((on, self) -> Errno.EIO)))
        .isEqualTo(Errno.EIO);
  }

  /** What it waits for has steps of its own, and comes before the step that says how it ends. */
  @Test
  void what_an_init_begins_with_comes_before_its_step() {
    boot(KernelVersion.V3_19);
    ModuleInit init =
        new ModuleInit() {
          @Override
          public void begin(Cpu on, Module self) {
            on.at(Action.RequestModule_Call, self.name());
          }

          @Override
          public Errno init(Cpu on, Module self) {
            on.at(Action.DoInitModule_Live, self.name());
            return Errno.EIO;
          }
        };
    loader.loadModule(cpu, image.withInit(init));
    assertThat(told(Action.RequestModule_Call, Action.DoInitModule_Init, Action.DoInitModule_Live))
        .containsExactly(
            Action.RequestModule_Call, Action.DoInitModule_Init, Action.DoInitModule_Live);
  }

  @Test
  void an_init_that_throws_where_it_begins_has_failed() {
    boot(KernelVersion.V3_19);
    ModuleInit init =
        new ModuleInit() {
          @Override
          public void begin(Cpu on, Module self) {
            throw new IllegalArgumentException("begin");
          }

          @Override
          public Errno init(Cpu on, Module self) {
            throw new AssertionError("not called");
          }
        };
    assertThatThrownBy(() -> loader.loadModule(cpu, image.withInit(init))).hasMessage("begin");
    assertThat(loader.procModules(cpu)).isEmpty();
  }

  // Names.

  /** {@link Fact#F28 F28}: another module is unloaded than the one that was named. */
  @ParameterizedTest
  @CsvSource({"false, OK", "true, ENOENT"})
  void a_long_name_is_refused_instead_of_cut_off(boolean has, Errno says) {
    boot(with(has, Change.LONG_NAME_REFUSED));
    String name = "m".repeat(ModuleImage.MAX_NAME);
    assertThat(loader.loadModule(cpu, ModuleImage.named(name))).isEqualTo(Errno.OK);
    told.clear();
    assertThat(loader.deleteModule(cpu, name + "2")).isEqualTo(says);
    assertThat(told.contains(Action.DeleteModule_MutexLock)).isEqualTo(!has);
    assertThat(loader.deleteModule(cpu, name)).isEqualTo(has ? Errno.OK : Errno.ENOENT);
  }

  @ParameterizedTest
  @CsvSource({"DUPLICATE_EBUSY, false", "EARLY_MOD_CHECK, true"})
  void the_name_is_looked_for_early_too(Change change, boolean early) {
    boot(with(true, change));
    loader.loadModule(cpu, image);
    told.clear();
    assertThat(loader.loadModule(cpu, image)).isEqualTo(Errno.EEXIST);
    assertThat(told)
        .containsExactly(
            early ? Action.LoadModule_EarlyModCheck : Action.LoadModule_AddUnformed,
            Action.LoadModule_Return);
  }
}
