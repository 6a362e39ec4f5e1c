package org.rmmodel.impl.kernel;

/**
 * The atomic steps of the protocol, spelled as the actions of the TLA+ specification are, so that a
 * name means the same in both. A step is announced by {@link Cpu#at} just before it is taken.
 *
 * <p>A step is the specification's action of its name, from its announcement to the next one. Where
 * the specification has several actions at one place, one of which is taken by what the step finds
 * there, the step has the name of the usual one, and the constant names the others. Idle tasks'
 * calls (the actions {@code ..._Call} and the like) are not announced: they are taken with the
 * first step.
 *
 * <p>A model leaves out steps that change nothing for those who take part in it: those of notifiers
 * where nobody listens, of links where nobody imports, wake-ups where nobody waits, the bug list
 * where nobody walks it, {@code last_unloaded_module} where nobody prints it. The implementation
 * takes them all the same.
 *
 * <p>What a step does is told where it is announced. The groups below follow the modules of the
 * specification; the last one holds the steps that only the implementation has.
 */
public enum Action {
  // StopMachine
  StopMachine_Park,
  StopMachine_Stop,
  StopMachine_Restart,

  // Rcu
  SynchronizeRcu_Begin,
  SynchronizeRcu_End,
  SynchronizeSched_Begin,
  SynchronizeSched_End,

  // ModuleList
  ModuleAddress_Begin,
  ModuleAddress_Next,
  ModuleFindBug_Begin,
  ModuleFindBug_Next,

  // Refcount
  TryModuleGet_PreemptDisable,
  TryModuleGet_IsLive,
  TryModuleGet_ThisCpuInc,
  TryModuleGet_AtomicInc,
  TryModuleGet_IncNotZero,
  TryModuleGet_Trace,
  ModulePut_PreemptDisable,
  ModulePut_ThisCpuInc,
  ModulePut_AtomicDec,
  ModulePut_DecIfPositive,
  ModulePut_Trace,
  ModuleRefcount_SumDecs,
  ModuleRefcount_SumIncs,
  ModuleRefcount_AtomicRead,
  ModuleRefcount_Return,

  // Load
  /** Or finds the name taken: {@code LoadModule_NameIsTaken}. */
  LoadModule_EarlyModCheck,
  /** Or finds the name taken: {@code LoadModule_NameIsTaken}. */
  LoadModule_AddUnformed,
  LoadModule_ModuleUnloadInit,
  /** That a symbol cannot be had is found by {@link #RefModule_Link}, which is this action then. */
  LoadModule_FailEarly,
  LoadModule_Misaligned,
  LoadModule_CompleteFormation,
  PrepareComingModule_Fails,
  LoadModule_FailRefused,
  LoadModule_CodetagFails,
  LoadModule_FailLate,
  LoadModule_BugCleanup,
  LoadModule_MutexLock,
  LoadModule_ListDelRcu,
  LoadModule_MutexUnlock,
  LoadModule_Free,
  LoadModule_Trace,
  LoadModule_Return,
  DoInitModule_Init,
  DoInitModule_Live,
  DoInitModule_MutexLock,
  DoInitModule_DropInit,
  DoInitModule_RoFails,
  DoInitModule_Going,
  FreeModule_Trace,
  FreeModule_Unformed,
  FreeModule_MutexLock,
  FreeModule_ListDel,
  FreeModule_ListDelRcu,
  FreeModule_BugCleanup,
  FreeModule_MutexUnlock,
  FreeModule_LockdepFreeKeyRange,
  FreeModule_Free,

  // Unload
  DeleteModule_Capable,
  DeleteModule_CopyName,
  /** Or gives up, as a signal is pending: {@code DeleteModule_Interrupted}. */
  DeleteModule_MutexLock,
  DeleteModule_Check,
  TryStopModule_SumDecs,
  TryStopModule_SumIncs,
  TryStopModule_AtomicRead,
  TryStopModule_TestZero,
  TryReleaseModuleRef_SubBase,
  TryReleaseModuleRef_BugOn,
  TryReleaseModuleRef_Recover,
  TryStopModule_Going,
  DeleteModule_MutexUnlock,
  DeleteModule_ExitBegin,
  ScsiDevicePut_Refcount,
  DeleteModule_ExitEnd,
  DeleteModule_LastUnloaded,
  DeleteModule_LastUnloadedRest,
  DeleteModule_Return,

  // Refcount: __module_get
  ModuleGet_PreemptDisable,
  ModuleGet_Inc,
  ModuleGet_Trace,

  // Dependencies, names, notifiers
  LoadModule_FinishedLoading,
  LoadModule_LookOnceMore,
  LoadModule_WakeUpAll,
  DeleteModule_WakeUpAll,
  /**
   * {@code find_symbol}, {@code strong_try_module_get} and the link, all under the mutex. Or finds
   * that the symbol cannot be had: {@code LoadModule_FailEarly}.
   */
  RefModule_Link,
  /** Or has not been woken in time: {@code ResolveSymbol_TimesOut}. */
  ResolveSymbol_Wait,
  ModuleUnloadFree_MutexLock,
  ModuleUnloadFree_Put,
  ModuleUnloadFree_Unlink,
  ModuleUnloadFree_MutexUnlock,
  ModuleNotify_Coming,
  ModuleNotify_ComingEnd,
  ModuleNotify_Live,
  ModuleNotify_Going,

  // Idempotent
  /** Announced, as it changes the table of the loads. */
  IdempotentInitModule_Call,
  /** The load of the file has ended; its steps come before this one. */
  InitModuleFromFile_Load,
  Idempotent_Complete,
  /** Or a signal ends the wait, on some kernels: {@code IdempotentWait_Killed}. */
  IdempotentWait_Completed,
  IdempotentInitModule_Return,

  // Lookups
  ModuleFindBug_Found,
  ReportBug_UseEntry,
  ReportBugEntry_Call,
  SymbolGet_Begin,
  SymbolGet_Next,
  StrongTryModuleGet_State,
  CheckKprobe_Begin,
  CheckKprobe_IsText,
  CheckKprobe_Lookup,
  PrintModules_Begin,
  PrintModules_Next,
  PrintModules_Flags,
  PrintModules_LastUnloaded,
  DereferenceSymbolDescriptor_Begin,
  DereferenceSymbolDescriptor_Next,
  DereferenceSymbolDescriptor_Use,
  SprintSymbol_Begin,
  SprintSymbol_Lookup,
  SprintSymbol_Print,
  SymbolPut_Begin,
  SymbolPut_Lookup,
  SymbolPutAddr_Begin,
  SymbolPutAddr_Next,
  SymbolPutAddr_Found,

  // Callers
  VsockAssignTransport_Begin,
  VsockAssignTransport_Lock,
  VsockAssignTransport_Find,
  VsockAssignTransport_Unlock,
  RegisterFprobe_Begin,
  RegisterFprobe_Lookup,
  RegisterFprobe_Use,
  LookUpLockClass_Begin,
  LookUpLockClass_Find,
  LookUpLockClass_Compare,
  Kthread_ModulePut,
  Kthread_Return,
  RequestModule_Call,
  RequestModule_Wait,

  // Only here
  /**
   * A call that begins while the machine is stopped, and code of a module that returns meanwhile:
   * no action, as nothing of the state changes. Its guard is that of every action of the task,
   * {@code Running}.
   */
  Cpu_Enter,
  /** Reads {@code /proc/modules} under the mutex; the specification has no such reader. */
  ProcModules_Show,
  /** rcu_barrier and its callbacks; the specification has none. */
  RcuBarrier_MutexLock,
  RcuBarrier_Invoke
}
