package org.rmmodel.impl.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rmmodel.impl.Background;
import org.rmmodel.impl.Fact;
import org.rmmodel.impl.kernel.Change;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.kernel.KernelBugException;
import org.rmmodel.impl.kernel.KernelVersion;

/** Loading, using and unloading modules by one task, on every kernel of the series. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@ParameterizedClass(name = "{0}")
@MethodSource("kernels")
class ModuleLoaderTest {
  private final KernelVersion version;
  private final ModuleLoader loader;
  private final Cpu cpu;
  private final List<String> events = new ArrayList<>();

  ModuleLoaderTest(KernelVersion version) {
    this.version = version;
    Kernel kernel = new Kernel(version);
    loader = new ModuleLoader(kernel);
    cpu = kernel.cpuUp();
    loader.registerModuleNotifier((on, event, module) -> events.add(event + " " + module.name()));
  }

  static Stream<KernelVersion> kernels() {
    return IntStream.rangeClosed(0, 5)
        .mapToObj(KernelVersion::prefix)
        .flatMap(
            kernel ->
                Stream.of(
                    kernel,
                    kernel
                        .withPreemption()
                        .withForceUnload()
                        .with(Change.FLAVOURS_MERGED, Change.WAKE_ON_UNLOAD)));
  }

  private final List<Module> loaded = new ArrayList<>();

  private ModuleImage image(String name) {
    return ModuleImage.named(name)
        .withInit(
            (on, self) -> {
              events.add("init " + name);
              loaded.add(self);
              return Errno.OK;
            })
        .withExit((on, self) -> events.add("exit " + name));
  }

  private Module load(ModuleImage image) {
    assertThat(loader.loadModule(cpu, image)).isEqualTo(Errno.OK);
    return loaded.get(loaded.size() - 1);
  }

  private void assertNothingIsLeft() {
    assertThat(loader.procModules(cpu)).isEmpty();
    for (Module module : loaded) {
      assertThat(module.isFreed()).isTrue();
      assertThat(loader.moduleAddress(cpu, module.address())).isNull();
      assertThat(loader.moduleFindBug(cpu, module.address())).isNull();
    }
    assertThat(loader.loadModule(cpu, ModuleImage.named("another"))).isEqualTo(Errno.OK);
  }

  @Test
  void a_module_lives_and_goes() {
    Module m = load(image("m"));
    assertThat(loader.procModules(cpu))
        .containsExactly(new ModuleInfo("m", 0, List.of(), ModuleState.LIVE));
    assertThat(loader.moduleRefcount(cpu, m)).isZero();
    assertThat(m.isFreed()).isFalse();
    assertThat(loader.deleteModule(cpu, "m")).isEqualTo(Errno.OK);
    assertThat(events).containsExactly("COMING m", "init m", "LIVE m", "exit m", "GOING m");
    assertThat(loader.isTainted()).isFalse();
    assertNothingIsLeft();
  }

  @Test
  void a_module_that_is_used_stays_until_the_last_put() {
    Module m = load(image("m"));
    assertThat(loader.tryModuleGet(cpu, m)).isTrue();
    loader.moduleGet(cpu, m);
    assertThat(loader.moduleRefcount(cpu, m)).isEqualTo(2);
    assertThat(loader.deleteModule(cpu, "m")).isEqualTo(Errno.EWOULDBLOCK);
    assertThat(loader.modulePut(cpu, m)).isTrue();
    assertThat(loader.deleteModule(cpu, "m")).isEqualTo(Errno.EWOULDBLOCK);
    assertThat(loader.procModules(cpu))
        .containsExactly(new ModuleInfo("m", 1, List.of(), ModuleState.LIVE));
    assertThat(loader.modulePut(cpu, m)).isTrue();
    assertThat(loader.deleteModule(cpu, "m")).isEqualTo(Errno.OK);
    assertNothingIsLeft();
  }

  /** Every touch of a freed module throws, and says whose it was. */
  @Test
  void a_freed_module_is_poisoned() {
    Module m = load(image("m"));
    loader.deleteModule(cpu, "m");
    assertThatThrownBy(() -> loader.tryModuleGet(cpu, m))
        .isInstanceOf(UseAfterFreeException.class)
        .hasMessage("use after free: m touched by CPU 0 in TryModuleGet_IsLive");
    assertThatThrownBy(() -> loader.modulePut(cpu, m)).isInstanceOf(UseAfterFreeException.class);
    assertThatThrownBy(() -> loader.moduleGet(cpu, m)).isInstanceOf(UseAfterFreeException.class);
    assertThatThrownBy(() -> loader.moduleRefcount(cpu, m))
        .isInstanceOf(UseAfterFreeException.class);
    assertThat(m.name()).as("the name is the test's").isEqualTo("m");
    cpu.mightSleep();
    assertNothingIsLeft();
  }

  @Test
  void a_name_is_taken_until_its_module_has_gone() {
    load(image("m"));
    assertThat(loader.loadModule(cpu, image("m"))).isEqualTo(Errno.EEXIST);
    assertThat(loader.procModules(cpu)).hasSize(1);
    loader.deleteModule(cpu, "m");
    Module again = load(image("m"));
    assertThat(again).isNotSameAs(loaded.get(0));
    assertThat(again.address()).isNotEqualTo(loaded.get(0).address());
  }

  /** {@link Fact#F12 F12}: also while it goes, from exit() to the end. */
  @Test
  void a_name_is_taken_while_its_module_goes() {
    List<Errno> seen = new ArrayList<>();
    load(
        image("m")
            .withExit(
                (on, self) -> {
                  seen.add(loader.loadModule(on, image("m")));
                  seen.add(loader.deleteModule(on, "m"));
                  seen.add(loader.loadModule(on, ModuleImage.named("other")));
                }));
    loader.deleteModule(cpu, "m");
    assertThat(seen).containsExactly(Errno.EEXIST, Errno.EBUSY, Errno.OK);
    assertThat(loader.procModules(cpu)).extracting(ModuleInfo::name).containsExactly("other");
  }

  @Test
  void an_init_that_fails_leaves_nothing() {
    ModuleImage failing =
        image("m")
            .withInit(
                (on, self) -> {
                  loaded.add(self);
                  return Errno.EIO;
                });
    assertThat(loader.loadModule(cpu, failing)).isEqualTo(Errno.EIO);
    assertThat(events).containsExactly("COMING m", "GOING m");
    assertNothingIsLeft();
  }

  @Test
  void an_init_that_throws_fails_and_is_told_of() {
    IllegalArgumentException thrown = new IllegalArgumentException("init");
    ModuleImage throwing =
        image("m")
            .withInit(
                (on, self) -> {
                  loaded.add(self);
                  throw thrown;
                });
    assertThatThrownBy(() -> loader.loadModule(cpu, throwing)).isSameAs(thrown);
    assertThat(events).containsExactly("COMING m", "GOING m");
    assertNothingIsLeft();
  }

  @Test
  void an_init_that_returns_nothing_fails() {
    assertThatThrownBy(() -> loader.loadModule(cpu, image("m").withInit((on, self) -> null)))
        .isInstanceOf(NullPointerException.class);
    assertNothingIsLeft();
  }

  @Test
  void an_exit_that_throws_keeps_no_module() {
    IllegalArgumentException thrown = new IllegalArgumentException("exit");
    load(
        image("m")
            .withExit(
                (on, self) -> {
                  throw thrown;
                }));
    assertThatThrownBy(() -> loader.deleteModule(cpu, "m")).isSameAs(thrown);
    assertThat(events).as("the notifiers were told").endsWith("GOING m");
    assertNothingIsLeft();
  }

  /**
   * What is thrown while exit waits keeps no module either, and what exit threw is not forgotten.
   */
  @Test
  void an_exit_that_throws_while_it_waits_keeps_no_module() {
    IllegalArgumentException exit = new IllegalArgumentException("exit");
    load(
        image("m")
            .withExit(
                new ModuleExit() {
                  @Override
                  public void exit(Cpu on, Module self) {
                    throw exit;
                  }

                  @Override
                  public boolean isQuiet() {
                    throw new IllegalStateException("quiet");
                  }
                }));
    assertThatThrownBy(() -> loader.deleteModule(cpu, "m")).isSameAs(exit);
    assertThat(exit.getSuppressed()).extracting(Throwable::getMessage).containsExactly("quiet");
    assertNothingIsLeft();
  }

  /** The kernel, too, mends the imbalance and says so. */
  @Test
  void functions_that_leave_a_section_open_keep_no_module() {
    ModuleImage image = image("m").withExit((on, self) -> on.rcuReadLock());
    load(image);
    assertThatThrownBy(() -> loader.deleteModule(cpu, "m"))
        .isInstanceOf(KernelBugException.class)
        .hasMessage("BUG_ON(a section was left open)");
    assertNothingIsLeft();
    assertThatThrownBy(
            () ->
                loader.loadModule(
                    cpu,
                    image("n")
                        .withInit(
                            (on, self) -> {
                              on.preemptDisable();
                              return Errno.OK;
                            })))
        .hasMessage("BUG_ON(a section was left open)");
    cpu.mightSleep();
    assertThat(loader.procModules(cpu)).extracting(ModuleInfo::name).containsExactly("another");
  }

  /** A checked exception can be smuggled out of an init; it must not take the mutex with it. */
  @Test
  void an_init_that_throws_a_checked_exception_fails_like_any_other() {
    Exception checked = new Exception("checked");
    assertThatThrownBy(
            () ->
                loader.loadModule(
                    cpu,
                    image("m")
                        .withInit(
                            (on, self) -> {
                              throw ModuleLoaderTest.<RuntimeException>smuggled(checked);
                            })))
        .isSameAs(checked);
    assertNothingIsLeft();
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // thrown as what it is
  private static <E extends Throwable> E smuggled(Throwable e) throws E {
    throw (E) e;
  }

  /** Up to patch 4 unloading stops the machine, and a module's own code does not hold that up. */
  @Test
  void an_init_that_blocks_does_not_keep_others_from_unloading() {
    load(image("other"));
    Cpu second = loader.kernel().cpuUp();
    load(
        image("m")
            .withInit(
                (on, self) -> {
                  loaded.add(self);
                  try {
                    assertThat(Background.call(() -> loader.deleteModule(second, "other")).get())
                        .isEqualTo(Errno.OK);
                  } catch (Exception e) {
                    throw new AssertionError(e);
                  }
                  return Errno.OK;
                }));
    assertThat(loader.procModules(cpu)).extracting(ModuleInfo::name).containsExactly("m");
  }

  @ParameterizedTest
  @EnumSource(value = ModuleState.class, mode = EnumSource.Mode.EXCLUDE, names = "UNFORMED")
  void a_notifier_that_throws_stops_nothing(ModuleState when) {
    AssertionError thrown = new AssertionError("notifier");
    ModuleNotifier notifier =
        (on, event, module) -> {
          if (event == when) {
            throw thrown;
          }
        };
    loader.registerModuleNotifier(notifier);
    List<Throwable> seen = new ArrayList<>();
    for (Runnable call :
        List.<Runnable>of(
            () -> loader.loadModule(cpu, image("m")), () -> loader.deleteModule(cpu, "m"))) {
      try {
        call.run();
      } catch (AssertionError e) {
        seen.add(e);
      }
    }
    assertThat(seen).containsExactly(thrown);
    assertThat(events).containsExactly("COMING m", "init m", "LIVE m", "exit m", "GOING m");
    assertThat(loader.unregisterModuleNotifier(notifier)).isEqualTo(Errno.OK);
    assertThat(loader.unregisterModuleNotifier(notifier)).isEqualTo(Errno.ENOENT);
    assertNothingIsLeft();
  }

  /** Between complete_formation and init() nobody is told that it goes ({@link Fact#F15 F15}). */
  @Test
  void a_parameter_that_is_refused_fails_the_load_late() {
    assertThat(loader.loadModule(cpu, image("m").withBug(8).withBadParameter()))
        .isEqualTo(Errno.EINVAL);
    assertThat(events).containsExactly("COMING m");
    assertNothingIsLeft();
  }

  @Test
  void a_missing_symbol_fails_the_load_early() {
    Module a = load(image("a").exporting("a_symbol"));
    assertThat(loader.loadModule(cpu, image("m").importing("a_symbol", "missing")))
        .isEqualTo(Errno.ENOENT);
    assertThat(loader.moduleRefcount(cpu, a)).as("what was taken is given back").isZero();
    assertThat(events).doesNotContain("COMING m");
    assertThat(loader.deleteModule(cpu, "a")).isEqualTo(Errno.OK);
    assertNothingIsLeft();
  }

  @Test
  void a_symbol_that_is_exported_already_fails_the_load() {
    Module a = load(image("a").exporting("one", "two"));
    assertThat(loader.loadModule(cpu, image("m").importing("one").exporting("two")))
        .isEqualTo(Errno.ENOEXEC);
    assertThat(loader.moduleRefcount(cpu, a)).isZero();
    assertThat(loader.procModules(cpu)).hasSize(1);
    assertThat(events).doesNotContain("COMING m");
  }

  @Test
  void a_module_that_others_need_stays_as_long_as_they_do() {
    Module a = load(image("a").exporting("one", "two"));
    load(image("b").importing("one", "two").exporting("three"));
    load(image("c").importing("one", "three"));
    assertThat(loader.moduleRefcount(cpu, a)).as("one for each user").isEqualTo(2);
    assertThat(loader.procModules(cpu))
        .containsExactly(
            new ModuleInfo("c", 0, List.of(), ModuleState.LIVE),
            new ModuleInfo("b", 1, List.of("c"), ModuleState.LIVE),
            new ModuleInfo("a", 2, List.of("b", "c"), ModuleState.LIVE));
    assertThat(loader.deleteModule(cpu, "a")).isEqualTo(Errno.EWOULDBLOCK);
    assertThat(loader.forceDeleteModule(cpu, "a")).as("not forced").isEqualTo(Errno.EWOULDBLOCK);
    assertThat(loader.deleteModule(cpu, "c")).isEqualTo(Errno.OK);
    assertThat(loader.moduleRefcount(cpu, a)).isEqualTo(1);
    assertThat(loader.deleteModule(cpu, "b")).isEqualTo(Errno.OK);
    assertThat(loader.deleteModule(cpu, "a")).isEqualTo(Errno.OK);
    assertThat(loader.isTainted()).isFalse();
    assertNothingIsLeft();
  }

  @Test
  void an_unload_that_is_refused_gives_the_error_of_the_first_check() {
    load(image("a").exporting("one").permanent());
    load(image("b").importing("one"));
    cpu.setCapable(false);
    assertThat(loader.deleteModule(cpu, null)).isEqualTo(Errno.EPERM);
    assertThat(loader.loadModule(cpu, image("c"))).isEqualTo(Errno.EPERM);
    assertThat(cpu.isCapable()).isFalse();
    cpu.setCapable(true);
    assertThat(loader.deleteModule(cpu, null)).isEqualTo(Errno.EFAULT);
    assertThat(loader.deleteModule(cpu, "nothing")).isEqualTo(Errno.ENOENT);
    assertThat(loader.deleteModule(cpu, "")).isEqualTo(Errno.ENOENT);
    assertThat(loader.deleteModule(cpu, "a"))
        .as("needed before permanent")
        .isEqualTo(Errno.EWOULDBLOCK);
    assertThat(loader.deleteModule(cpu, "b")).isEqualTo(Errno.OK);
    assertThat(loader.deleteModule(cpu, "a")).as("permanent").isEqualTo(Errno.EBUSY);
  }

  @Test
  void modules_can_be_disabled_for_good() {
    load(image("m"));
    loader.disableModules();
    assertThat(loader.deleteModule(cpu, "m")).isEqualTo(Errno.EPERM);
    assertThat(loader.forceDeleteModule(cpu, "m")).isEqualTo(Errno.EPERM);
    assertThat(loader.loadModule(cpu, image("n"))).isEqualTo(Errno.EPERM);
    assertThat(loader.procModules(cpu)).hasSize(1);
  }

  @Test
  void a_permanent_module_goes_only_by_force() {
    load(image("m").permanent());
    assertThat(loader.deleteModule(cpu, "m")).isEqualTo(Errno.EBUSY);
    assertThat(loader.forceDeleteModule(cpu, "m"))
        .isEqualTo(version.forceUnload() ? Errno.OK : Errno.EBUSY);
    assertThat(loader.isTainted()).isEqualTo(version.forceUnload());
    assertThat(loader.procModules(cpu)).hasSize(version.forceUnload() ? 0 : 1);
  }

  /** {@link Fact#F8A F8}: whoever held it now points to freed memory. */
  @Test
  void a_module_that_is_held_goes_only_by_force() {
    Module m = load(image("m"));
    loader.tryModuleGet(cpu, m);
    assertThat(loader.forceDeleteModule(cpu, "m"))
        .isEqualTo(version.forceUnload() ? Errno.OK : Errno.EWOULDBLOCK);
    assertThat(loader.isTainted()).isEqualTo(version.forceUnload());
    if (version.forceUnload()) {
      assertThatThrownBy(() -> loader.modulePut(cpu, m)).isInstanceOf(UseAfterFreeException.class);
      assertNothingIsLeft();
    } else {
      assertThat(loader.modulePut(cpu, m)).isTrue();
      assertThat(loader.forceDeleteModule(cpu, "m")).isEqualTo(Errno.OK);
      assertThat(loader.isTainted()).isFalse();
    }
  }

  @Test
  void force_leaves_no_mark_when_it_was_not_needed() {
    load(image("m"));
    assertThat(loader.forceDeleteModule(cpu, "m")).isEqualTo(Errno.OK);
    assertThat(loader.isTainted()).isFalse();
    assertNothingIsLeft();
  }

  @Test
  void a_module_without_init_and_exit_can_be_unloaded() {
    ModuleImage bare =
        new ModuleImage(
            "m", java.util.Set.of(), List.of(), java.util.Set.of(), LoadFailure.NONE, null, null);
    assertThat(loader.loadModule(cpu, bare)).isEqualTo(Errno.OK);
    assertThat(loader.deleteModule(cpu, "m")).isEqualTo(Errno.OK);
    assertNothingIsLeft();
  }

  /** What a notifier takes keeps the module, from COMING on. */
  @Test
  void a_notifier_may_take_a_reference() {
    List<Boolean> got = new ArrayList<>();
    loader.registerModuleNotifier(
        (on, event, module) -> {
          if (event != ModuleState.GOING) {
            got.add(loader.tryModuleGet(on, module));
          }
        });
    Module m = load(image("m"));
    assertThat(got).containsExactly(true, true);
    assertThat(loader.moduleRefcount(cpu, m)).isEqualTo(2);
    assertThat(loader.deleteModule(cpu, "m")).isEqualTo(Errno.EWOULDBLOCK);
  }

  @Test
  void a_module_that_goes_cannot_be_got() {
    List<Boolean> got = new ArrayList<>();
    loader.registerModuleNotifier(
        (on, event, module) -> {
          if (event == ModuleState.GOING) {
            got.add(loader.tryModuleGet(on, module));
          }
        });
    load(image("m").withExit((on, self) -> got.add(loader.tryModuleGet(on, self))));
    loader.deleteModule(cpu, "m");
    loader.loadModule(cpu, image("n").withInit((on, self) -> Errno.EIO));
    assertThat(got).containsExactly(false, false, false);
  }

  /**
   * {@link Fact#F6 F6}: a reference that was taken while it was COMING does not survive a failing
   * init.
   */
  @Test
  void a_failing_init_does_not_look_at_references() {
    List<Module> held = new ArrayList<>();
    loader.registerModuleNotifier(
        (on, event, module) -> {
          if (event == ModuleState.COMING && loader.tryModuleGet(on, module)) {
            held.add(module);
          }
        });
    loader.loadModule(cpu, image("m").withInit((on, self) -> Errno.EIO));
    assertThat(held).hasSize(1);
    assertThatThrownBy(() -> loader.modulePut(cpu, held.get(0)))
        .isInstanceOf(UseAfterFreeException.class);
  }

  /** Before patch 5 a put that nobody is owed is never noticed; after it, the second is. */
  @Test
  void surplus_puts_are_as_the_kernel_has_them() {
    Module m = load(image("m"));
    assertThat(loader.modulePut(cpu, m)).as("silent everywhere (F5)").isTrue();
    if (!version.baseRefcount()) {
      assertThat(loader.modulePut(cpu, m)).isTrue();
      assertThat(loader.deleteModule(cpu, "m")).isEqualTo(Errno.EWOULDBLOCK);
      return;
    }
    assertThat(loader.modulePut(cpu, m)).as("WARN_ON").isFalse();
    assertThatThrownBy(() -> loader.deleteModule(cpu, "m"))
        .isInstanceOf(KernelBugException.class)
        .hasMessage("BUG_ON(ret < 0)");
    assertThatThrownBy(() -> loader.deleteModule(cpu, "m"))
        .as("module_mutex is lost, but nobody hangs")
        .hasMessage("BUG_ON(module_mutex was held by a CPU that has died)");
    assertThatThrownBy(() -> loader.procModules(cpu))
        .hasMessage("BUG_ON(module_mutex was held by a CPU that has died)");
    assertThatThrownBy(() -> loader.loadModule(cpu, image("n")))
        .hasMessage("BUG_ON(module_mutex was held by a CPU that has died)");
  }

  @Test
  void the_kernel_itself_is_always_there() {
    assertThat(loader.tryModuleGet(cpu, null)).isTrue();
    loader.moduleGet(cpu, null);
    assertThat(loader.modulePut(cpu, null)).isTrue();
  }

  @Test
  void symbols_are_found_and_their_modules_held() {
    Module a = load(image("a").exporting("one"));
    load(image("b").exporting("two"));
    assertThat(loader.symbolGet(cpu, "missing")).isNull();
    assertThat(loader.symbolGet(cpu, "one")).isSameAs(a);
    assertThat(loader.moduleRefcount(cpu, a)).isEqualTo(1);
    assertThat(loader.deleteModule(cpu, "a")).isEqualTo(Errno.EWOULDBLOCK);
    assertThat(loader.symbolPut(cpu, "one")).isTrue();
    assertThat(loader.moduleRefcount(cpu, a)).isZero();
    assertThatThrownBy(() -> loader.symbolPut(cpu, "missing"))
        .isInstanceOf(KernelBugException.class)
        .hasMessage("BUG_ON(!find_symbol(missing))");
    cpu.mightSleep();
  }

  @Test
  void symbols_of_a_module_that_comes_or_goes_are_not_given_out() {
    List<Module> found = new ArrayList<>();
    ModuleNotifier notifier =
        (on, event, module) -> {
          if (event != ModuleState.LIVE) {
            found.add(loader.symbolGet(on, "one"));
          }
        };
    loader.registerModuleNotifier(notifier);
    load(image("a").exporting("one"));
    loader.deleteModule(cpu, "a");
    assertThat(found).containsExactly(null, null);
  }

  @Test
  void addresses_belong_to_the_module_whose_memory_they_are_in() {
    Module a = load(image("a").withBug(8));
    Module b = load(image("b"));
    for (Module module : List.of(a, b)) {
      assertThat(loader.moduleAddress(cpu, module.address())).isSameAs(module);
      assertThat(loader.moduleAddress(cpu, module.address() + Module.SIZE - 1)).isSameAs(module);
    }
    assertThat(loader.moduleAddress(cpu, Math.min(a.address(), b.address()) - 1)).isNull();
    assertThat(loader.moduleAddress(cpu, Math.max(a.address(), b.address()) + Module.SIZE))
        .isNull();
    assertThat(loader.moduleFindBug(cpu, a.address() + 8)).isSameAs(a);
    assertThat(loader.moduleFindBug(cpu, a.address())).isNull();
    assertThat(loader.moduleFindBug(cpu, b.address() + 8)).isNull();
    cpu.mightSleep();
  }

  /** Lookups skip what is not formed: a module is found from COMING to GOING. */
  @Test
  void a_module_is_found_while_it_comes_and_goes() {
    List<Module> found = new ArrayList<>();
    loader.registerModuleNotifier(
        (on, event, module) -> found.add(loader.moduleAddress(on, module.address())));
    Module m = load(image("m"));
    loader.deleteModule(cpu, "m");
    assertThat(found).containsExactly(m, m, m);
  }

  @Test
  void tracepoints_change_nothing_for_a_single_task() {
    loader.setTracing(true);
    Module m = load(image("m"));
    assertThat(loader.tryModuleGet(cpu, m)).isTrue();
    loader.moduleGet(cpu, m);
    assertThat(loader.modulePut(cpu, m)).isTrue();
    assertThat(loader.modulePut(cpu, m)).isTrue();
    assertThat(loader.deleteModule(cpu, "m")).isEqualTo(Errno.OK);
    assertNothingIsLeft();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void calls_that_sleep_are_a_bug_within_a_section(boolean rcu) {
    if (rcu) {
      cpu.rcuReadLock();
    } else {
      cpu.preemptDisable();
    }
    for (Runnable call :
        List.<Runnable>of(
            () -> loader.loadModule(cpu, image("m")),
            () -> loader.deleteModule(cpu, "m"),
            () -> loader.forceDeleteModule(cpu, "m"),
            () -> loader.procModules(cpu))) {
      assertThatThrownBy(call::run).hasMessage("BUG_ON(sleeping in a read-side critical section)");
    }
    if (rcu) {
      cpu.rcuReadUnlock();
    } else {
      cpu.preemptEnable();
    }
    load(image("m"));
  }

  @Test
  void gets_and_lookups_may_be_made_within_a_section() {
    Module m = load(image("m").exporting("one").withBug(0));
    cpu.preemptDisable();
    cpu.rcuReadLock();
    Module found = loader.moduleAddress(cpu, m.address());
    assertThat(loader.tryModuleGet(cpu, found)).isTrue();
    assertThat(loader.moduleFindBug(cpu, m.address())).isSameAs(m);
    assertThat(loader.symbolGet(cpu, "one")).isSameAs(m);
    assertThat(loader.symbolPut(cpu, "one")).isTrue();
    cpu.rcuReadUnlock();
    cpu.preemptEnable();
    assertThat(loader.modulePut(cpu, m)).isTrue();
    assertThat(loader.deleteModule(cpu, "m")).isEqualTo(Errno.OK);
  }

  @Test
  void nulls_are_the_callers_mistake_and_change_nothing() {
    assertThatThrownBy(() -> loader.loadModule(cpu, null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> loader.symbolGet(cpu, null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> loader.symbolPut(cpu, null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> loader.registerModuleNotifier(null))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> loader.moduleRefcount(cpu, null))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> loader.deleteModule(null, "m"))
        .isInstanceOf(NullPointerException.class);
    cpu.mightSleep();
    load(image("m"));
    assertThat(loader.deleteModule(cpu, "m")).isEqualTo(Errno.OK);
  }
}
