package org.rmmodel.impl.kernel;

/**
 * The atomic steps of the protocol, spelled as the actions of the TLA+ specification are, so that a
 * name means the same in both. A step is announced by {@link Cpu#at} just before it is taken.
 *
 * <p>What a step does is told where it is announced. The groups below follow the modules of the
 * specification; the last one holds the steps that only the implementation has so far.
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

  // Load
  LoadModule_AddUnformed,
  LoadModule_ModuleUnloadInit,
  LoadModule_FailEarly,
  LoadModule_CompleteFormation,
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
  DoInitModule_Going,
  FreeModule_Trace,
  FreeModule_Unformed,
  FreeModule_MutexLock,
  FreeModule_ListDel,
  FreeModule_ListDelRcu,
  FreeModule_BugCleanup,
  FreeModule_MutexUnlock,
  FreeModule_Free,

  // Unload
  DeleteModule_Capable,
  DeleteModule_CopyName,
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
  DeleteModule_ExitEnd,
  DeleteModule_Return,

  // Not in the specification yet: calls made while the machine is stopped, __module_get, duplicate
  // names, dependencies, notifiers, lookups
  Cpu_Enter,
  LoadModule_Capable,
  ModuleGet_PreemptDisable,
  ModuleGet_Inc,
  ModuleGet_Trace,
  LoadModule_WaitForName,
  LoadModule_FinishedLoading,
  LoadModule_WakeUpAll,
  ResolveSymbol_MutexLock,
  RefModule_Link,
  ResolveSymbol_MutexUnlock,
  ResolveSymbol_Wait,
  StrongTryModuleGet_State,
  ModuleUnloadFree_MutexLock,
  ModuleUnloadFree_Unlink,
  ModuleUnloadFree_MutexUnlock,
  ModuleNotify_Coming,
  ModuleNotify_Live,
  ModuleNotify_Going,
  SymbolGet_Begin,
  SymbolGet_Next,
  SymbolPut_Begin,
  SymbolPut_Next,
  DeleteModule_WakeUpAll,
  ProcModules_Show,
  RcuBarrier_MutexLock,
  RcuBarrier_Invoke
}
