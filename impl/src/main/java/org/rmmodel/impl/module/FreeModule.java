package org.rmmodel.impl.module;

import org.rmmodel.impl.Fact;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.kernel.Mutex;

/**
 * {@code free_module}: takes a module that is GOING off the lists and frees it, at the end of an
 * unload and of an {@code init} that has failed. The part of the protocol that patches 2 and 3 are
 * about.
 */
final class FreeModule {
  private final Kernel kernel;
  private final ModuleList lists;
  private final Dependencies dependencies;
  private final Mutex moduleMutex;
  private final LockdepKeys lockdepKeys;

  FreeModule(
      Kernel kernel,
      ModuleList lists,
      Dependencies dependencies,
      Mutex moduleMutex,
      LockdepKeys lockdepKeys) {
    this.kernel = kernel;
    this.lists = lists;
    this.dependencies = dependencies;
    this.moduleMutex = moduleMutex;
    this.lockdepKeys = lockdepKeys;
  }

  void freeModule(Cpu cpu, Module module) {
    String name = module.name();
    cpu.at(Action.FreeModule_Trace, name);
    module.touch(cpu, Action.FreeModule_Trace);
    cpu.at(Action.FreeModule_Unformed, name, moduleMutex::isFree);
    moduleMutex.holding(cpu, () -> module.setState(ModuleState.UNFORMED));
    dependencies.moduleUnloadFree(cpu, module);
    cpu.at(Action.FreeModule_MutexLock, name, moduleMutex::isFree);
    moduleMutex.holding(
        cpu,
        () -> {
          unlink(cpu, module);
          cpu.at(Action.FreeModule_MutexUnlock, name);
        });
    lockdepKeys.freeKeyRange(kernel, cpu, module);
    cpu.at(Action.FreeModule_Free, name);
    module.free(cpu, Action.FreeModule_Free);
  }

  private void unlink(Cpu cpu, Module module) {
    if (kernel.version().unlinksUnderStopMachine()) {
      kernel
          .stopMachine()
          .run(
              cpu,
              module.name(),
              () -> {
                cpu.at(Action.FreeModule_ListDel, module.name());
                lists.unlink(module);
              });
      return;
    }
    cpu.at(Action.FreeModule_ListDelRcu, module.name());
    lists.delRcu(module);
    if (kernel.version().bugListIsRcu()) {
      bugCleanup(cpu, module);
      waitForWalkers(kernel, cpu);
    } else {
      waitForWalkers(kernel, cpu);
      bugCleanup(cpu, module); // patch 2: too late, under a walker of the bug list (F1)
    }
  }

  private void bugCleanup(Cpu cpu, Module module) {
    cpu.at(Action.FreeModule_BugCleanup, module.name());
    lists.moduleBugCleanup(module);
  }

  /**
   * The grace period between unlinking and freeing, of the flavour that the kernel waits for
   * ({@link Fact#F2 F2}).
   */
  static void waitForWalkers(Kernel kernel, Cpu cpu) {
    switch (kernel.version().unlinkWaitsFor()) {
      case RCU -> kernel.synchronizeRcu(cpu);
      case SCHED -> kernel.synchronizeSched(cpu);
    }
  }
}
