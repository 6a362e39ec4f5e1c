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
      case LoadModule_FinishedLoading -> NAME;
      case ResolveSymbol_Wait -> SYMBOL;
      case DeleteModule_ExitBegin, DeleteModule_ExitEnd, ModuleNotify_Going -> QUIET;
      case LoadModule_EarlyModCheck,
          LoadModule_AddUnformed,
          LoadModule_LookOnceMore,
          LoadModule_Misaligned,
          LoadModule_CompleteFormation,
          LoadModule_BugCleanup,
          LoadModule_MutexLock,
          DoInitModule_MutexLock,
          FreeModule_Unformed,
          FreeModule_MutexLock,
          DeleteModule_MutexLock,
          RefModule_Link,
          ModuleUnloadFree_MutexLock,
          ProcModules_Show ->
          MUTEX;
      default -> STOPPED;
    };
  }
}
