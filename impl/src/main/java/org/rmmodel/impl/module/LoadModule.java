package org.rmmodel.impl.module;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.Fact;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.kernel.Mutex;
import org.rmmodel.impl.kernel.Thrown;
import org.rmmodel.impl.kernel.WaitQueue;

/**
 * {@code load_module} and {@code do_init_module}: from a name to a LIVE module, or back to nothing
 * from any point on the way.
 */
final class LoadModule {
  private final Kernel kernel;
  private final ModuleList lists;
  private final ModuleReferences references;
  private final Dependencies dependencies;
  private final FreeModule freeModule;
  private final Notifiers notifiers;
  private final Mutex moduleMutex;
  private final WaitQueue moduleWq;

  LoadModule(
      Kernel kernel,
      ModuleList lists,
      ModuleReferences references,
      Dependencies dependencies,
      FreeModule freeModule,
      Notifiers notifiers,
      Mutex moduleMutex,
      WaitQueue moduleWq) {
    this.kernel = kernel;
    this.lists = lists;
    this.references = references;
    this.dependencies = dependencies;
    this.freeModule = freeModule;
    this.notifiers = notifiers;
    this.moduleMutex = moduleMutex;
    this.moduleWq = moduleWq;
  }

  /** Loads what has been allocated. Whatever becomes of it, the memory is the loader's to free. */
  Errno loadModule(Cpu cpu, Module module) {
    return Thrown.collecting(
        thrown -> {
          Errno errno = load(cpu, module, thrown);
          cpu.at(Action.LoadModule_Return, module.name());
          return errno;
        });
  }

  private Errno load(Cpu cpu, Module module, Thrown thrown) {
    String name = module.name();
    Errno errno = addUnformedModule(cpu, module);
    if (errno != Errno.OK) {
      free(cpu, module);
      return errno;
    }
    cpu.at(Action.LoadModule_ModuleUnloadInit, name);
    module.refcount().moduleUnloadInit(cpu);
    errno = dependencies.simplifySymbols(cpu, module);
    if (errno != Errno.OK) {
      cpu.at(Action.LoadModule_FailEarly, name);
      freeUnload(cpu, module);
      return errno;
    }
    errno = completeFormation(cpu, module);
    if (errno != Errno.OK) {
      ddebugCleanup(cpu, module);
      return errno;
    }
    notifiers.call(cpu, ModuleState.COMING, module, thrown);
    if (!module.image().acceptsParameters()) {
      cpu.at(Action.LoadModule_FailLate, name);
      bugCleanup(cpu, module);
      return Errno.EINVAL;
    }
    cpu.at(Action.LoadModule_Trace, name);
    return doInitModule(cpu, module, thrown);
  }

  /** {@code add_unformed_module}: on the list, unless the name is there. */
  private Errno addUnformedModule(Cpu cpu, Module module) {
    while (true) {
      cpu.at(Action.LoadModule_AddUnformed, module.name(), moduleMutex::isFree);
      ModuleState old =
          moduleMutex.<@Nullable ModuleState>holding(
              cpu,
              () -> {
                ModuleState there = stateOf(module.name());
                if (there == null) {
                  lists.add(module);
                }
                return there;
              });
      if (old == null) {
        return Errno.OK;
      }
      if (old == ModuleState.LIVE || old == ModuleState.GOING) {
        return Errno.EEXIST; // also for GOING (F12)
      }
      try {
        moduleWq.waitEvent(
            cpu,
            Action.LoadModule_WaitForName,
            module.name(),
            Long.MAX_VALUE,
            () -> finishedLoading(cpu, module.name()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // the signal stays pending
        return Errno.EINTR;
      }
    }
  }

  /** {@code finished_loading}: the name is free, or its module is LIVE or GOING. */
  private boolean finishedLoading(Cpu cpu, String name) {
    cpu.at(Action.LoadModule_FinishedLoading, name, moduleMutex::isFree);
    return moduleMutex.holding(
        cpu,
        () -> {
          ModuleState there = stateOf(name);
          return there == null || there == ModuleState.LIVE || there == ModuleState.GOING;
        });
  }

  private @Nullable ModuleState stateOf(String name) {
    Module there = lists.find((other, state) -> other.name().equals(name));
    return there == null ? null : there.state();
  }

  /** {@code complete_formation}: on the bug list, COMING, unless a symbol is exported already. */
  private Errno completeFormation(Cpu cpu, Module module) {
    cpu.at(Action.LoadModule_CompleteFormation, module.name(), moduleMutex::isFree);
    return moduleMutex.holding(
        cpu,
        () -> {
          for (String symbol : module.image().exports()) {
            if (dependencies.findSymbol(symbol) != null) {
              return Errno.ENOEXEC;
            }
          }
          lists.moduleBugFinalize(module);
          module.setState(ModuleState.COMING);
          return Errno.OK;
        });
  }

  private Errno doInitModule(Cpu cpu, Module module, Thrown thrown) {
    Errno errno = init(cpu, module, thrown);
    if (errno == Errno.OK) {
      initSucceeded(cpu, module, thrown);
    } else {
      initFailed(cpu, module, thrown);
    }
    wakeUpAll(cpu, module);
    return errno;
  }

  private static Errno init(Cpu cpu, Module module, Thrown thrown) {
    cpu.at(Action.DoInitModule_Init, module.name());
    ModuleInit init = module.image().init();
    if (init == null) {
      return Errno.OK;
    }
    Errno[] returned = {Errno.EIO};
    boolean threw =
        !thrown.collect(
            cpu,
            () ->
                returned[0] = Objects.requireNonNull(init.init(cpu, module), "what init returned"));
    return threw ? Errno.EIO : returned[0];
  }

  private void initSucceeded(Cpu cpu, Module module, Thrown thrown) {
    String name = module.name();
    cpu.at(Action.DoInitModule_Live, name);
    module.touch(cpu, Action.DoInitModule_Live);
    module.setState(ModuleState.LIVE);
    notifiers.call(cpu, ModuleState.LIVE, module, thrown);
    cpu.at(Action.DoInitModule_MutexLock, name, moduleMutex::isFree);
    moduleMutex.holding(
        cpu,
        () -> {
          references.modulePut(cpu, module);
          cpu.at(Action.DoInitModule_DropInit, name);
          module.touch(cpu, Action.DoInitModule_DropInit);
        });
  }

  /** References that were taken while it was COMING are not looked at ({@link Fact#F6 F6}). */
  private void initFailed(Cpu cpu, Module module, Thrown thrown) {
    cpu.at(Action.DoInitModule_Going, module.name());
    module.setState(ModuleState.GOING);
    kernel.synchronizeSched(cpu);
    references.modulePut(cpu, module);
    notifiers.call(cpu, ModuleState.GOING, module, thrown);
    freeModule.freeModule(cpu, module);
  }

  // The labels at the end of load_module, each falling through to the next.

  private void bugCleanup(Cpu cpu, Module module) {
    cpu.at(Action.LoadModule_BugCleanup, module.name(), moduleMutex::isFree);
    moduleMutex.holding(cpu, () -> lists.moduleBugCleanup(module));
    ddebugCleanup(cpu, module);
  }

  private void ddebugCleanup(Cpu cpu, Module module) {
    kernel.synchronizeSched(cpu);
    freeUnload(cpu, module);
  }

  private void freeUnload(Cpu cpu, Module module) {
    dependencies.moduleUnloadFree(cpu, module);
    unlinkMod(cpu, module);
  }

  /** Without patch 1, nothing waits between the unlinking and the free ({@link Fact#F14 F14}). */
  private void unlinkMod(Cpu cpu, Module module) {
    String name = module.name();
    cpu.at(Action.LoadModule_MutexLock, name, moduleMutex::isFree);
    moduleMutex.holding(
        cpu,
        () -> {
          cpu.at(Action.LoadModule_ListDelRcu, name);
          lists.delRcu(module);
          wakeUpAll(cpu, module);
          if (kernel.version().failedLoadWaits()) {
            FreeModule.waitForWalkers(kernel, cpu);
          }
          cpu.at(Action.LoadModule_MutexUnlock, name);
        });
    free(cpu, module);
  }

  private static void free(Cpu cpu, Module module) {
    cpu.at(Action.LoadModule_Free, module.name());
    module.free(cpu, Action.LoadModule_Free);
  }

  private void wakeUpAll(Cpu cpu, Module module) {
    cpu.at(Action.LoadModule_WakeUpAll, module.name());
    moduleWq.wakeUpAll();
  }
}
