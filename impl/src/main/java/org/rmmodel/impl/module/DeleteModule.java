package org.rmmodel.impl.module;

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
 * {@code delete_module}: the checks and their error numbers in the kernel's order, the decision,
 * then {@code exit} and {@code free_module}. The decision is what patch 5 is about.
 */
final class DeleteModule {
  private final Kernel kernel;
  private final ModuleList lists;
  private final FreeModule freeModule;
  private final Notifiers notifiers;
  private final Mutex moduleMutex;
  private final WaitQueue moduleWq;
  private final LastUnloadedModule lastUnloaded;

  /** Litmus: none, as only tests read it. */
  private volatile boolean tainted;

  DeleteModule(
      Kernel kernel,
      ModuleList lists,
      FreeModule freeModule,
      Notifiers notifiers,
      Mutex moduleMutex,
      WaitQueue moduleWq,
      LastUnloadedModule lastUnloaded) {
    this.kernel = kernel;
    this.lists = lists;
    this.freeModule = freeModule;
    this.notifiers = notifiers;
    this.moduleMutex = moduleMutex;
    this.moduleWq = moduleWq;
    this.lastUnloaded = lastUnloaded;
  }

  /** Tells whether a module was unloaded by force: TAINT_FORCED_RMMOD. */
  boolean isTainted() {
    return tainted;
  }

  Errno deleteModule(Cpu cpu, @Nullable String name, boolean force, boolean modulesDisabled) {
    return Thrown.collecting(
        thrown -> {
          Errno errno = delete(cpu, name, force, modulesDisabled, thrown);
          cpu.at(Action.DeleteModule_Return, name);
          return errno;
        });
  }

  private Errno delete(
      Cpu cpu, @Nullable String name, boolean force, boolean modulesDisabled, Thrown thrown) {
    cpu.at(Action.DeleteModule_Capable, name);
    if (!cpu.isCapable() || modulesDisabled) {
      return Errno.EPERM;
    }
    cpu.at(Action.DeleteModule_CopyName, name);
    if (name == null) {
      return Errno.EFAULT;
    }
    if (name.length() > ModuleImage.MAX_NAME && kernel.version().longNameIsRefused()) {
      return Errno.ENOENT;
    }
    String read = stringFromUser(name);
    Decision decision;
    try {
      Thread unloader = Thread.currentThread();
      cpu.at(
          Action.DeleteModule_MutexLock,
          read,
          () -> moduleMutex.isFree() || unloader.isInterrupted());
      decision =
          moduleMutex.holdingInterruptibly(
              cpu, () -> decide(cpu, read, force && kernel.version().forceUnload()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the signal stays pending
      return Errno.EINTR;
    }
    if (decision.committed() == null) {
      return decision.errno();
    }
    finish(cpu, decision.committed(), thrown);
    return Errno.OK;
  }

  /** {@code strncpy_from_user}: what is too long is cut off, silently ({@link Fact#F28 F28}). */
  private static String stringFromUser(String name) {
    return name.substring(0, Math.min(name.length(), ModuleImage.MAX_NAME));
  }

  /** What came of it under the mutex: an error, or the module whose unload has committed. */
  private record Decision(Errno errno, @Nullable Module committed) {}

  private Decision decide(Cpu cpu, String name, boolean force) {
    cpu.at(Action.DeleteModule_Check, name);
    Module module =
        lists.find((m, state) -> m.name().equals(name) && state != ModuleState.UNFORMED);
    Errno errno = check(module, force);
    if (module != null && errno == Errno.OK) {
      errno = tryStopModule(cpu, module, force);
    }
    cpu.at(Action.DeleteModule_MutexUnlock, name);
    return new Decision(errno, errno == Errno.OK ? module : null);
  }

  private Errno check(@Nullable Module module, boolean force) {
    if (module == null) {
      return Errno.ENOENT;
    }
    if (!module.users().isEmpty()) {
      return Errno.EWOULDBLOCK; // other modules need it; not to be forced
    }
    if (module.state() != ModuleState.LIVE) {
      return Errno.EBUSY; // not to be forced
    }
    if (module.image().isPermanent()) {
      if (!force) {
        return Errno.EBUSY;
      }
      tainted = true;
    }
    return Errno.OK;
  }

  /**
   * {@code try_stop_module}. Up to patch 4 with every CPU stopped; from patch 5 on a get may
   * succeed between the decision and GOING, but only if it is forced ({@link Fact#F8A F8}).
   */
  private Errno tryStopModule(Cpu cpu, Module module, boolean force) {
    if (!kernel.version().testsUnderStopMachine()) {
      if (!module.refcount().tryRelease(cpu) && !forced(force)) {
        return Errno.EWOULDBLOCK;
      }
      cpu.at(Action.TryStopModule_Going, module.name());
      module.setState(ModuleState.GOING);
      return Errno.OK;
    }
    kernel
        .stopMachine()
        .run(
            cpu,
            module.name(),
            () -> {
              boolean unused = module.refcount().tryRelease(cpu);
              cpu.at(Action.TryStopModule_TestZero, module.name());
              if (unused || forced(force)) {
                module.setState(ModuleState.GOING);
              }
            });
    return module.state() == ModuleState.GOING ? Errno.OK : Errno.EWOULDBLOCK;
  }

  /** {@code try_force_unload}: leaves its mark on the kernel. */
  private boolean forced(boolean force) {
    tainted |= force;
    return force;
  }

  private void finish(Cpu cpu, Module module, Thrown thrown) {
    String name = module.name();
    ModuleExit exit = module.image().exit();
    cpu.await(Action.DeleteModule_ExitBegin, name, () -> exit == null || exit.canBegin());
    module.touch(cpu, Action.DeleteModule_ExitBegin);
    if (exit != null) {
      thrown.collect(cpu, () -> exit.exit(cpu, module));
    }
    Quiet quiet = new Quiet(() -> exit == null || exit.isQuiet());
    cpu.await(Action.DeleteModule_ExitEnd, name, quiet::isQuiet);
    quiet.keepIn(thrown);
    notifiers.going(cpu, module, thrown);
    lastUnloaded.write(cpu, name);
    freeModule.freeModule(cpu, module);
    if (kernel.version().unloadWakes()) {
      cpu.at(Action.DeleteModule_WakeUpAll, name);
      moduleWq.wakeUpAll();
    }
  }
}
