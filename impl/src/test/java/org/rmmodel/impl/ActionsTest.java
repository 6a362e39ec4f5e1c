package org.rmmodel.impl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rmmodel.impl.caller.Kallsyms;
import org.rmmodel.impl.caller.Kprobes;
import org.rmmodel.impl.caller.Kthread;
import org.rmmodel.impl.caller.Lockdep;
import org.rmmodel.impl.caller.PrintModules;
import org.rmmodel.impl.caller.RegisterFprobe;
import org.rmmodel.impl.caller.Registry;
import org.rmmodel.impl.caller.ReportBug;
import org.rmmodel.impl.caller.RequestModule;
import org.rmmodel.impl.caller.ScsiDevice;
import org.rmmodel.impl.caller.SymbolPutAddr;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Change;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.kernel.KernelBugException;
import org.rmmodel.impl.kernel.KernelVersion;
import org.rmmodel.impl.module.LoadFailure;
import org.rmmodel.impl.module.Module;
import org.rmmodel.impl.module.ModuleImage;
import org.rmmodel.impl.module.ModuleLoader;
import org.rmmodel.impl.module.ModuleNotifier;
import org.rmmodel.impl.module.ModuleQuery;
import org.rmmodel.impl.module.ModuleState;
import org.rmmodel.impl.refcount.Refcount;

/** The steps have the names of the specification's actions, each is marked once, and all happen. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ActionsTest {
  private static final Path SPECIFICATION = Path.of("..", "spec", "actions.yaml");
  private static final Path SOURCES = Path.of("..", "impl", "src", "main", "java");

  /** Actions that are no step of the implementation: a call, a return, a branch of another step. */
  private static final Set<String> NO_STEPS =
      Set.of(
          "TryModuleGet_Call",
          "ModuleGet_Call",
          "ModulePut_Call",
          "LoadModule_NameIsTaken",
          "IdempotentWait_Killed",
          "ResolveSymbol_TimesOut",
          "ModuleRefcount_Call",
          "LoadModule_Call",
          "DeleteModule_Call",
          "DeleteModule_Interrupted");

  @Test
  void every_action_of_the_specification_is_a_step_under_the_same_name() throws IOException {
    Matcher matcher =
        Pattern.compile("(?m)^- \\{(?:of: Idempotent, )?action: (\\w+),")
            .matcher(Files.readString(SPECIFICATION));
    Set<String> specified =
        matcher.results().map(result -> result.group(1)).collect(Collectors.toSet());
    assertThat(specified).as("the table was read").hasSizeGreaterThan(50);
    Set<String> steps =
        Arrays.stream(Action.values())
            .filter(action -> action.compareTo(Action.Cpu_Enter) < 0)
            .map(Action::name)
            .collect(Collectors.toSet());
    assertThat(steps).doesNotContainAnyElementsOf(NO_STEPS);
    Set<String> all = new TreeSet<>(steps);
    all.addAll(NO_STEPS);
    assertThat(all).isEqualTo(new TreeSet<>(specified));
  }

  @Test
  void every_step_is_marked_in_one_place() throws IOException {
    Map<String, Long> marks;
    try (Stream<Path> files = Files.walk(SOURCES)) {
      marks =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .flatMap(ActionsTest::lines)
              .filter(line -> !line.contains("touch(") && !line.contains(".free("))
              .flatMap(line -> Pattern.compile("Action\\.(\\w+_\\w+)").matcher(line).results())
              .collect(Collectors.groupingBy(mark -> mark.group(1), Collectors.counting()));
    }
    for (Action action : Action.values()) {
      // One read, in the two forms of the count that have it.
      long expected = action == Action.ModuleRefcount_AtomicRead ? 2 : 1;
      assertThat(marks.get(action.name())).as(action.name()).isEqualTo(expected);
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void every_step_happens() throws Exception {
    Set<Action> happened = ConcurrentHashMap.newKeySet();
    for (int patches = 0; patches <= 5; patches++) {
      live(KernelVersion.prefix(patches), happened);
    }
    for (Change change : Change.values()) {
      fail(KernelVersion.V3_19.withAllOf(change), happened);
    }
    callers(KernelVersion.V3_18.with(Change.VSOCK_LOCKS), happened);
    assertThat(EnumSet.complementOf(EnumSet.copyOf(happened))).isEmpty();
  }

  private static void live(KernelVersion version, Set<Action> happened) {
    AtomicReference<Cpu> late = new AtomicReference<>();
    Kernel kernel =
        new Kernel(
            version.with(Change.WAKE_ON_UNLOAD),
            2,
            (cpu, action, module, enabled) -> {
              happened.add(action);
              if (action == Action.TryStopModule_TestZero) {
                enterWhileStopped(late.get(), happened);
              }
            });
    late.set(kernel.cpuUp());
    ModuleLoader loader = new ModuleLoader(kernel, Refcount.of(kernel), 0, TimeUnit.MILLISECONDS);
    Cpu cpu = kernel.cpuUp();
    AtomicReference<Module> loaded = new AtomicReference<>();
    ModuleImage image =
        ModuleImage.named("m")
            .exporting("symbol")
            .withBug(0)
            .withInit(
                (on, self) -> {
                  loaded.set(self);
                  // Would wait for ever for itself.
                  Thread.currentThread().interrupt();
                  assertThat(loader.loadModule(on, ModuleImage.named("m"))).isEqualTo(Errno.EINTR);
                  assertThat(Thread.interrupted()).isTrue();
                  assertThat(loader.loadModule(on, ModuleImage.named("u").importing("symbol")))
                      .isEqualTo(Errno.EBUSY);
                  return Errno.OK;
                });
    loader.loadModule(cpu, image);
    Module m = loaded.get();
    loader.setTracing(true);
    loader.loadModule(cpu, ModuleImage.named("user").importing("symbol"));
    loader.loadModule(cpu, ModuleImage.named("early").importing("missing"));
    loader.loadModule(cpu, ModuleImage.named("late").withBadParameter());
    loader.loadModule(cpu, ModuleImage.named("failing").withInit((on, self) -> Errno.EIO));
    loader.deleteModule(cpu, "user");
    loader.symbolGet(cpu, "symbol");
    loader.tryModuleGet(cpu, m);
    loader.modulePut(cpu, m);
    loader.moduleGet(cpu, m);
    loader.deleteModule(cpu, "m");
    loader.modulePut(cpu, m);
    loader.symbolPut(cpu, "symbol");
    loader.moduleRefcount(cpu, m);
    loader.procModules(cpu);
    loader.moduleAddress(cpu, 0);
    loader.moduleFindBug(cpu, 0);
    kernel.callRcu(() -> {});
    kernel.rcuBarrier(cpu);
    loader.modulePut(cpu, m);
    if (version.baseRefcount()) {
      assertThatThrownBy(() -> loader.deleteModule(cpu, "m"))
          .isInstanceOf(KernelBugException.class);
    } else {
      assertThat(loader.deleteModule(cpu, "m")).isEqualTo(Errno.EWOULDBLOCK);
    }
  }

  /** What goes wrong on later kernels only. */
  private static void fail(KernelVersion version, Set<Action> happened) throws Exception {
    Kernel kernel = new Kernel(version, 2, (cpu, action, module, enabled) -> happened.add(action));
    ModuleLoader loader = new ModuleLoader(kernel);
    Cpu cpu = kernel.cpuUp();
    for (LoadFailure failure : LoadFailure.values()) {
      loader.loadModule(cpu, ModuleImage.named("failing").failing(failure));
      loader.deleteModule(cpu, "failing");
    }
    loader.registerModuleNotifier(
        new ModuleNotifier() {
          @Override
          public void moduleNotify(Cpu on, ModuleState event, Module module) {}

          @Override
          public Errno answer(Module module) {
            return module.name().equals("refused") ? Errno.EIO : Errno.OK;
          }
        });
    loader.loadModule(cpu, ModuleImage.named("refused"));
    Cpu second = kernel.cpuUp();
    AtomicReference<Background<Errno>> waits = new AtomicReference<>();
    ModuleImage twice =
        ModuleImage.named("twice")
            .withInit(
                (on, self) -> {
                  waits.set(
                      Background.call(() -> loader.loadModule(second, ModuleImage.named("twice"))));
                  waits.get().awaitSleep();
                  return Errno.OK;
                });
    assertThat(loader.loadModule(cpu, twice)).isEqualTo(Errno.OK);
    finitTwice(loader, cpu, second);
    assertThat(waits.get().get()).isEqualTo(Errno.EEXIST);
  }

  /** What calls the module loader, each once. */
  private static void callers(KernelVersion version, Set<Action> happened) {
    Kernel kernel = new Kernel(version, 2, (on, action, module, enabled) -> happened.add(action));
    ModuleLoader loader = new ModuleLoader(kernel);
    Cpu cpu = kernel.cpuUp();
    AtomicReference<Module> loaded = new AtomicReference<>();
    loader.loadModule(
        cpu,
        ModuleImage.named("m")
            .withInit(
                (on, self) -> {
                  loaded.set(self);
                  return Errno.OK;
                })
            .withExit((on, self) -> new ScsiDevice(loader, self).use(on)));
    Module m = loaded.get();
    ModuleQuery any = ModuleQuery.any();
    new Kprobes(loader).checkKprobeAddressSafe(cpu, any);
    new SymbolPutAddr(loader).symbolPutAddr(cpu, any);
    new PrintModules(loader).printModules(cpu, any);
    new Kallsyms(loader).dereferenceSymbolDescriptor(cpu, any);
    new Kallsyms(loader).sprintSymbol(cpu, any);
    new ReportBug(loader).reportBug(cpu, any);
    new ReportBug(loader).reportBugEntry(cpu, m);
    new RegisterFprobe(loader).registerFprobe(cpu, any);
    new Lockdep(loader).lookUpLockClass(cpu);
    Registry registry = Registry.ofTransports(loader);
    registry.register(m);
    registry.findAndGet(cpu);
    new Kthread(loader).putAndReturn(cpu, m);
    loader.deleteModule(cpu, "m");
    RequestModule request = new RequestModule(loader);
    Cpu helper = kernel.cpuUp();
    Background.call(
        () -> {
          while (!request.isRequested()) {
            Thread.onSpinWait();
          }
          request.serve(helper);
          return true;
        });
    request.requestModule(cpu, ModuleImage.named("a"));
  }

  private static void finitTwice(ModuleLoader loader, Cpu cpu, Cpu second) throws Exception {
    AtomicReference<Background<Errno>> waits = new AtomicReference<>();
    ModuleImage image = ModuleImage.named("file");
    ModuleImage first =
        image.withInit(
            (on, self) -> {
              waits.set(Background.call(() -> loader.finitModule(second, "file.ko", image)));
              waits.get().awaitSleep();
              return Errno.EIO;
            });
    assertThat(loader.finitModule(cpu, "file.ko", first)).isEqualTo(Errno.EIO);
    waits.get().get();
  }

  private static void enterWhileStopped(Cpu late, Set<Action> happened) {
    if (happened.contains(Action.Cpu_Enter)) {
      return;
    }
    Background.call(
        () -> {
          late.preemptDisable();
          late.preemptEnable();
          return true;
        });
    while (!happened.contains(Action.Cpu_Enter)) {
      Thread.onSpinWait();
    }
  }

  private final List<String> told = new ArrayList<>();
  private final Kernel kernel =
      new Kernel(
          KernelVersion.V3_19,
          1,
          (cpu, action, module, enabled) -> told.add(cpu + " " + action + " " + module));
  private final ModuleLoader loader = new ModuleLoader(kernel);
  private final Cpu cpu = kernel.cpuUp();

  @Test
  void a_load_is_told_step_by_step() {
    loader.loadModule(cpu, ModuleImage.named("m"));
    assertThat(told)
        .containsExactly(
            "CPU 0 LoadModule_AddUnformed m",
            "CPU 0 LoadModule_ModuleUnloadInit m",
            "CPU 0 LoadModule_CompleteFormation m",
            "CPU 0 ModuleNotify_Coming m",
            "CPU 0 ModuleNotify_ComingEnd m",
            "CPU 0 LoadModule_Trace m",
            "CPU 0 DoInitModule_Init m",
            "CPU 0 DoInitModule_Live m",
            "CPU 0 ModuleNotify_Live m",
            "CPU 0 DoInitModule_MutexLock m",
            "CPU 0 ModulePut_DecIfPositive m",
            "CPU 0 DoInitModule_DropInit m",
            "CPU 0 LoadModule_WakeUpAll m",
            "CPU 0 LoadModule_Return m");
  }

  @Test
  void a_load_that_fails_late_is_told_step_by_step() {
    loader.loadModule(cpu, ModuleImage.named("m").withBadParameter());
    assertThat(told.subList(told.indexOf("CPU 0 LoadModule_FailLate m"), told.size()))
        .containsExactly(
            "CPU 0 LoadModule_FailLate m",
            "CPU 0 LoadModule_BugCleanup m",
            "CPU 0 SynchronizeSched_Begin null",
            "CPU 0 SynchronizeSched_End null",
            "CPU 0 ModuleUnloadFree_MutexLock m",
            "CPU 0 ModuleUnloadFree_MutexUnlock m",
            "CPU 0 LoadModule_MutexLock m",
            "CPU 0 LoadModule_ListDelRcu m",
            "CPU 0 LoadModule_WakeUpAll m",
            "CPU 0 SynchronizeRcu_Begin null",
            "CPU 0 SynchronizeRcu_End null",
            "CPU 0 LoadModule_MutexUnlock m",
            "CPU 0 LoadModule_Free m",
            "CPU 0 LoadModule_Return m");
  }

  @Test
  void an_init_that_fails_is_told_step_by_step() {
    loader.loadModule(cpu, ModuleImage.named("m").withInit((on, self) -> Errno.EIO));
    assertThat(
            told.subList(
                told.indexOf("CPU 0 DoInitModule_Init m"),
                told.indexOf("CPU 0 FreeModule_MutexLock m")))
        .containsExactly(
            "CPU 0 DoInitModule_Init m",
            "CPU 0 DoInitModule_Going m",
            "CPU 0 SynchronizeSched_Begin null",
            "CPU 0 SynchronizeSched_End null",
            "CPU 0 ModulePut_DecIfPositive m",
            "CPU 0 ModuleNotify_Going m",
            "CPU 0 FreeModule_Trace m",
            "CPU 0 FreeModule_Unformed m",
            "CPU 0 ModuleUnloadFree_MutexLock m",
            "CPU 0 ModuleUnloadFree_MutexUnlock m");
    assertThat(told.subList(told.size() - 3, told.size()))
        .containsExactly(
            "CPU 0 FreeModule_Free m", "CPU 0 LoadModule_WakeUpAll m", "CPU 0 LoadModule_Return m");
  }

  @Test
  void an_unload_is_told_step_by_step() {
    loader.loadModule(cpu, ModuleImage.named("m"));
    told.clear();
    loader.deleteModule(cpu, "m");
    assertThat(told)
        .containsExactly(
            "CPU 0 DeleteModule_Capable m",
            "CPU 0 DeleteModule_CopyName m",
            "CPU 0 DeleteModule_MutexLock m",
            "CPU 0 DeleteModule_Check m",
            "CPU 0 TryReleaseModuleRef_SubBase m",
            "CPU 0 TryStopModule_Going m",
            "CPU 0 DeleteModule_MutexUnlock m",
            "CPU 0 DeleteModule_ExitBegin m",
            "CPU 0 DeleteModule_ExitEnd m",
            "CPU 0 ModuleNotify_Going m",
            "CPU 0 DeleteModule_LastUnloaded m",
            "CPU 0 DeleteModule_LastUnloadedRest m",
            "CPU 0 FreeModule_Trace m",
            "CPU 0 FreeModule_Unformed m",
            "CPU 0 ModuleUnloadFree_MutexLock m",
            "CPU 0 ModuleUnloadFree_MutexUnlock m",
            "CPU 0 FreeModule_MutexLock m",
            "CPU 0 FreeModule_ListDelRcu m",
            "CPU 0 FreeModule_BugCleanup m",
            "CPU 0 SynchronizeRcu_Begin null",
            "CPU 0 SynchronizeRcu_End null",
            "CPU 0 FreeModule_MutexUnlock m",
            "CPU 0 FreeModule_Free m",
            "CPU 0 DeleteModule_Return m");
  }
}
