package org.rmmodel.conformance.flaws;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.rmmodel.impl.caller.Kprobes;
import org.rmmodel.impl.caller.Kthread;
import org.rmmodel.impl.caller.Kunit;
import org.rmmodel.impl.caller.Lockdep;
import org.rmmodel.impl.caller.RegisterFprobe;
import org.rmmodel.impl.caller.Registry;
import org.rmmodel.impl.caller.RequestModule;
import org.rmmodel.impl.caller.ScsiDevice;
import org.rmmodel.impl.caller.Utf8;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.kernel.KernelBugException;
import org.rmmodel.impl.module.Module;
import org.rmmodel.impl.module.ModuleExit;
import org.rmmodel.impl.module.ModuleImage;
import org.rmmodel.impl.module.ModuleInfo;
import org.rmmodel.impl.module.ModuleLoader;
import org.rmmodel.impl.module.ModuleQuery;
import org.rmmodel.impl.module.ModuleState;
import org.rmmodel.impl.module.UseAfterFreeException;

/** Code outside the module loader that comes to a module in its own way. */
final class CallerScenes {
  static final Map<String, Scene> ALL = new LinkedHashMap<>();

  private static final String ULONG_MAX = Long.toUnsignedString(-1);

  static {
    ALL.put("ScsiExitPut", CallerScenes::scsiExitPut);
    ALL.put("ScsiExitZero", CallerScenes::scsiExitZero);
    ALL.put("RefcountHuge", CallerScenes::refcountHuge);
    ALL.put("KthreadPuts", CallerScenes::kthreadPuts);
    ALL.put("FprobeRegisters", LookupScenes.unloaded(CallerScenes::fprobe));
    ALL.put("LockKeys", LookupScenes.unloaded(CallerScenes::lockKeys));
    ALL.put("Registry", world -> registry(world, Registry::ofTransports));
    ALL.put("TprobeLookup", world -> registry(world, Registry::ofTracepoints));
    ALL.put("ListenerTearsDown", CallerScenes::listenerTearsDown);
    ALL.put("ListenerFails", CallerScenes::listenerFails);
    ALL.put("SymbolPutWrongName", CallerScenes::symbolPutWrongName);
    ALL.put("RequestsItsUser", CallerScenes::requestsItsUser);
  }

  private CallerScenes() {}

  private static void scsiExitPut(World world) {
    world.loaded(
        world
            .image("m")
            .withExit(
                (cpu, self) ->
                    world.foundIf(
                        !new ScsiDevice(world.loader, self).use(cpu),
                        () -> "module_put warns: nothing to put")));
    world.task("rmmod", rmmod -> rmmod.deleteModule("m"));
  }

  private static void scsiExitZero(World world) {
    world.loaded(
        world.image("m").withExit((cpu, self) -> new ScsiDevice(world.loader, self).use(cpu)));
    world.before(
        Action.ModuleGet_Inc,
        rmmod ->
            world.foundIf(
                world.isZero(rmmod, "m"),
                () -> "the count of m, whose unload is decided, is lifted from zero"));
    world.task("rmmod", rmmod -> rmmod.deleteModule("m"));
  }

  private static void refcountHuge(World world) {
    world.loaded("m");
    world.task(
        "r1",
        reader -> {
          int count = reader.moduleRefcount("m");
          String printed =
              new ModuleInfo("m", count, List.of(), ModuleState.LIVE)
                  .printedRefcount(world.kernel.version());
          world.foundIf(
              printed.equals(ULONG_MAX), () -> "module_refcount reports ULONG_MAX: " + printed);
        });
    world.task("rmmod", rmmod -> rmmod.deleteModule("m"));
  }

  private static void kthreadPuts(World world) {
    world.loaded("m");
    World.Life m = world.life("m");
    world.first(cpu -> world.loader.tryModuleGet(cpu, m.module()));
    Kthread kthread = new Kthread(world.loader);
    world
        .task("kthread", thread -> kthread.putAndReturn(thread.cpu(), m.module()))
        .flawIfDiesOf(UseAfterFreeException.class, Action.Kthread_Return);
    world.task("rmmod", rmmod -> rmmod.deleteModule("m"));
  }

  private static void fprobe(World world) {
    RegisterFprobe register = new RegisterFprobe(world.loader);
    world
        .task("fprobe", fprobe -> register.registerFprobe(fprobe.cpu(), ModuleQuery.any()))
        .flawIfDiesOf(UseAfterFreeException.class, Action.RegisterFprobe_Use);
  }

  private static void lockKeys(World world) {
    Lockdep lockdep = new Lockdep(world.loader);
    world
        .task("locker", locker -> lockdep.lookUpLockClass(locker.cpu()))
        .flawIfDiesOf(UseAfterFreeException.class, Action.LookUpLockClass_Compare);
  }

  /** {@code init} registers, and {@code exit} leaves the registry under its lock. */
  private static void registry(World world, Function<ModuleLoader, Registry> of) {
    Registry registry = of.apply(world.loader);
    world.loaded(
        ModuleImage.named("m")
            .withInit(
                (cpu, self) -> {
                  registry.register(self);
                  return Errno.OK;
                })
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
    world
        .task("connector", connector -> registry.findAndGet(connector.cpu()))
        .flawIfDiesOf(UseAfterFreeException.class);
    world.task("rmmod", rmmod -> rmmod.deleteModule("m"));
  }

  private static void listenerTearsDown(World world) {
    Kunit kunit = new Kunit(world.loader);
    world.loader.registerModuleNotifier(kunit);
    world.after(
        Action.ModuleNotify_Going,
        modprobe ->
            world.foundIf(
                kunit.hasTornDownBlindly(), () -> "suites are torn down that were never set up"));
    world.task("modprobe", modprobe -> modprobe.loadModule(world.failing("m")));
  }

  private static void listenerFails(World world) {
    Kprobes kprobes = new Kprobes(world.loader);
    world.loader.registerModuleNotifier(kprobes);
    world.loaded("m");
    Module m = world.life("m").module();
    kprobes.ftraceKill();
    world.after(
        Action.FreeModule_Free,
        rmmod ->
            world.foundIf(
                m.isFreed() && kprobes.hasProbeIn(m), () -> "a probe is in m, which is freed"));
    world.task("rmmod", rmmod -> rmmod.deleteModule("m"));
  }

  private static void symbolPutWrongName(World world) {
    world.loaded(world.image("m").exporting(Utf8.TABLES));
    Utf8 utf8 = new Utf8(world.loader);
    world
        .task(
            "utf8",
            user -> {
              if (utf8.request(user.cpu())) {
                utf8.refuseVersion(user.cpu());
              }
            })
        .flawIfDiesOf(KernelBugException.class, Action.SymbolPut_Lookup);
    world.task("rmmod", rmmod -> rmmod.deleteModule("m"));
  }

  /** b requests a, which needs a symbol of b. */
  private static void requestsItsUser(World world) {
    RequestModule request = new RequestModule(world.loader);
    world.flawIfStuck("init() of b waits for the load of a, which waits for b");
    world.task(
        "modprobe",
        modprobe ->
            modprobe.loadModule(
                world
                    .image("b")
                    .withInit(
                        (cpu, self) -> {
                          request.requestModule(cpu, world.image("a").importing(World.symbol("b")));
                          return Errno.OK;
                        })));
    world.task(
        "helper",
        helper -> {
          if (helper.mayCall("usermodehelper", request::isRequested)) {
            request.serve(helper.cpu());
          }
        });
  }
}
