------------------------------- MODULE Takers --------------------------------
(* Who takes which action: for each action of Next whether the model has     *)
(* somebody who takes it, on the model's kernel. It must fire then, and must *)
(* not fire else: the checker holds it against what TLC counts.              *)
(*                                                                           *)
(* This says nothing of when an action can be taken, which is the action's   *)
(* own business. A kernel's changes are looked at without being asked for    *)
(* (Kernel's Asked): what is said here decides no verdict.                   *)
EXTENDS Unload

In(change) == change \in Changes

\* Roles that are one on some kernels only.
ScsiTriers    == IF In("scsi-tries") \/ ~In("scsi-always-gets") THEN ScsiModules ELSE {}
ScsiTakers    == IF In("scsi-always-gets") /\ ~In("scsi-tries") THEN ScsiModules ELSE {}
ScsiPutters   == IF In("scsi-tries") THEN {} ELSE ScsiModules
RoUnloaders   == IF In("ro-failure-unloads") /\ ~In("ro-failure-ignored") THEN RoFailers ELSE {}
Refused       == IF In("rwx-enforced") THEN Misaligned ELSE {}
Unheard       == IF In("notifier-refuses") THEN RefusedLoaders ELSE {}
Untagged      == IF In("codetag-fails-load") THEN CodetagFailers ELSE {}
LateNotifiers == Unheard \cup Untagged \cup IF In("notifier-on-failure") THEN LateFailers ELSE {}
TprobeGetters == IF ProbedWhileComing # {} THEN Loaders ELSE {}
FprobeGetters == IF In("fprobe-gets") THEN FprobeSetters ELSE {}
\* Roles that modules give to those who load them.
ModulesOfOneName == IF NamesAreShared THEN Modules ELSE {}
Importers        == IF SomebodyImports THEN Modules ELSE {}

\* Several roles in one.
LookupGetters == SymbolGetters \cup Probers \cup FprobeGetters           \* in a section of their own
Callers       == Users \cup Connectors \cup TprobeGetters                \* of try_module_get as a whole
Getters       == Callers \cup LookupGetters
InitHolders   == GoodLoaders \cup InitFailers
SectionPutters == Getters \cup Borrowers \cup InitHolders                \* of module_put as a whole
Putters       == SectionPutters \cup SymbolNamers \cup Kthreads
LateLeavers   == LateFailers \cup Unheard \cup Untagged                  \* after complete_formation
EarlyLeavers  == EarlyFailers \cup LateLeavers \cup Refused \cup Importers  \* before do_init_module
Freers        == Unloaders \cup InitFailers \cup RoUnloaders                \* by free_module
Waiters       == Freers \cup EarlyLeavers                                   \* for a grace period
Stoppers      == IF In("patch2") THEN Unloaders ELSE Unloaders \cup InitFailers
SchedWaiters  == InitFailers \cup LateLeavers \cup Refused \cup RoUnloaders \* of do_init_module, load_module
KeyWaiters    == IF In("lockdep-waits") /\ KeyLookers # {} THEN Freers ELSE {}

\* A get or a put is a preempt-off section of its own.
SectionsAreKept == \/ ~In("patch5")
                   \/ Tracing # {} /\ (~In("get-put-preemptible") \/ ~In("preempt"))
\* 0be964be0d45: unlinking waits for the sections of walkers, if there may be any.
WaitsForSched == In("rcu-sched") /\ ~In("rcu-readers")
SomebodyIsInASection == \/ SomebodyReliesOnGracePeriods
                        \/ Tracing # {}
                        \/ InitFailers \cup LateFailers \cup Misaligned \cup RoFailers # {}
                        \/ RefusedLoaders \cup CodetagFailers # {}
NobodyIsInASection == ~SomebodyReliesOnGracePeriods /\ Tracing = {}

WaitsForRcu ==
  \/ In("patch1") /\ ~In("patch2") /\ EarlyLeavers # {}
  \/ In("patch2") /\ ~WaitsForSched /\ Waiters # {}
  \/ WaitsForSched /\ NobodyIsInASection /\ Waiters # {}
WaitsForSchedReaders ==
  IF WaitsForSched THEN Waiters # {} /\ SomebodyIsInASection ELSE SchedWaiters \cup KeyWaiters # {}

\* A model in which the count can fall below zero says so.
CountMayGoWrong == FALSE

Takers == [
  \* Refcount
  TryModuleGet_Call            |-> Users # {},
  TryModuleGet_PreemptDisable  |-> Callers \cup ScsiTriers # {} /\ SectionsAreKept,
  TryModuleGet_IsLive          |-> Getters \cup ScsiTriers # {},
  TryModuleGet_ThisCpuInc      |-> Getters # {} /\ ~In("patch4"),
  TryModuleGet_AtomicInc       |-> Getters # {} /\ In("patch4") /\ ~In("patch5"),
  TryModuleGet_IncNotZero      |-> Getters # {} /\ In("patch5"),
  TryModuleGet_Trace           |-> Tracing # {},
  ModuleGet_Call               |-> Borrowers # {},
  ModuleGet_PreemptDisable     |-> /\ SectionsAreKept
                                   /\ \/ Borrowers # {}
                                      \/ ScsiTakers # {} /\ ~In("get-put-preemptible"),
  ModuleGet_Inc                |-> Borrowers \cup ScsiTakers # {},
  ModuleGet_Trace              |-> Borrowers \cup ScsiTakers # {} /\ Tracing # {},
  ModulePut_Call               |-> Users \cup Connectors \cup SymbolGetters \cup Probers \cup Borrowers # {},
  ModulePut_PreemptDisable     |-> /\ SectionsAreKept
                                   /\ \/ SectionPutters # {}
                                      \/ ScsiPutters # {} /\ In("patch5") /\ ~In("get-put-preemptible"),
  ModulePut_ThisCpuInc         |-> Putters \cup SymbolPutters # {} /\ ~In("patch4"),
  ModulePut_AtomicDec          |-> Putters \cup SymbolPutters # {} /\ In("patch4") /\ ~In("patch5"),
  ModulePut_DecIfPositive      |-> Putters \cup SymbolPutters \cup ScsiPutters # {} /\ In("patch5"),
  ModulePut_Trace              |-> Tracing # {},
  ModuleRefcount_Call          |-> Readers # {},
  ModuleRefcount_SumDecs       |-> Readers # {} /\ ~In("patch4"),
  ModuleRefcount_SumIncs       |-> Readers # {} /\ ~In("patch4"),
  ModuleRefcount_AtomicRead    |-> Readers # {} /\ In("patch4"),
  ModuleRefcount_Return        |-> Readers # {},

  \* ModuleList
  ModuleAddress_Begin          |-> ListWalkers # {},
  ModuleAddress_Next           |-> ListWalkers # {},
  ModuleFindBug_Begin          |-> BugWalkers # {},
  ModuleFindBug_Next           |-> BugWalkers # {},

  \* Lookups
  ModuleFindBug_Found          |-> BugReporters # {},
  ReportBug_UseEntry           |-> BugReporters \cup BugBringers # {},
  ReportBugEntry_Call          |-> BugBringers # {},
  SymbolGet_Begin              |-> SymbolGetters # {},
  SymbolGet_Next               |-> SymbolGetters # {},
  StrongTryModuleGet_State     |-> SymbolGetters # {},
  CheckKprobe_Begin            |-> Probers # {},
  CheckKprobe_IsText           |-> Probers # {} /\ ~In("kprobes-one-lookup"),
  CheckKprobe_Lookup           |-> Probers # {},
  PrintModules_Begin           |-> Printers # {},
  PrintModules_Next            |-> Printers # {},
  PrintModules_Flags           |-> Printers # {},
  PrintModules_LastUnloaded    |-> Printers # {},
  DereferenceSymbolDescriptor_Begin |-> Descriptors # {},
  DereferenceSymbolDescriptor_Next  |-> Descriptors # {},
  DereferenceSymbolDescriptor_Use   |-> Descriptors # {},
  SprintSymbol_Begin           |-> Symbolizers # {},
  SprintSymbol_Lookup          |-> Symbolizers # {},
  SprintSymbol_Print           |-> Symbolizers # {},
  SymbolPut_Begin              |-> SymbolNamers # {},
  SymbolPut_Lookup             |-> SymbolNamers # {},
  SymbolPutAddr_Begin          |-> SymbolPutters # {},
  SymbolPutAddr_Next           |-> SymbolPutters # {},
  SymbolPutAddr_Found          |-> SymbolPutters # {},

  \* Callers
  VsockAssignTransport_Begin   |-> Connectors # {},
  VsockAssignTransport_Lock    |-> Connectors # {} /\ RegistryIsLocked,
  VsockAssignTransport_Find    |-> Connectors # {},
  VsockAssignTransport_Unlock  |-> Connectors # {} /\ RegistryIsLocked,
  RegisterFprobe_Begin         |-> FprobeSetters # {},
  RegisterFprobe_Lookup        |-> FprobeSetters # {},
  RegisterFprobe_Use           |-> FprobeSetters # {},
  LookUpLockClass_Begin        |-> KeyLookers # {},
  LookUpLockClass_Find         |-> KeyLookers # {},
  LookUpLockClass_Compare      |-> KeyLookers # {},
  Kthread_ModulePut            |-> Kthreads # {},
  Kthread_Return               |-> Kthreads # {},

  \* StopMachine, Rcu
  StopMachine_Park             |-> Stoppers # {} /\ ~In("patch5"),
  StopMachine_Stop             |-> Stoppers # {} /\ ~In("patch5"),
  StopMachine_Restart          |-> Stoppers # {} /\ ~In("patch5"),
  SynchronizeRcu_Begin         |-> WaitsForRcu,
  SynchronizeRcu_End           |-> WaitsForRcu,
  SynchronizeSched_Begin       |-> WaitsForSchedReaders,
  SynchronizeSched_End         |-> WaitsForSchedReaders,

  \* Load
  LoadModule_Call              |-> Loaders # {},
  LoadModule_EarlyModCheck     |-> ModulesOfOneName # {} /\ Loaders # {} /\ In("early-mod-check"),
  LoadModule_AddUnformed       |-> Loaders # {},
  LoadModule_NameIsTaken       |-> ModulesOfOneName # {} /\ Loaders # {},
  LoadModule_FinishedLoading   |-> ModulesOfOneName # {} /\ Loaders # {},
  LoadModule_LookOnceMore      |-> ModulesOfOneName # {} /\ Loaders # {} /\ In("duplicate-ebusy"),
  LoadModule_ModuleUnloadInit  |-> Loaders # {},
  LoadModule_FailEarly         |-> EarlyFailers \cup Importers # {},
  LoadModule_Misaligned        |-> Refused # {},
  LoadModule_CompleteFormation |-> InitHolders \cup LateFailers # {},
  ModuleNotify_Coming          |-> SomebodyListens /\ Loaders # {},
  ModuleNotify_ComingEnd       |-> ProbedWhileComing # {} /\ Loaders # {},
  ModuleNotify_Live            |-> SetUpWhenLive # {} /\ GoodLoaders # {},
  ModuleNotify_Going           |-> /\ SomebodyListens
                                   /\ Unloaders \cup InitFailers \cup LateNotifiers # {},
  PrepareComingModule_Fails    |-> Unheard # {},
  LoadModule_FailRefused       |-> Unheard # {},
  LoadModule_CodetagFails      |-> Untagged # {},
  LoadModule_FailLate          |-> LateFailers # {},
  LoadModule_BugCleanup        |-> LateLeavers # {} /\ BugWalkers # {},
  LoadModule_MutexLock         |-> EarlyLeavers # {},
  LoadModule_ListDelRcu        |-> EarlyLeavers # {},
  LoadModule_MutexUnlock       |-> EarlyLeavers # {},
  LoadModule_Free              |-> EarlyLeavers # {},
  LoadModule_Trace             |-> InitHolders # {},
  LoadModule_Return            |-> Loaders # {},
  RequestModule_Call           |-> Requesting # {} /\ Loaders # {},
  RequestModule_Wait           |-> Requesting # {} /\ Loaders # {},
  DoInitModule_Init            |-> InitHolders # {},
  DoInitModule_Live            |-> GoodLoaders # {},
  DoInitModule_MutexLock       |-> GoodLoaders # {},
  DoInitModule_DropInit        |-> GoodLoaders # {},
  DoInitModule_RoFails         |-> RoUnloaders # {},
  DoInitModule_Going           |-> InitFailers \cup RoUnloaders # {},
  FreeModule_Trace             |-> Freers # {},
  FreeModule_Unformed          |-> Freers # {},
  FreeModule_MutexLock         |-> Freers # {},
  FreeModule_ListDel           |-> Unloaders \cup InitFailers # {} /\ ~In("patch2"),
  FreeModule_ListDelRcu        |-> Freers # {} /\ In("patch2"),
  FreeModule_BugCleanup        |-> Freers # {} /\ BugWalkers # {} /\ In("patch2"),
  FreeModule_MutexUnlock       |-> Freers # {},
  FreeModule_LockdepFreeKeyRange |-> Freers # {} /\ KeyLookers # {},
  FreeModule_Free              |-> Freers # {},

  \* Dependencies
  RefModule_Link               |-> Importers # {} /\ Loaders # {},
  ResolveSymbol_Wait           |-> Importers # {} /\ Loaders # {},
  ResolveSymbol_TimesOut       |-> Importers # {} /\ Cardinality(Loaders) > 1,
  ModuleUnloadFree_MutexLock   |-> Importers # {},
  ModuleUnloadFree_Put         |-> Importers # {},
  ModuleUnloadFree_Unlink      |-> Importers # {},
  ModuleUnloadFree_MutexUnlock |-> Importers # {},
  LoadModule_WakeUpAll         |-> ModulesOfOneName \cup Importers # {} /\ Loaders # {},
  DeleteModule_WakeUpAll       |-> /\ ModulesOfOneName \cup Importers # {}
                                   /\ Unloaders # {} /\ In("wake-on-unload"),

  \* Unload
  DeleteModule_Call            |-> Unloaders # {},
  DeleteModule_Capable         |-> Unloaders # {},
  DeleteModule_CopyName        |-> Unloaders # {},
  DeleteModule_MutexLock       |-> Unloaders # {},
  DeleteModule_Interrupted     |-> Interrupted # {},
  DeleteModule_Check           |-> Unloaders # {},
  TryStopModule_SumDecs        |-> Unloaders # {} /\ ~In("patch4"),
  TryStopModule_SumIncs        |-> Unloaders # {} /\ ~In("patch4"),
  TryStopModule_AtomicRead     |-> Unloaders # {} /\ In("patch4") /\ ~In("patch5"),
  TryStopModule_TestZero       |-> Unloaders # {} /\ ~In("patch5"),
  TryReleaseModuleRef_SubBase  |-> Unloaders # {} /\ In("patch5"),
  TryReleaseModuleRef_BugOn    |-> Unloaders # {} /\ In("patch5") /\ CountMayGoWrong,
  TryReleaseModuleRef_Recover  |-> Unloaders # {} /\ In("patch5"),
  TryStopModule_Going          |-> Unloaders # {} /\ In("patch5"),
  DeleteModule_MutexUnlock     |-> Unloaders # {},
  DeleteModule_ExitBegin       |-> Unloaders # {},
  ScsiDevicePut_Refcount       |-> ScsiModules # {} /\ Unloaders # {} /\ ~In("scsi-always-gets"),
  DeleteModule_ExitEnd         |-> Unloaders # {},
  DeleteModule_LastUnloaded    |-> Printers # {} /\ Unloaders # {},
  DeleteModule_LastUnloadedRest |-> Printers # {} /\ Unloaders # {},
  DeleteModule_Return          |-> Unloaders # {}]
=============================================================================
