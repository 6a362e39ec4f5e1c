package org.rmmodel.impl.module;

import org.rmmodel.impl.Fact;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.kernel.KernelVersion;
import org.rmmodel.impl.kernel.Mutex;
import org.rmmodel.impl.kernel.Thrown;
import org.rmmodel.impl.kernel.WaitQueue;

/**
 * {@code load_module}: from a name to a module that is formed, or back to nothing from any point on
 * the way. {@link DoInitModule} goes on from there, and {@link NameCheck} comes before.
 */
final class LoadModule {
  private final Kernel kernel;
  private final KernelVersion version;
  private final ModuleList lists;
  private final NameCheck nameCheck;
  private final Dependencies dependencies;
  private final DoInitModule doInitModule;
  private final Notifiers notifiers;
  private final Mutex moduleMutex;
  private final WaitQueue moduleWq;
  private final LockdepKeys lockdepKeys;

  LoadModule(
      Kernel kernel,
      ModuleList lists,
      ModuleReferences references,
      Dependencies dependencies,
      FreeModule freeModule,
      Notifiers notifiers,
      Mutex moduleMutex,
      WaitQueue moduleWq,
      LockdepKeys lockdepKeys) {
    this.kernel = kernel;
    version = kernel.version();
    this.lists = lists;
    nameCheck = new NameCheck(version, lists, moduleMutex, moduleWq);
    this.dependencies = dependencies;
    doInitModule = new DoInitModule(kernel, references, freeModule, notifiers, moduleMutex);
    this.notifiers = notifiers;
    this.moduleMutex = moduleMutex;
    this.moduleWq = moduleWq;
    this.lockdepKeys = lockdepKeys;
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
    Errno errno = version.looksEarly() ? earlyModCheck(cpu, module) : Errno.OK;
    if (errno == Errno.OK) {
      errno = addUnformedModule(cpu, module);
    }
    if (errno != Errno.OK) {
      module.free(cpu, Action.LoadModule_AddUnformed); // nothing had come of it
      return errno;
    }
    cpu.at(Action.LoadModule_ModuleUnloadInit, module.name());
    module.refcount().moduleUnloadInit(cpu);
    errno = dependencies.simplifySymbols(cpu, module);
    if (errno != Errno.OK) {
      freeUnload(cpu, module);
      return errno;
    }
    if (module.image().failure() == LoadFailure.RELOCATION) {
      cpu.at(Action.LoadModule_FailEarly, module.name());
      freeUnload(cpu, module);
      return Errno.ENOEXEC;
    }
    errno = completeFormation(cpu, module);
    if (errno != Errno.OK) {
      ddebugCleanup(cpu, module);
      return errno;
    }
    return formed(cpu, module, thrown);
  }

  /** {@code early_mod_check}: looks for the name before anything is allocated. */
  private Errno earlyModCheck(Cpu cpu, Module module) {
    return nameCheck.check(cpu, module, Action.LoadModule_EarlyModCheck, () -> {});
  }

  /** {@code add_unformed_module}: on the list, unless the name is there. */
  private Errno addUnformedModule(Cpu cpu, Module module) {
    return nameCheck.check(
        cpu,
        module,
        Action.LoadModule_AddUnformed,
        () -> {
          lists.add(module);
          lockdepKeys.add(module);
        });
  }

  /**
   * {@code complete_formation}: on the bug list, COMING, unless a symbol is exported already. A
   * misaligned section is found last, and on some kernels the bug entry stays ({@link Fact#F16
   * F16}).
   */
  private Errno completeFormation(Cpu cpu, Module module) {
    boolean misaligned =
        version.rwxIsEnforced() && module.image().failure() == LoadFailure.MISALIGNED_SECTION;
    Action step = misaligned ? Action.LoadModule_Misaligned : Action.LoadModule_CompleteFormation;
    cpu.at(step, module.name(), moduleMutex::isFree);
    return moduleMutex.holding(
        cpu,
        () -> {
          for (String symbol : module.image().exports()) {
            if (dependencies.findSymbol(symbol) != null) {
              return Errno.ENOEXEC;
            }
          }
          if (!misaligned || version.misalignedLeavesBugEntry()) {
            lists.moduleBugFinalize(module);
          }
          if (misaligned) {
            return Errno.ENOEXEC;
          }
          module.setState(ModuleState.COMING);
          return Errno.OK;
        });
  }

  /** From {@code complete_formation} on: notifiers, parameters, {@code do_init_module}. */
  private Errno formed(Cpu cpu, Module module, Thrown thrown) {
    String name = module.name();
    Notifiers.Coming coming = notifiers.coming(cpu, module, thrown);
    if (coming.errno() != Errno.OK && version.refusalIsHeard()) {
      cpu.at(Action.PrepareComingModule_Fails, name);
      notifiers.rollBack(cpu, coming, module, thrown);
      cpu.at(Action.LoadModule_FailRefused, name);
      fails(module, version.refusedIsGoing());
      bugCleanup(cpu, module);
      ddebugCleanup(cpu, module);
      return coming.errno();
    }
    LoadFailure failure = module.image().failure();
    if (failure == LoadFailure.CODETAG && version.codetagFailsLoad()) {
      cpu.at(Action.LoadModule_CodetagFails, name);
      fails(module, true);
      comingCleanup(cpu, module, thrown);
      return version.codetagErrorIsLost() ? Errno.OK : Errno.EIO;
    }
    if (failure == LoadFailure.PARAMETER) {
      cpu.at(Action.LoadModule_FailLate, name);
      fails(module, version.failureIsGoing());
      comingCleanup(cpu, module, thrown);
      return Errno.EINVAL;
    }
    cpu.at(Action.LoadModule_Trace, name);
    Errno errno = doInitModule.doInitModule(cpu, module, thrown);
    wakeUpAll(cpu, module);
    return errno;
  }

  /** Without GOING, the module can still be got ({@link Fact#F15 F15}, {@link Fact#F27 F27}). */
  private static void fails(Module module, boolean isGoing) {
    if (isGoing) {
      module.setState(ModuleState.GOING);
    }
  }

  // The labels at the end of load_module, each falling through to the next.

  private void comingCleanup(Cpu cpu, Module module, Thrown thrown) {
    if (version.failureNotifies() && version.bugCleanupComesLast()) {
      notifiers.going(cpu, module, thrown);
    }
    bugCleanup(cpu, module);
    if (version.failureNotifies() && !version.bugCleanupComesLast()) {
      notifiers.going(cpu, module, thrown);
    }
    ddebugCleanup(cpu, module);
  }

  private void bugCleanup(Cpu cpu, Module module) {
    cpu.at(Action.LoadModule_BugCleanup, module.name(), moduleMutex::isFree);
    moduleMutex.holding(cpu, () -> lists.moduleBugCleanup(module));
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
          if (version.failedLoadWaits()) {
            FreeModule.waitForWalkers(kernel, cpu);
          }
          cpu.at(Action.LoadModule_MutexUnlock, name);
        });
    cpu.at(Action.LoadModule_Free, name);
    lockdepKeys.remove(module);
    module.free(cpu, Action.LoadModule_Free);
  }

  private void wakeUpAll(Cpu cpu, Module module) {
    cpu.at(Action.LoadModule_WakeUpAll, module.name());
    moduleWq.wakeUpAll();
  }
}
