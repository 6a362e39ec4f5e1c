package org.rmmodel.impl.kernel;

/**
 * The atomic steps of the protocol, spelled as the actions of the TLA+ specification are, so that a
 * name means the same in both. A step is announced by {@link Cpu#at} just before it is taken.
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

  // Refcount: __module_get
  ModuleGet_PreemptDisable,
  ModuleGet_Inc,
  ModuleGet_Trace,

  // Dependencies, names, notifiers
  LoadModule_FinishedLoading,
  LoadModule_WakeUpAll,
  DeleteModule_WakeUpAll,
  RefModule_Link,
  ResolveSymbol_Wait,
  ModuleUnloadFree_MutexLock,
  ModuleUnloadFree_Unlink,
  ModuleUnloadFree_MutexUnlock,
  ModuleNotify_Coming,
  ModuleNotify_Going,

  // Lookups
  SymbolGet_Begin,
  SymbolGet_Next,
  StrongTryModuleGet_State,

  // Only here: calls made while the machine is stopped, and steps that the specification takes
  // together with their neighbours
  Cpu_Enter,
  LoadModule_Capable,
  LoadModule_WaitForName,
  ResolveSymbol_MutexLock,
  ResolveSymbol_MutexUnlock,
  ModuleNotify_Live,
  SymbolPut_Begin,
  SymbolPut_Next,
  ProcModules_Show,
  RcuBarrier_MutexLock,
  RcuBarrier_Invoke
}
