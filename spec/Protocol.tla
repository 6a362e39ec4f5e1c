------------------------------ MODULE Protocol -------------------------------
(* The module-unload protocol: its parts composed, the fairness that they    *)
(* need, and the properties that are asked of every kernel.                  *)
(*                                                                           *)
(* Read first: Kernel (the parameter), State (the variables), then bottom up *)
(*   StopMachine, Rcu, ModuleList, Refcount, Dependencies, Lookups, Load,    *)
(*   Unload. What each property forbids has its name in Faults.              *)
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
Calls(t) ==
  \/ ModuleAddress_Begin(t)
  \/ ModuleFindBug_Begin(t)
  \/ SymbolGet_Begin(t)
  \/ SymbolPutAddr_Begin(t)
  \/ CheckKprobe_Begin(t)
  \/ DereferenceSymbolDescriptor_Begin(t)
  \/ PrintModules_Begin(t)
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

DependencyStep(t) ==
  \/ RefModule_Link(t)
  \/ ResolveSymbol_Wait(t)
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
  \/ LoadModule_AddUnformed(t)
  \/ LoadModule_NameIsTaken(t)
  \/ LoadModule_FinishedLoading(t)
  \/ LoadModule_LookOnceMore(t)
  \/ LoadModule_ModuleUnloadInit(t)
  \/ LoadModule_FailEarly(t)
  \/ LoadModule_Misaligned(t)
  \/ LoadModule_CompleteFormation(t)
  \/ ModuleNotify_Coming(t)
  \/ ModuleNotify_Going(t)
  \/ LoadModule_FailLate(t)
  \/ LoadModule_BugCleanup(t)
  \/ LoadModule_MutexLock(t)
  \/ LoadModule_ListDelRcu(t)
  \/ LoadModule_MutexUnlock(t)
  \/ LoadModule_Free(t)
  \/ LoadModule_Trace(t)
  \/ LoadModule_Return(t)
  \/ DoInitModule_Init(t)
  \/ DoInitModule_Live(t)
  \/ DoInitModule_MutexLock(t)
  \/ DoInitModule_DropInit(t)
  \/ DoInitModule_RoFails(t)
  \/ DoInitModule_Going(t)

FreeStep(t) ==
  \/ FreeModule_Trace(t)
  \/ FreeModule_Unformed(t)
  \/ FreeModule_MutexLock(t)
  \/ FreeModule_ListDel(t)
  \/ FreeModule_ListDelRcu(t)
  \/ FreeModule_BugCleanup(t)
  \/ FreeModule_MutexUnlock(t)
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

\* What a task does next once it has begun.
Step(t) == \/ GetOrPutStep(t) \/ ReaderStep(t) \/ LookupStep(t) \/ WaitStep(t)
           \/ DependencyStep(t) \/ LoadStep(t) \/ FreeStep(t) \/ UnloadStep(t)

Next == \E t \in Tasks : Calls(t) \/ Step(t)

Spec == Init /\ [][Next]_vars

\* Fairness, as little as will do, and each part by name, so that a negative model can take it away.
MutexLabels == {"DeleteModule_MutexLock", "FreeModule_MutexLock", "FreeModule_Unformed",
                "LoadModule_AddUnformed", "LoadModule_CompleteFormation", "LoadModule_BugCleanup",
                "LoadModule_MutexLock", "DoInitModule_MutexLock", "RefModule_Link",
                "ModuleUnloadFree_MutexLock", "LoadModule_FinishedLoading", "LoadModule_LookOnceMore"}

\* Code of the module's own, or of notifiers: what the kernel can only hope for.
ModuleCode == {"DoInitModule_Init", "DeleteModule_ExitEnd", "ModuleNotify_Coming", "ModuleNotify_Going"}
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

-----------------------------------------------------------------------------
(* Properties. The comment above each is what `explain` prints.              *)

TypeOK == TasksTypeOK /\ RcuTypeOK /\ ModuleListTypeOK /\ RefcountTypeOK /\ DependenciesTypeOK

\* The reference count is never negative.
RefcntNeverNegative == \A m \in Modules : refcnt[m] >= 0 /\ (PerCpuRefcount => Count(m) >= 0)

\* BUG_ON(ret < 0) in try_release_module_ref never fires.
BugOnNeverFires == BugOnBelowZero \notin faults

\* WARN_ON(ret < 0) in module_put never fires.
WarnOnNeverFires == WarnOnPutAtZero \notin faults

\* A walker of the module list never touches a freed module.
NoUseAfterFreeByListWalker == UseAfterFreeByListWalker \notin faults

\* A walker of module_bug_list never touches a freed module.
NoUseAfterFreeByBugWalker == UseAfterFreeByBugWalker \notin faults

\* No walker of the module list follows a poisoned pointer.
NoPoisonForListWalker == PoisonForListWalker \notin faults

\* No walker of module_bug_list follows a poisoned pointer.
NoPoisonForBugWalker == PoisonForBugWalker \notin faults

\* Nobody who relies on a reference, or is about to take one, touches a freed module.
NoUseAfterFreeByHolder == UseAfterFreeByHolder \notin faults

\* The loader, which relies on the init hold, never touches a freed module.
NoUseAfterFreeByLoader == UseAfterFreeByLoader \notin faults

\* module_put does not touch the module after its decrement, once the module is freed.
NoUseAfterFreeByTracepoint == UseAfterFreeByTracepoint \notin faults

\* No module is freed while references to it are outstanding.
NeverFreedWhileReferenced == FreedWhileReferenced \notin faults

\* An unload that is not forced is decided only when no reference is outstanding.
CommitsOnlyUnused == CommitWhileReferenced \notin faults

\* Once an unload is decided, or a load that has failed is being undone, no get succeeds.
NoGetAfterCommit == GetAfterCommit \notin faults

\* No get succeeds while the module is GOING.
NoGetWhileGoing == GetWhileGoing \notin faults

\* No get succeeds while the module is UNFORMED.
NoGetWhileUnformed == GetWhileUnformed \notin faults

\* A count that has come to zero for good stays there until the module is freed.
ZeroIsAbsorbing == CountLiftedFromZero \notin faults

\* module_refcount never reports ULONG_MAX.
ModuleRefcountIsNotHuge == RefcountIsHuge \notin faults

\* What module_refcount reports was outstanding at some instant of the call: it is linearizable.
ModuleRefcountIsExact ==
  \A t \in Tasks : At(t, "ModuleRefcount_Return") => low[t] <= sum[t] /\ sum[t] <= high[t]

\* BUG_ON(UNFORMED) in strong_try_module_get never fires.
StrongTryModuleGetNeverBugs == BugOnStrongTryModuleGet \notin faults

\* BUG_ON(UNFORMED) in module_flags never fires.
ModuleFlagsNeverBugs == BugOnModuleFlags \notin faults

\* No kprobe is set in a module without a reference to it.
NoProbeWithoutReference == ProbeWithoutReference \notin faults

\* What a lookup has found is there as long as its section lasts.
NoUseAfterFreeByLookup == UseAfterFreeByLookup \notin faults

\* dereference_symbol_descriptor never touches a freed module.
NoUseAfterFreeByDescriptor == UseAfterFreeByDescriptor \notin faults

\* report_bug never uses an entry of a freed module.
NoUseAfterFreeByReportBug == UseAfterFreeByReportBug \notin faults

\* symbol_put_addr never touches a freed module on its way to the one that it looks for.
NoUseAfterFreeBySymbolPutAddr == UseAfterFreeBySymbolPutAddr \notin faults

\* symbol_put_addr never follows a poisoned pointer.
NoPoisonForSymbolPutAddr == PoisonForSymbolPutAddr \notin faults

\* A loader is told EEXIST only of a module that is LIVE.
ExistsMeansLive == ExistsThoughNotLive \notin faults

\* last_unloaded_module is one name, not a mixture of two.
LastUnloadedIsOneName == LastUnloadedOfTwoNames \notin faults

\* While module_mutex is free: a module that another uses has the link's reference, and is not GOING.
UsedModuleStays ==
  mutex = None => \A m \in Modules : UsedBy(m) # {} => Count(m) >= 1 /\ state[m] # GOING

\* While module_mutex is free: one reference for each link.
OneReferencePerLink == mutex = None => \A m \in Modules : linkRefs[m] = Cardinality(UsedBy(m))

\* A module is freed only when no other links to it.
NeverFreedWhileLinked ==
  \A t \in Tasks : Next1(t) \in {"FreeModule_Free", "LoadModule_Free"} => UsedBy(obj[t]) = {}

\* A module whose load has failed, and is being undone, does not count as live.
FailedLoadIsNotLive == FailedLoadTakenForLive \notin faults

\* What was published of a module is taken back before its memory goes.
PublishedIsThere == \A m \in Modules : registered[m] => Allocated(m)

\* No two modules of one name are on the list.
NamesAreUnique ==
  \A m, n \in Modules : m # n /\ NameOf(m) = NameOf(n) => ~(Linked(next, m) /\ Linked(next, n))

\* A failed unload leaves no trace: the module is LIVE and its count is what is outstanding.
FailedUnloadLeavesNoTrace ==
  \A t \in Tasks : At(t, "DeleteModule_MutexUnlock") /\ ret[t] = -EWOULDBLOCK /\ UsedBy(obj[t]) = {}
                     => state[obj[t]] = LIVE /\ Count(obj[t]) = Outstanding(obj[t])

\* A get that fails on a module that was live means that an unload of it has been decided.
FailedGetMeansCommitted == \A m \in Modules : refused[m] => committed[m]

\* A task in try_module_get or module_put can always take its next step, whatever unloading does.
GetAndPutAreNeverStalled ==
  \A t \in Tasks : Next1(t) \in GetLabels \cup PutLabels \cup
                              {"TryModuleGet_Trace", "ModuleGet_Trace", "ModulePut_Trace"}
                     => ENABLED GetOrPutStep(t)

\* A reader in its section can always take its next step, whatever loads and unloads do.
ReadersNeverWait ==
  \A t \in Lookers : Next1(t) \in {"ModuleAddress_Next", "ModuleFindBug_Next"} => ENABLED ReaderStep(t)

\* Each step of a get or a put brings it nearer to its end: nobody can make it repeat one.
EveryStepOfAGetOrPutCounts == [][\A t \in Tasks : GetOrPutStep(t) => Len(pc'[t]) < Len(pc[t])]_vars

\* module_refcount never reports fewer than were outstanding at some instant of the call
\* (one fewer from patch 5 on, while an unload has the base).
ModuleRefcountNeverTooLow ==
  \A t \in Tasks : At(t, "ModuleRefcount_Return")
                     => sum[t] >= low[t] - (IF BaseRefcount THEN 1 ELSE 0)

\* delete_module returns the error of the first check that fails, and 0 only when the module is gone.
ErrorsAreInOrder ==
  \A t \in Unloaders : At(t, "DeleteModule_Return") =>
    /\ (ret[t] = -EPERM)  = (t \in Unprivileged)
    /\ (ret[t] = -EFAULT) = (t \in BadPointer \ Unprivileged)
    /\ ret[t] = -EINTR => t \in Interrupted
    /\ ret[t] = 0      => obj[t] \notin Permanent \/ t \in Forcers
    /\ ret[t] \in {0, -EPERM, -EFAULT, -EINTR, -ENOENT, -EBUSY, -EWOULDBLOCK}

\* module_refcount, where it is one read, reports what is outstanding, or one less while an unload
\* has the base, and -1 only when that unload is decided.
ModuleRefcountInBounds == RefcountOutOfBounds \notin faults

\* delete_module gives each error for its own reason (looked at while it still holds the mutex).
EveryErrorHasItsReason ==
  \A t \in Unloaders : At(t, "DeleteModule_MutexUnlock") /\ ret[t] # 0 =>
    LET m == obj[t]
    IN  /\ ret[t] \in {-ENOENT, -EBUSY, -EWOULDBLOCK}
        /\ ret[t] = -ENOENT      => ~Linked(next, m) \/ state[m] = UNFORMED
        /\ ret[t] = -EBUSY       => Linked(next, m) /\ state[m] # UNFORMED
        /\ ret[t] = -EWOULDBLOCK => /\ Linked(next, m)
                                    /\ UsedBy(m) # {} \/ (state[m] = LIVE /\ m \notin Permanent)

\* A module that was formed is freed only when it is GOING.
OnlyGoingIsFreed == \A t \in Tasks : At(t, "FreeModule_Trace") => state[obj[t]] = GOING

\* The init hold ends with the load at the latest.
InitHoldIsPut == \A m \in Modules : hold[m] # 0 => \E t \in Loaders : obj[t] = m

\* Every call returns.
EveryCallReturns == \A t \in Tasks : ~Idle(t) ~> Idle(t)

\* No module stays unused from some time on (what UnusedModuleGoes asks of such a module would say nothing).
NoModuleStaysUnused == \A m \in Modules : []<>(refs[m] # 0 \/ InGet(m) # {})

\* An unused module that somebody keeps trying to unload goes.
UnusedModuleGoes ==
  \A m \in Modules : (<>[](refs[m] = 0 /\ InGet(m) = {})) => []<>(mem[m] # "allocated")
=============================================================================
