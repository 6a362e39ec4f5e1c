------------------------------ MODULE Properties ------------------------------
(* What is asked of the protocol on every kernel. The comment above each     *)
(* property is what ./check explain prints.                                  *)
(*                                                                           *)
(* A property that forbids a fault names it, so a search for the name finds  *)
(*   the steps that can produce it (Faults). The others say of a state, or of*)
(*   a step, what must be so.                                                *)
(* Which model asks for which: the cfg in models/. What is asked of the      *)
(*   counted protocol is in RefcountMany, by the same names.                 *)
EXTENDS Protocol

TypeOK == TasksTypeOK /\ RcuTypeOK /\ ModuleListTypeOK /\ RefcountTypeOK /\ DependenciesTypeOK

-----------------------------------------------------------------------------
(* Memory: nobody touches what is freed, or follows a poisoned pointer.      *)

\* Nobody who relies on a reference, or is about to take one, touches a freed module.
NoUseAfterFreeByHolder == UseAfterFreeByHolder \notin faults

\* The loader, which relies on the init hold, never touches a freed module.
NoUseAfterFreeByLoader == UseAfterFreeByLoader \notin faults

\* A walker of the module list never touches a freed module.
NoUseAfterFreeByListWalker == UseAfterFreeByListWalker \notin faults

\* A walker of module_bug_list never touches a freed module.
NoUseAfterFreeByBugWalker == UseAfterFreeByBugWalker \notin faults

\* symbol_put_addr never touches a freed module on its way to the one that it looks for.
NoUseAfterFreeBySymbolPutAddr == UseAfterFreeBySymbolPutAddr \notin faults

\* What a lookup has found is there as long as its section lasts.
NoUseAfterFreeByLookup == UseAfterFreeByLookup \notin faults

\* dereference_symbol_descriptor never touches a freed module.
NoUseAfterFreeByDescriptor == UseAfterFreeByDescriptor \notin faults

\* report_bug never uses an entry of a freed module.
NoUseAfterFreeByReportBug == UseAfterFreeByReportBug \notin faults

\* module_put does not touch the module after its decrement, once the module is freed.
NoUseAfterFreeByTracepoint == UseAfterFreeByTracepoint \notin faults

\* No code of the module runs once it is freed.
NoUseAfterFreeByOwnCode == UseAfterFreeByOwnCode \notin faults

\* sprint_symbol never prints from a freed module.
NoUseAfterFreeBySprintSymbol == UseAfterFreeBySprintSymbol \notin faults

\* register_fprobe never uses an address in a freed module.
NoUseAfterFreeByFprobe == UseAfterFreeByFprobe \notin faults

\* look_up_lock_class never reads a key in a freed module.
NoUseAfterFreeByLockClass == UseAfterFreeByLockClass \notin faults

\* No walker of the module list follows a poisoned pointer.
NoPoisonForListWalker == PoisonForListWalker \notin faults

\* No walker of module_bug_list follows a poisoned pointer.
NoPoisonForBugWalker == PoisonForBugWalker \notin faults

\* symbol_put_addr never follows a poisoned pointer.
NoPoisonForSymbolPutAddr == PoisonForSymbolPutAddr \notin faults

\* No module is freed while references to it are outstanding.
NeverFreedWhileReferenced == FreedWhileReferenced \notin faults

\* A module that was formed is freed only when it is GOING.
OnlyGoingIsFreed == \A t \in Tasks : At(t, "FreeModule_Trace") => state[obj[t]] = GOING

\* What was published of a module is taken back before its memory goes.
PublishedIsThere == \A m \in Modules : registered[m] => Allocated(m)

\* As long as listeners have published a module, its traps find their bug entry.
PublishedHasItsBugEntry ==
  \A m \in PublishedWhileComing : registered[m] /\ Allocated(m) => Linked(bugNext, m)

\* A listener tears down only what it has set up.
TearsDownWhatItSetUp == TornDownNotSetUp \notin faults

-----------------------------------------------------------------------------
(* The count, and what an unload or a get decides by it.                     *)

\* The reference count is never negative.
RefcntNeverNegative == \A m \in Modules : refcnt[m] >= 0 /\ (PerCpuRefcount => Count(m) >= 0)

\* Nobody puts a reference that nobody has: what is outstanding of a module is counted, as long as no
\* unload has the base.
NoPutWithoutReference ==
  LET InitFailed(m) == \E t \in Loaders : obj[t] = m /\ Ahead(t, "FreeModule_Trace")
      BaseIsThere(m) ==
        /\ Allocated(m)
        /\ (state[m] \in {COMING, LIVE} /\ ~committed[m]) \/ InitFailed(m)
        /\ \A t \in Tasks : At(t, "TryReleaseModuleRef_Recover") => obj[t] # m
  IN  \A m \in Modules : BaseIsThere(m) => Count(m) >= Outstanding(m)

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

\* A get that fails on a module that was live means that an unload of it has been decided.
FailedGetMeansCommitted == \A m \in Modules : refused[m] => committed[m]

\* A failed unload leaves no trace: the module is LIVE and its count is what is outstanding.
FailedUnloadLeavesNoTrace ==
  \A t \in Tasks : At(t, "DeleteModule_MutexUnlock") /\ ret[t] = -EWOULDBLOCK /\ UsedBy(obj[t]) = {}
                     => state[obj[t]] = LIVE /\ Count(obj[t]) = Outstanding(obj[t])

\* A module whose load has failed, and is being undone, does not count as live.
FailedLoadIsNotLive == FailedLoadTakenForLive \notin faults

\* The init hold ends with the load at the latest.
InitHoldIsPut == \A m \in Modules : hold[m] # 0 => \E t \in Loaders : obj[t] = m

\* No kprobe is set in a module without a reference to it.
NoProbeWithoutReference == ProbeWithoutReference \notin faults

-----------------------------------------------------------------------------
(* What the kernel says.                                                     *)

\* BUG_ON(ret < 0) in try_release_module_ref never fires.
BugOnNeverFires == BugOnBelowZero \notin faults

\* WARN_ON(ret < 0) in module_put never fires.
WarnOnNeverFires == WarnOnPutAtZero \notin faults

\* BUG_ON(UNFORMED) in strong_try_module_get never fires.
StrongTryModuleGetNeverBugs == BugOnStrongTryModuleGet \notin faults

\* BUG_ON(UNFORMED) in module_flags never fires.
ModuleFlagsNeverBugs == BugOnModuleFlags \notin faults

\* BUG_ON(no such symbol) in __symbol_put never fires.
SymbolPutNeverBugs == BugOnSymbolPut \notin faults

-----------------------------------------------------------------------------
(* Answers: of module_refcount, delete_module, load_module and print_modules.*)

\* module_refcount, where it is one read, reports what is outstanding, or one less while an unload
\* has the base, and -1 only when that unload is decided.
ModuleRefcountInBounds == RefcountOutOfBounds \notin faults

\* module_refcount never reports fewer than were outstanding at some instant of the call
\* (one fewer from patch 5 on, while an unload has the base).
ModuleRefcountNeverTooLow ==
  \A t \in Tasks : At(t, "ModuleRefcount_Return")
                     => sum[t] >= low[t] - (IF BaseRefcount THEN 1 ELSE 0)

\* What module_refcount reports was outstanding at some instant of the call: it is linearizable.
ModuleRefcountIsExact ==
  \A t \in Tasks : At(t, "ModuleRefcount_Return") => low[t] <= sum[t] /\ sum[t] <= high[t]

\* module_refcount never reports ULONG_MAX.
ModuleRefcountIsNotHuge == RefcountIsHuge \notin faults

\* delete_module returns the error of the first check that fails, and 0 only when the module is gone.
ErrorsAreInOrder ==
  \A t \in Unloaders : At(t, "DeleteModule_Return") =>
    /\ (ret[t] = -EPERM)  = (t \in Unprivileged)
    /\ (ret[t] = -EFAULT) = (t \in BadPointer \ Unprivileged)
    /\ ret[t] = -EINTR => t \in Interrupted
    /\ ret[t] = 0      => obj[t] \notin Permanent \/ t \in Forcers
    /\ ret[t] \in {0, -EPERM, -EFAULT, -EINTR, -ENOENT, -EBUSY, -EWOULDBLOCK}

\* delete_module gives each error for its own reason (looked at while it still holds the mutex).
EveryErrorHasItsReason ==
  \A t \in Unloaders : At(t, "DeleteModule_MutexUnlock") /\ ret[t] # 0 =>
    LET m == obj[t]
    IN  /\ ret[t] \in {-ENOENT, -EBUSY, -EWOULDBLOCK}
        /\ ret[t] = -ENOENT      => ~Linked(next, m) \/ state[m] = UNFORMED
        /\ ret[t] = -EBUSY       => Linked(next, m) /\ state[m] # UNFORMED
        /\ ret[t] = -EWOULDBLOCK => /\ Linked(next, m)
                                    /\ UsedBy(m) # {} \/ (state[m] = LIVE /\ m \notin Permanent)

\* A loader is told EEXIST only of a module that is LIVE.
ExistsMeansLive == ExistsThoughNotLive \notin faults

\* A load that returns 0 has not freed its module.
ZeroMeansLoaded == ZeroThoughFreed \notin faults

\* delete_module unloads only the module whose name it was given.
OnlyTheNamedGoes == UnloadedByAnotherName \notin faults

\* last_unloaded_module is one name, not a mixture of two.
LastUnloadedIsOneName == LastUnloadedOfTwoNames \notin faults

-----------------------------------------------------------------------------
(* Links and names.                                                          *)

\* While module_mutex is free: a module that another uses has the link's reference, and is not GOING.
UsedModuleStays ==
  mutex = None => \A m \in Modules : UsedBy(m) # {} => Count(m) >= 1 /\ state[m] # GOING

\* While module_mutex is free: one reference for each link.
OneReferencePerLink == mutex = None => \A m \in Modules : linkRefs[m] = Cardinality(UsedBy(m))

\* A module is freed only when no other links to it.
NeverFreedWhileLinked ==
  \A t \in Tasks : Next1(t) \in {"FreeModule_Free", "LoadModule_Free"} => UsedBy(obj[t]) = {}

\* No two modules of one name are on the list.
NamesAreUnique ==
  \A m, n \in Modules : m # n /\ NameOf(m) = NameOf(n) => ~(Linked(next, m) /\ Linked(next, n))

-----------------------------------------------------------------------------
(* Progress: who never has to stand still, and what happens some time.       *)

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

\* No loader waits for a symbol of a module whose init() waits for that loader: only a time-out ends that.
NobodyWaitsForItself ==
  \A t \in Loaders, h \in Helpers :
    At(t, "RequestModule_Wait") /\ At(h, "ResolveSymbol_Wait") /\ h \in asleep
      => obj[t] \notin Owners(SymbolOf(h))

\* Every call returns.
EveryCallReturns == \A t \in Tasks : ~Idle(t) ~> Idle(t)

\* No module stays unused from some time on (if this held, UnusedModuleGoes would
\* say nothing).
NoModuleStaysUnused == \A m \in Modules : []<>(refs[m] # 0 \/ InGet(m) # {})

\* An unused module that somebody keeps trying to unload goes.
UnusedModuleGoes ==
  \A m \in Modules : (<>[](refs[m] = 0 /\ InGet(m) = {})) => []<>(mem[m] # "allocated")

\* A module that has no users, and that somebody keeps trying to unload, goes: nothing else keeps it.
NothingElseKeepsIt == \A m \in Modules : []<>(mem[m] # "allocated")
=============================================================================
