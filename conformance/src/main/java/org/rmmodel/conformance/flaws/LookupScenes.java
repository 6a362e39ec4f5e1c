package org.rmmodel.conformance.flaws;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.rmmodel.impl.caller.Kallsyms;
import org.rmmodel.impl.caller.Kprobes;
import org.rmmodel.impl.caller.PrintModules;
import org.rmmodel.impl.caller.ReportBug;
import org.rmmodel.impl.caller.SymbolPutAddr;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.KernelBugException;
import org.rmmodel.impl.module.Module;
import org.rmmodel.impl.module.ModuleQuery;
import org.rmmodel.impl.module.ModuleState;
import org.rmmodel.impl.module.UseAfterFreeException;
import org.rmmodel.impl.rcu.ListPoisonException;

/** Code that finds a module without the mutex, beside unloads and loads that fail. */
final class LookupScenes {
  private static final ModuleQuery ANY = ModuleQuery.any();

  static final Map<String, Scene> ALL = new LinkedHashMap<>();

  static {
    ALL.put(
        "SymbolGet",
        unloaded(
            world ->
                symbolGetter(world)
                    .flawIfDiesOf(KernelBugException.class, Action.StrongTryModuleGet_State)));
    ALL.put(
        "LookupSection",
        unloaded(
            world ->
                symbolGetter(world)
                    .flawIfDiesOf(UseAfterFreeException.class, Action.StrongTryModuleGet_State)));
    ALL.put("KprobeTwoLookups", unloaded(LookupScenes::probesWithoutReference));
    ALL.put("UnloadKprobe", unloaded(LookupScenes::getsUnformed));
    ALL.put("InitFailKprobe", LookupScenes::initFailKprobe);
    ALL.put("ForcedKprobe", LookupScenes::forcedKprobe);
    ALL.put("PrintModules", unloaded(LookupScenes::printsUnformed));
    ALL.put("LastUnloaded", LookupScenes::lastUnloaded);
    ALL.put("SymbolPutAddr", LookupScenes::symbolPutAddr);
    ALL.put("SymbolDescriptor", unloaded(LookupScenes::descriptor));
    ALL.put("SprintSymbol", unloaded(LookupScenes::symbolizer));
    ALL.put("BugEntryUnpinned", unloaded(LookupScenes::reportsBug));
    ALL.put("BugEntryBroughtUnpinned", unloaded(LookupScenes::reportsBugEntry));
  }

  private LookupScenes() {}

  /** Somebody comes to a module that is being unloaded. */
  static Scene unloaded(Consumer<World> who) {
    return world -> {
      world.loaded("m");
      who.accept(world);
      world.task("rmmod", rmmod -> rmmod.deleteModule("m"));
    };
  }

  private static Role symbolGetter(World world) {
    return world.task("getter", getter -> world.loader.symbolGet(getter.cpu(), World.symbol("m")));
  }

  private static void probesWithoutReference(World world) {
    Kprobes kprobes = new Kprobes(world.loader);
    world.task(
        "prober",
        prober ->
            world.foundIf(
                kprobes.checkKprobeAddressSafe(prober.cpu(), ANY).answer()
                    == Kprobes.Answer.WITHOUT_REFERENCE,
                () -> "m is probed without a reference"));
  }

  /** What a prober got is looked at before anybody else takes a step. */
  private static void getsUnformed(World world) {
    Kprobes kprobes = new Kprobes(world.loader);
    world.task(
        "prober",
        prober -> {
          Kprobes.Checked checked = kprobes.checkKprobeAddressSafe(prober.cpu(), ANY);
          world.foundIf(
              checked.answer() == Kprobes.Answer.WITH_REFERENCE
                  && Objects.requireNonNull(checked.module()).state() == ModuleState.UNFORMED,
              () -> "m is got while it is UNFORMED");
        });
  }

  private static void initFailKprobe(World world) {
    getsUnformed(world);
    world.task("modprobe", modprobe -> modprobe.loadModule(world.failing("m")));
  }

  private static void forcedKprobe(World world) {
    world.loaded("m");
    world.task("u1", user -> user.gets("m"));
    getsUnformed(world);
    world.task("rmmod", rmmod -> rmmod.forceDeleteModule("m"));
  }

  private static void printsUnformed(World world) {
    PrintModules print = new PrintModules(world.loader);
    world
        .task("oops", oops -> print.printModules(oops.cpu(), ANY))
        .flawIfDiesOf(KernelBugException.class, Action.PrintModules_Flags);
  }

  private static void lastUnloaded(World world) {
    world.loaded("a");
    world.loaded("b");
    PrintModules print = new PrintModules(world.loader);
    world.task("r1", rmmod -> rmmod.deleteModule("a"));
    world.task("r2", rmmod -> rmmod.deleteModule("b"));
    world.task(
        "oops",
        oops -> {
          PrintModules.Printed printed = print.printModules(oops.cpu(), ANY);
          world.foundIf(
              !printed.lastUnloaded().isOneName(),
              () -> "last_unloaded_module is of two names: " + printed.lastUnloaded());
        });
  }

  /** The one that is put has a user; the other one, which is before it on the list, goes. */
  private static void symbolPutAddr(World world) {
    world.loaded(world.image("used").permanent());
    world.loaded("other");
    World.Life used = world.life("used");
    world.first(cpu -> world.loader.tryModuleGet(cpu, used.module()));
    used.references++;
    long address = used.module().address();
    SymbolPutAddr put = new SymbolPutAddr(world.loader);
    world
        .task("putter", putter -> put.symbolPutAddr(putter.cpu(), ModuleQuery.address(address)))
        .flawIfDiesOf(UseAfterFreeException.class, Action.SymbolPutAddr_Next)
        .flawIfDiesOf(ListPoisonException.class);
    world.task("rmmod", rmmod -> rmmod.deleteModule("other"));
  }

  private static void descriptor(World world) {
    Kallsyms kallsyms = new Kallsyms(world.loader);
    world
        .task("printk", printk -> kallsyms.dereferenceSymbolDescriptor(printk.cpu(), ANY))
        .flawIfDiesOf(UseAfterFreeException.class, Action.DereferenceSymbolDescriptor_Use);
  }

  private static void symbolizer(World world) {
    Kallsyms kallsyms = new Kallsyms(world.loader);
    world
        .task("printk", printk -> kallsyms.sprintSymbol(printk.cpu(), ANY))
        .flawIfDiesOf(UseAfterFreeException.class, Action.SprintSymbol_Print);
  }

  private static void reportsBug(World world) {
    ReportBug report = new ReportBug(world.loader);
    world
        .task("bug", bug -> report.reportBug(bug.cpu(), ANY))
        .flawIfDiesOf(UseAfterFreeException.class, Action.ReportBug_UseEntry);
  }

  private static void reportsBugEntry(World world) {
    ReportBug report = new ReportBug(world.loader);
    Module module = world.life("m").module();
    world
        .task(
            "bug",
            bug -> {
              if (bug.mayBegin(() -> world.isRegistered("m"))) {
                report.reportBugEntry(bug.cpu(), module);
              }
            })
        .flawIfDiesOf(UseAfterFreeException.class, Action.ReportBug_UseEntry);
  }
}
