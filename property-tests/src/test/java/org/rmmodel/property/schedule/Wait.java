package org.rmmodel.property.schedule;

import org.rmmodel.impl.kernel.Action;

/** What tasks wait for; a schedule in which nobody waits says little. */
enum Wait {
  MUTEX,
  GRACE_PERIOD,
  STOP_MACHINE,
  NAME,
  SYMBOL,
  QUIET,
  /** The machine was stopped for somebody else when a step of no other kind was due. */
  STOPPED;

  /** Says what a task waits for that cannot take this step. */
  static Wait of(Action action) {
    return switch (action) {
      case SynchronizeRcu_End, SynchronizeSched_End -> GRACE_PERIOD;
      case StopMachine_Park, StopMachine_Stop -> STOP_MACHINE;
      case LoadModule_WaitForName -> NAME;
      case ResolveSymbol_Wait -> SYMBOL;
      case DeleteModule_ExitEnd -> QUIET;
      case LoadModule_AddUnformed,
          LoadModule_CompleteFormation,
          LoadModule_FinishedLoading,
          LoadModule_BugCleanup,
          LoadModule_MutexLock,
          DoInitModule_MutexLock,
          FreeModule_Unformed,
          FreeModule_MutexLock,
          DeleteModule_MutexLock,
          ResolveSymbol_MutexLock,
          ModuleUnloadFree_MutexLock,
          ProcModules_Show ->
          MUTEX;
      default -> STOPPED;
    };
  }
}
