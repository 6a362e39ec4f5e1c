------------------------------ MODULE Protocol -------------------------------
(* The module-unload protocol: its parts composed, and the fairness that     *)
(* they need. What is asked of it is in Properties.                          *)
(*                                                                           *)
(* Read first: Kernel (the parameter), State (the variables), then bottom up *)
(*   StopMachine, Rcu, ModuleList, Environment, Refcount, Dependencies,      *)
(*   Lookups, Callers, Notifiers, Load, Unload.                                                  *)
(* Run: a model in models/ gives the roles and their smallest bounds; the    *)
(*   catalogue gives the kernels and the expected verdicts (./check).        *)
EXTENDS Takers

\* The list of the modules that are there, in any one order.
RECURSIVE Chain(_, _)
Chain(list, S) == IF S = {} THEN list
                  ELSE LET m == CHOOSE m \in S : TRUE IN Chain(ListAdd(list, m), S \ {m})

Init ==
  /\ TasksInit /\ RcuInit /\ RefcountInit /\ DependenciesInit
  /\ lastUnloaded = <<None, None>>
  /\ state   = [m \in Modules |-> IF m \in InitiallyLive THEN LIVE ELSE UNFORMED]
  /\ mem     = [m \in Modules |-> IF m \in InitiallyLive THEN "allocated" ELSE "none"]
  /\ next    = Chain(EmptyList, InitiallyLive)
  /\ bugNext = IF BugListIsWalked THEN Chain(EmptyList, InitiallyLive) ELSE EmptyList
  /\ faults  = {}
  /\ incs    = [m \in Modules |-> [c \in CPUs |-> 0]]
  /\ refcnt  = [m \in Modules |-> IF m \in InitiallyLive /\ BaseRefcount THEN MODULE_REF_BASE ELSE 0]
  /\ refs    = [m \in Modules |-> 0]
  /\ hold    = [m \in Modules |-> 0]
  /\ registered = [m \in Modules |-> m \in InitiallyLive]

-----------------------------------------------------------------------------
\* Coming from nothing to do: what the environment decides.
FinderCalls(t) ==
  \/ ModuleAddress_Begin(t)
  \/ ModuleFindBug_Begin(t)
  \/ SymbolGet_Begin(t)
  \/ SymbolPutAddr_Begin(t)
  \/ CheckKprobe_Begin(t)
  \/ DereferenceSymbolDescriptor_Begin(t)
  \/ PrintModules_Begin(t)
  \/ SprintSymbol_Begin(t)
  \/ SymbolPut_Begin(t)
  \/ VsockAssignTransport_Begin(t)
  \/ RegisterFprobe_Begin(t)
  \/ LookUpLockClass_Begin(t)
  \/ \E m \in Modules : ReportBugEntry_Call(t, m)
  \/ \E m \in Modules : Kthread_ModulePut(t, m)

Calls(t) ==
  \/ \E r \in {t} \cap Finders : FinderCalls(r)
  \/ \E m \in Modules : TryModuleGet_Call(t, m)
  \/ \E m \in Modules : ModuleGet_Call(t, m)
  \/ \E m \in Modules : ModulePut_Call(t, m)
  \/ \E m \in Modules : ModuleRefcount_Call(t, m)
  \/ \E m \in Modules : LoadModule_Call(t, m)
  \/ \E m \in Modules : DeleteModule_Call(t, m)

GetOrPutStep(t) ==
  \/ TryModuleGet_PreemptDisable(t)
  \/ TryModuleGet_IsLive(t)
  \/ TryModuleGet_ThisCpuInc(t)
  \/ TryModuleGet_AtomicInc(t)
  \/ TryModuleGet_IncNotZero(t)
  \/ TryModuleGet_Trace(t)
  \/ ModuleGet_PreemptDisable(t)
  \/ ModuleGet_Inc(t)
  \/ ModuleGet_Trace(t)
  \/ ModulePut_PreemptDisable(t)
  \/ ModulePut_ThisCpuInc(t)
  \/ ModulePut_AtomicDec(t)
  \/ ModulePut_DecIfPositive(t)
  \/ ModulePut_Trace(t)

ReaderStep(t) ==
  \/ ModuleAddress_Next(t)
  \/ ModuleFindBug_Next(t)
  \/ ModuleRefcount_SumDecs(t)
  \/ ModuleRefcount_SumIncs(t)
  \/ ModuleRefcount_AtomicRead(t)
  \/ ModuleRefcount_Return(t)

LookupStep(t) ==
  \/ ModuleFindBug_Found(t)
  \/ ReportBug_UseEntry(t)
  \/ SymbolGet_Next(t)
  \/ StrongTryModuleGet_State(t)
  \/ SymbolPutAddr_Next(t)
  \/ SymbolPutAddr_Found(t)
  \/ CheckKprobe_IsText(t)
  \/ CheckKprobe_Lookup(t)
  \/ DereferenceSymbolDescriptor_Next(t)
  \/ DereferenceSymbolDescriptor_Use(t)
  \/ PrintModules_Next(t)
  \/ PrintModules_Flags(t)
  \/ PrintModules_LastUnloaded(t)
  \/ SprintSymbol_Lookup(t)
  \/ SprintSymbol_Print(t)
  \/ SymbolPut_Lookup(t)

CallerStep(t) ==
  \/ VsockAssignTransport_Lock(t)
  \/ VsockAssignTransport_Find(t)
  \/ VsockAssignTransport_Unlock(t)
  \/ RegisterFprobe_Lookup(t)
  \/ RegisterFprobe_Use(t)
  \/ LookUpLockClass_Find(t)
  \/ LookUpLockClass_Compare(t)
  \/ Kthread_Return(t)

DependencyStep(t) ==
  \/ RefModule_Link(t)
  \/ ResolveSymbol_Wait(t)
  \/ ResolveSymbol_TimesOut(t)
  \/ ModuleUnloadFree_MutexLock(t)
  \/ ModuleUnloadFree_Put(t)
  \/ ModuleUnloadFree_Unlink(t)
  \/ ModuleUnloadFree_MutexUnlock(t)
  \/ LoadModule_WakeUpAll(t)
  \/ DeleteModule_WakeUpAll(t)

WaitStep(t) ==
  \/ StopMachine_Park(t)
  \/ StopMachine_Stop(t)
  \/ StopMachine_Restart(t)
  \/ SynchronizeRcu_Begin(t)
  \/ SynchronizeRcu_End(t)
  \/ SynchronizeSched_Begin(t)
  \/ SynchronizeSched_End(t)

LoadStep(t) ==
  \/ LoadModule_EarlyModCheck(t)
  \/ LoadModule_AddUnformed(t)
  \/ LoadModule_NameIsTaken(t)
  \/ LoadModule_FinishedLoading(t)
  \/ LoadModule_LookOnceMore(t)
  \/ LoadModule_ModuleUnloadInit(t)
  \/ LoadModule_FailEarly(t)
  \/ LoadModule_Misaligned(t)
  \/ LoadModule_CompleteFormation(t)
  \/ PrepareComingModule_Fails(t)
  \/ LoadModule_FailRefused(t)
  \/ LoadModule_CodetagFails(t)
  \/ LoadModule_FailLate(t)
  \/ LoadModule_BugCleanup(t)
  \/ LoadModule_MutexLock(t)
  \/ LoadModule_ListDelRcu(t)
  \/ LoadModule_MutexUnlock(t)
  \/ LoadModule_Free(t)
  \/ LoadModule_Trace(t)
  \/ LoadModule_Return(t)
  \/ RequestModule_Call(t)
  \/ RequestModule_Wait(t)
  \/ DoInitModule_Init(t)
  \/ DoInitModule_Live(t)
  \/ DoInitModule_MutexLock(t)
  \/ DoInitModule_DropInit(t)
  \/ DoInitModule_RoFails(t)
  \/ DoInitModule_Going(t)

NotifierStep(t) ==
  \/ ModuleNotify_Coming(t)
  \/ ModuleNotify_ComingEnd(t)
  \/ ModuleNotify_Live(t)
  \/ ModuleNotify_Going(t)

FreeStep(t) ==
  \/ FreeModule_Trace(t)
  \/ FreeModule_Unformed(t)
  \/ FreeModule_MutexLock(t)
  \/ FreeModule_ListDel(t)
  \/ FreeModule_ListDelRcu(t)
  \/ FreeModule_BugCleanup(t)
  \/ FreeModule_MutexUnlock(t)
  \/ FreeModule_LockdepFreeKeyRange(t)
  \/ FreeModule_Free(t)

UnloadStep(t) ==
  \/ DeleteModule_Capable(t)
  \/ DeleteModule_CopyName(t)
  \/ DeleteModule_MutexLock(t)
  \/ DeleteModule_Interrupted(t)
  \/ DeleteModule_Check(t)
  \/ TryStopModule_SumDecs(t)
  \/ TryStopModule_SumIncs(t)
  \/ TryStopModule_AtomicRead(t)
  \/ TryStopModule_TestZero(t)
  \/ TryReleaseModuleRef_SubBase(t)
  \/ TryReleaseModuleRef_BugOn(t)
  \/ TryReleaseModuleRef_Recover(t)
  \/ TryStopModule_Going(t)
  \/ DeleteModule_MutexUnlock(t)
  \/ DeleteModule_ExitBegin(t)
  \/ ScsiDevicePut_Refcount(t)
  \/ DeleteModule_ExitEnd(t)
  \/ DeleteModule_LastUnloaded(t)
  \/ DeleteModule_LastUnloadedRest(t)
  \/ DeleteModule_Return(t)

\* What a task does next once it has begun. {t} \cap Loaders is t if it loads, else nobody: TLC makes that
\* choice once, when it looks for the actions of Next, and tries a role's steps for those only who have it.
Step(t) ==
  \/ GetOrPutStep(t)
  \/ \E r \in {t} \cap (Readers \cup Finders)   : ReaderStep(r)
  \/ \E r \in {t} \cap Finders                  : LookupStep(r) \/ CallerStep(r)
  \/ \E r \in {t} \cap (Loaders \cup Unloaders) : WaitStep(r) \/ DependencyStep(r)
  \/ \E r \in {t} \cap Loaders                  : LoadStep(r)
  \/ \E r \in {t} \cap (Loaders \cup Unloaders) : NotifierStep(r) \/ FreeStep(r)
  \/ \E r \in {t} \cap Unloaders                : UnloadStep(r)

Next == \E t \in Tasks : Calls(t) \/ Step(t)

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
(* Fairness, as little as will do, and each part by name, so that a negative *)
(* model can take it away.                                                   *)

\* The steps that wait for the mutex.
MutexLabels == {"DeleteModule_MutexLock", "FreeModule_MutexLock", "FreeModule_Unformed",
                "LoadModule_AddUnformed", "LoadModule_CompleteFormation", "LoadModule_BugCleanup",
                "LoadModule_MutexLock", "DoInitModule_MutexLock", "RefModule_Link",
                "ModuleUnloadFree_MutexLock", "LoadModule_FinishedLoading", "LoadModule_LookOnceMore",
                "LoadModule_EarlyModCheck"}

\* Code of the module's own, or of notifiers: what the kernel can only hope for.
ModuleCode == {"DoInitModule_Init", "DeleteModule_ExitEnd", "ModuleNotify_Coming", "ModuleNotify_Live",
               "ModuleNotify_Going"}
InModuleCode(t) == Next1(t) \in ModuleCode

\* Who only looks: walkers and lookups.
Lookers == Tasks \ (Users \cup Borrowers \cup Readers \cup Loaders \cup Unloaders)

\* A task that can go on does.
TasksGoOn == \A t \in Tasks \ Lookers : WF_vars(~InModuleCode(t) /\ Step(t))

\* Readers come to the end of their sections.
ReadersEnd == \A t \in Lookers : WF_vars(Step(t))

\* init(), exit() and notifiers return.
WhatReturns == ModuleCode
ModuleCodeReturns == \A t \in Loaders \cup Unloaders : WF_vars(Next1(t) \in WhatReturns /\ Step(t))

\* Who waits for the mutex is not overtaken for ever.
MutexIsFair == \A t \in Unloaders \cup Loaders : SF_vars(Next1(t) \in MutexLabels /\ Step(t))

\* CPUs that stop_machine lets go run their tasks before they are parked again: needed only as long as
\* unloading stops them.
CpusAreFair == TestsUnderStopMachine => \A t \in Tasks : SF_vars(~InModuleCode(t) /\ Step(t))

\* Unloaders try again and again; nobody else has to call anything.
UnloadersRetry == \A t \in Unloaders : \A m \in Modules : WF_vars(DeleteModule_Call(t, m))

Fairness == /\ TasksGoOn /\ ReadersEnd /\ ModuleCodeReturns /\ MutexIsFair /\ CpusAreFair /\ UnloadersRetry

FairSpec == Spec /\ Fairness
=============================================================================
