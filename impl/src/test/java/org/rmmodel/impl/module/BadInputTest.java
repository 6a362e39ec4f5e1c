package org.rmmodel.impl.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.kernel.KernelVersion;
import org.rmmodel.impl.refcount.Refcount;

/** What the module loader answers to what it should not be asked; a module that is there stays. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@ParameterizedClass(name = "{0}")
@MethodSource("kernels")
@Timeout(120)
class BadInputTest {
  private final Kernel kernel;
  private final ModuleLoader loader;
  private final Cpu cpu;
  private final List<Module> loaded = new ArrayList<>();
  private final Module m;

  BadInputTest(KernelVersion version) {
    kernel = new Kernel(version);
    loader = new ModuleLoader(kernel, Refcount.of(kernel), 0, TimeUnit.SECONDS);
    cpu = kernel.cpuUp();
    assertThat(loader.loadModule(cpu, image("m").exporting("symbol").withBug(0)))
        .isEqualTo(Errno.OK);
    m = loaded.get(0);
  }

  static Stream<KernelVersion> kernels() {
    return Stream.of(
        KernelVersion.V3_18,
        KernelVersion.prefix(4),
        KernelVersion.V3_19,
        KernelVersion.V3_19.withPreemption());
  }

  private ModuleImage image(String name) {
    return ModuleImage.named(name)
        .withInit(
            (on, self) -> {
              loaded.add(self);
              return Errno.OK;
            });
  }

  /** Whatever was refused: the module is as it was, and goes. */
  @AfterEach
  void the_module_is_as_it_was() {
    Cpu another = kernel.cpuUp();
    assertThat(loader.procModules(another))
        .containsExactly(new ModuleInfo("m", 0, List.of(), ModuleState.LIVE));
    assertThat(loader.deleteModule(another, "m")).isEqualTo(Errno.OK);
    assertThat(m.isFreed()).isTrue();
    assertThat(loader.moduleAddress(another, m.address())).isNull();
  }

  /** All calls but gets and puts. */
  private Map<String, ThrowingCallable> calls(Cpu on) {
    Map<String, ThrowingCallable> calls = new LinkedHashMap<>();
    calls.put("loadModule", () -> loader.loadModule(on, image("n")));
    calls.put("deleteModule", () -> loader.deleteModule(on, "m"));
    calls.put("forceDeleteModule", () -> loader.forceDeleteModule(on, "m"));
    calls.put("procModules", () -> loader.procModules(on));
    calls.put("moduleRefcount", () -> loader.moduleRefcount(on, m));
    calls.put("symbolGet", () -> loader.symbolGet(on, "symbol"));
    calls.put("symbolPut", () -> loader.symbolPut(on, "symbol"));
    calls.put("moduleAddress", () -> loader.moduleAddress(on, m.address()));
    calls.put("moduleFindBug", () -> loader.moduleFindBug(on, m.address()));
    return calls;
  }

  private List<ThrowingCallable> getsAndPuts(Cpu on) {
    return List.of(
        () -> loader.tryModuleGet(on, m),
        () -> loader.moduleGet(on, m),
        () -> loader.modulePut(on, m));
  }

  // CPUs.

  @Test
  void no_cpu_is_named_and_changes_nothing() {
    calls(null)
        .forEach(
            (name, call) ->
                assertThatNullPointerException().as(name).isThrownBy(call).withMessage("cpu"));
    for (ThrowingCallable call : getsAndPuts(null)) {
      assertThatNullPointerException().isThrownBy(call);
    }
  }

  @Test
  void a_cpu_that_is_down_makes_no_call() {
    Cpu down = kernel.cpuUp();
    kernel.cpuDown(down);
    calls(down)
        .forEach(
            (name, call) ->
                assertThatThrownBy(call)
                    .as(name)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("CPU 1 is down"));
    if (kernel.version().testsUnderStopMachine()) {
      for (ThrowingCallable call : getsAndPuts(down)) {
        assertThatThrownBy(call).isInstanceOf(IllegalStateException.class);
      }
    }
  }

  /** Gets and puts do not look. */
  @Test
  void a_cpu_of_another_machine_is_told_apart() {
    calls(new Kernel(kernel.version()).cpuUp())
        .forEach(
            (name, call) ->
                assertThatIllegalArgumentException()
                    .as(name)
                    .isThrownBy(call)
                    .withMessage("cpu: CPU 0 is another machine's"));
  }

  /** Its own: the load goes on, and so does everything after it. */
  @Test
  void an_init_cannot_take_its_cpu_down() {
    ModuleImage image =
        ModuleImage.named("n")
            .withInit(
                (on, self) -> {
                  kernel.cpuDown(on);
                  return Errno.OK;
                });
    assertThatThrownBy(() -> loader.loadModule(cpu, image)).hasMessage("CPU 0 is within a call");
    assertThat(loader.loadModule(cpu, image("n"))).isEqualTo(Errno.OK);
    assertThat(loader.deleteModule(cpu, "n")).isEqualTo(Errno.OK);
  }

  // Nulls.

  @Test
  void what_is_missing_is_named_and_changes_nothing() {
    Refcount.Factory counts = Refcount.of(kernel);
    assertMissing("kernel", () -> new ModuleLoader(null));
    assertMissing("kernel", () -> new ModuleLoader(null, counts, 1, TimeUnit.SECONDS));
    assertMissing("refcounts", () -> new ModuleLoader(kernel, null, 1, TimeUnit.SECONDS));
    assertMissing("unit", () -> new ModuleLoader(kernel, counts, 1, null));
    assertMissing("image", () -> loader.loadModule(cpu, null));
    assertMissing("module", () -> loader.moduleRefcount(cpu, null));
    assertMissing("symbol", () -> loader.symbolGet(cpu, null));
    assertMissing("symbol", () -> loader.symbolPut(cpu, null));
    assertMissing("notifier", () -> loader.registerModuleNotifier(null));
    assertMissing("notifier", () -> loader.unregisterModuleNotifier(null));
    assertMissing("name", () -> new ModuleInfo(null, 0, List.of(), ModuleState.LIVE));
    assertMissing("users", () -> new ModuleInfo("m", 0, null, ModuleState.LIVE));
    assertMissing("state", () -> new ModuleInfo("m", 0, List.of(), null));
  }

  @Test
  void what_is_missing_in_an_image_is_named() {
    ModuleImage image = ModuleImage.named("n");
    Set<String> noSymbol = Collections.singleton(null);
    assertMissing("name", () -> ModuleImage.named(null));
    assertMissing("symbol", () -> image.exporting((String) null));
    assertMissing("symbols", () -> image.exporting((String[]) null));
    assertMissing("symbol", () -> image.importing((String) null));
    assertMissing("symbols", () -> image.importing((String[]) null));
    assertMissing("init", () -> image.withInit(null));
    assertMissing("exit", () -> image.withExit(null));
    assertMissing("exports", () -> withSets(null, List.of(), Set.of()));
    assertMissing("imports", () -> withSets(Set.of(), null, Set.of()));
    assertMissing("bugs", () -> withSets(Set.of(), List.of(), null));
    assertMissing("symbol", () -> withSets(noSymbol, List.of(), Set.of()));
    assertMissing("symbol", () -> withSets(Set.of(), Arrays.asList("a", null), Set.of()));
    assertMissing("bug", () -> withSets(Set.of(), List.of(), Collections.singleton(null)));
  }

  private static ModuleImage withSets(
      Set<String> exports, List<String> imports, Set<Integer> bugs) {
    return new ModuleImage("n", exports, imports, bugs, LoadFailure.NONE, null, null);
  }

  private static void assertMissing(String name, ThrowingCallable call) {
    assertThatNullPointerException().isThrownBy(call).withMessage(name);
  }

  /** A module without a count would stay on the list for ever. */
  @Test
  void a_module_for_which_no_count_is_made_is_not_loaded() {
    ModuleLoader countless = new ModuleLoader(kernel, (on, name) -> null, 1, TimeUnit.SECONDS);
    for (int i = 0; i < 2; i++) {
      assertThatNullPointerException()
          .isThrownBy(() -> countless.loadModule(cpu, image("n")))
          .withMessage("what refcounts made");
    }
    assertThat(countless.deleteModule(cpu, "n")).isEqualTo(Errno.ENOENT);
  }

  @Test
  void an_init_that_returns_nothing_has_failed() {
    assertThatNullPointerException()
        .isThrownBy(() -> loader.loadModule(cpu, image("n").withInit((on, self) -> null)))
        .withMessage("what init returned");
  }

  // Names, symbols, numbers.

  /** No character is special, and a name is the same everywhere or another one. */
  @ParameterizedTest
  @ValueSource(strings = {"a/b", "..", " ", "a\0b", "a\nb", "\u00e4"})
  void a_name_may_be_anything(String name) {
    assertThat(loader.loadModule(cpu, image(name))).isEqualTo(Errno.OK);
    assertThat(loader.deleteModule(cpu, name + "x")).isEqualTo(Errno.ENOENT);
    assertThat(loader.deleteModule(cpu, name.substring(1))).isEqualTo(Errno.ENOENT);
    assertThat(loader.deleteModule(cpu, name)).isEqualTo(Errno.OK);
  }

  /** So did the kernel until v6.12. */
  @Test
  void a_name_that_is_too_long_to_be_one_is_cut() {
    String longest = "x".repeat(ModuleImage.MAX_NAME);
    assertThat(loader.loadModule(cpu, image(longest))).isEqualTo(Errno.OK);
    assertThat(loader.deleteModule(cpu, longest.substring(1))).isEqualTo(Errno.ENOENT);
    assertThat(loader.deleteModule(cpu, longest + "/y")).isEqualTo(Errno.OK);
    assertThat(loader.deleteModule(cpu, longest + "/y")).isEqualTo(Errno.ENOENT);
  }

  @Test
  void a_symbol_that_is_needed_twice_is_one_reference() {
    assertThat(loader.loadModule(cpu, image("user").importing("symbol", "symbol")))
        .isEqualTo(Errno.OK);
    assertThat(loader.moduleRefcount(cpu, m)).isEqualTo(1);
    assertThat(loader.deleteModule(cpu, "user")).isEqualTo(Errno.OK);
  }

  @Test
  void a_symbol_that_is_exported_twice_is_one_symbol() {
    ModuleImage image = image("n").exporting("twice", "twice").exporting("twice");
    assertThat(image.exports()).containsExactly("twice");
    assertThat(loader.loadModule(cpu, image)).isEqualTo(Errno.OK);
    assertThat(loader.deleteModule(cpu, "n")).isEqualTo(Errno.OK);
  }

  @Test
  void a_module_does_not_give_itself_what_it_needs() {
    assertThat(loader.loadModule(cpu, image("n").exporting("own").importing("own")))
        .isEqualTo(Errno.ENOENT);
  }

  @Test
  void symbols_that_nobody_defines_change_nothing() {
    for (String symbol : List.of("", "missing", "Symbol")) {
      assertThat(loader.symbolGet(cpu, symbol)).isNull();
      assertThatThrownBy(() -> loader.symbolPut(cpu, symbol))
          .hasMessage("BUG_ON(!find_symbol(" + symbol + "))");
      assertThat(loader.loadModule(cpu, image("n").importing(symbol))).isEqualTo(Errno.ENOENT);
    }
    cpu.mightSleep();
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 0xfff, Long.MAX_VALUE})
  void addresses_of_no_module_are_nobodys(long address) {
    assertThat(loader.moduleAddress(cpu, address)).isNull();
    assertThat(loader.moduleFindBug(cpu, address)).isNull();
  }

  @Test
  void patience_is_not_negative() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ModuleLoader(kernel, Refcount.of(kernel), -1, TimeUnit.DAYS))
        .withMessage("patience: 0 or more, not -1");
  }

  @Test
  void a_notifier_that_is_not_registered_is_not_found() {
    ModuleNotifier notifier = (on, event, module) -> {};
    assertThat(loader.unregisterModuleNotifier(notifier)).isEqualTo(Errno.ENOENT);
    loader.registerModuleNotifier(notifier);
    loader.registerModuleNotifier(notifier);
    assertThat(loader.unregisterModuleNotifier(notifier)).isEqualTo(Errno.OK);
    assertThat(loader.unregisterModuleNotifier(notifier)).as("was twice there").isEqualTo(Errno.OK);
    assertThat(loader.unregisterModuleNotifier(notifier)).isEqualTo(Errno.ENOENT);
  }

  // A module's own functions.

  /** Whatever it is, and on whatever look. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void what_exit_throws_while_it_waits_keeps_no_module(int nthLook) {
    AssertionError thrown = new AssertionError("quiet");
    int[] looks = {0};
    ModuleExit exit =
        new ModuleExit() {
          @Override
          public void exit(Cpu on, Module self) {}

          @Override
          public boolean isQuiet() {
            if (++looks[0] == nthLook) {
              throw thrown;
            }
            return false;
          }
        };
    assertThat(loader.loadModule(cpu, image("n").withExit(exit))).isEqualTo(Errno.OK);
    assertThatThrownBy(() -> loader.deleteModule(cpu, "n")).isSameAs(thrown);
    assertThat(looks[0]).as("not asked again").isEqualTo(nthLook);
    assertThat(loaded.get(1).isFreed()).isTrue();
  }

  /** It finds itself COMING, and has no patience. */
  @Test
  void an_init_cannot_load_who_needs_it() {
    List<Errno> seen = new ArrayList<>();
    ModuleImage image =
        ModuleImage.named("n")
            .exporting("own")
            .withInit(
                (on, self) -> {
                  seen.add(loader.loadModule(on, image("user").importing("own")));
                  seen.add(loader.deleteModule(on, "n"));
                  return Errno.EIO;
                });
    assertThat(loader.loadModule(cpu, image)).isEqualTo(Errno.EIO);
    assertThat(seen).containsExactly(Errno.EBUSY, Errno.EBUSY);
  }
}
