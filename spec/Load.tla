-------------------------------- MODULE Load ---------------------------------
(* load_module, do_init_module and free_module.                              *)
(*                                                                           *)
(* Models: add_unformed_module, module_unload_init (the init hold),          *)
(*   complete_formation, init() that succeeds or fails, the early failures   *)
(*   before and after complete_formation (the labels free_unload and         *)
(*   bug_cleanup, which both end in unlink_mod), and free_module in the order*)
(*   that each patch gives it.                                               *)
(*   A name that is taken is waited for on module_wq or refused.             *)
(* Fused: mutex sections with one step inside. Sound, as they wait for the   *)
(*   mutex, and nobody could do anything in between but give up (EINTR).     *)
(* Leaves out: sections, sysfs, which the protocol never reads; a signal     *)
(*   while waiting for a name; loads of one file at once, which later kernels*)
(*   share (v6.5).                                                           *)
EXTENDS Lookups

Allocated(m) == mem[m] = "allocated"

Errno(t, errno) == ret' = [ret EXCEPT ![t] = -errno]

-----------------------------------------------------------------------------
(* The orders, as tuples.                                                    *)

\* The grace period that follows the unlinking.
WaitForWalkers == IF SomebodyReliesOnGracePeriods /\ UnlinkWaitsFor = "sched"
                    THEN "SynchronizeSched_Begin" ELSE "SynchronizeRcu_Begin"

BugCleanup(label) == IF BugListIsWalked THEN <<label>> ELSE <<>>

\* free_module, from the unlinking on.
UnlinkOrder ==
  CASE UnlinksUnderStopMachine ->
         <<"StopMachine_Park", "StopMachine_Stop", "FreeModule_ListDel", "StopMachine_Restart">>
    [] ~UnlinksUnderStopMachine /\ ~BugListIsWalked ->
         <<"FreeModule_ListDelRcu", WaitForWalkers>>
    [] ~UnlinksUnderStopMachine /\ BugListIsWalked /\ ~BugListIsRcu ->
         <<"FreeModule_ListDelRcu", WaitForWalkers, "FreeModule_BugCleanup">>
    [] ~UnlinksUnderStopMachine /\ BugListIsWalked /\ BugListIsRcu ->
         <<"FreeModule_ListDelRcu", "FreeModule_BugCleanup", WaitForWalkers>>

FreeModule == <<"FreeModule_Trace", "FreeModule_Unformed">> \o ModuleUnloadFree
              \o <<"FreeModule_MutexLock">> \o UnlinkOrder \o <<"FreeModule_MutexUnlock", "FreeModule_Free">>

\* The failure path from unlink_mod on, with the wait that patch 1 adds.
UnlinkMod == <<"LoadModule_MutexLock", "LoadModule_ListDelRcu">> \o Wakes("LoadModule_WakeUpAll")
             \o (IF FailedLoadWaits THEN <<WaitForWalkers>> ELSE <<>>)
             \o <<"LoadModule_MutexUnlock", "LoadModule_Free", "LoadModule_Return">>

\* Notifiers are told, where somebody listens.
Notify(label) == IF PublishedWhileComing # {} THEN <<label>> ELSE <<>>

\* free_unload; ddebug_cleanup; bug_cleanup, and the notifiers before it where a version has that.
FailEarly      == ModuleUnloadFree \o UnlinkMod
FailMisaligned == <<"SynchronizeSched_Begin">> \o FailEarly
FailLate       == (IF PublishedWhileComing # {} /\ FailureNotifies THEN <<"ModuleNotify_Going">> ELSE <<>>)
                  \o BugCleanup("LoadModule_BugCleanup") \o FailMisaligned

FormedModule == Notify("ModuleNotify_Coming") \o <<"LoadModule_Trace", "DoInitModule_Init">>
InitSucceeds == <<"DoInitModule_Live", "DoInitModule_MutexLock">> \o ModulePut
                \o <<"DoInitModule_DropInit">> \o Wakes("LoadModule_WakeUpAll") \o <<"LoadModule_Return">>
GoesAgain    == Notify("ModuleNotify_Going") \o FreeModule \o Wakes("LoadModule_WakeUpAll")
                \o <<"LoadModule_Return">>
InitFails    == <<"DoInitModule_Going", "SynchronizeSched_Begin">> \o ModulePut \o GoesAgain
RoFails      == <<"DoInitModule_Going", "SynchronizeSched_Begin">> \o GoesAgain

-----------------------------------------------------------------------------
(* load_module                                                               *)

\* A slot is loaded again only when nobody refers to what was there: another load is another memory.
NobodyRefersToTheOld(m) == refs[m] = 0 /\ \A u \in Tasks : obj[u] # m

LoadModule_Call(t, m) ==
  /\ t \in Loaders /\ Running(t)
  /\ ~Linked(next, m) /\ ~Allocated(m) /\ NobodyRefersToTheOld(m)
  /\ ImportsOf(m) # <<>> => ImportsAreBounded(m)
  /\ Call(t, m, <<"LoadModule_AddUnformed", "LoadModule_ModuleUnloadInit">> \o ResolveSymbols(m)
                \o <<"LoadModule_CompleteFormation">>)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, listVars, countVars, ghostVars>>

\* Who has the name: at most one is on the list.
Namesakes(m) == {n \in Modules : NameOf(n) = NameOf(m) /\ Linked(next, n)}

\* Under the mutex: on the list, before the count and anything else is initialised.
LoadModule_AddUnformed(t) ==
  /\ At(t, "LoadModule_AddUnformed") /\ Running(t) /\ MutexIsFree
  /\ Namesakes(obj[t]) = {}
  /\ mem'   = [mem EXCEPT ![obj[t]] = "allocated"]
  /\ state' = [state EXCEPT ![obj[t]] = UNFORMED]
  /\ next'  = ListAdd(next, obj[t])
  /\ Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, bugNext, faults, countVars, ghostVars>>

\* finished_loading: what the waiter for a name waits for.
FinishedLoading(n) == state[n] = LIVE \/ (state[n] = GOING /\ ~WaitsForGoing)

\* EEXIST says that the module is there.
Exists(t, n) == /\ Errno(t, EEXIST)
                /\ faults' = Fault(state[n] # LIVE, ExistsThoughNotLive)

\* The name is taken: by a module that is on its way in or out, or one that is there.
LoadModule_NameIsTaken(t) ==
  /\ At(t, "LoadModule_AddUnformed") /\ Running(t) /\ MutexIsFree
  /\ \E n \in Namesakes(obj[t]) :
       IF ~FinishedLoading(n)
         THEN /\ Jump(t, <<"LoadModule_FinishedLoading">> \o
                         (IF LooksOnceMore THEN <<"LoadModule_LookOnceMore">> ELSE pc[t]))
              /\ UNCHANGED <<ret, faults>>
         ELSE /\ Jump(t, <<"LoadModule_Return">>)
              /\ IF LooksOnceMore /\ state[n] # LIVE THEN Errno(t, EBUSY) /\ UNCHANGED faults
                                                     ELSE Exists(t, n)
  /\ UNCHANGED <<loadVars, mutex, rcuVars, state, mem, next, bugNext, countVars, ghostVars>>

\* wait_event: who finds that it is not over yet sleeps until somebody wakes all, and looks again.
LoadModule_FinishedLoading(t) ==
  /\ At(t, "LoadModule_FinishedLoading") /\ Running(t) /\ MutexIsFree
  /\ t \notin asleep
  /\ IF \A n \in Namesakes(obj[t]) : FinishedLoading(n)
       THEN Done(t) /\ UNCHANGED asleep
       ELSE asleep' = asleep \cup {t} /\ UNCHANGED <<pc, obj>>
  /\ UNCHANGED <<uses, linkRefs, lastUnloaded, ret, mutex, rcuVars, listVars, countVars, ghostVars>>

\* EBUSY, even if the old one is gone by now, unless it is LIVE.
LoadModule_LookOnceMore(t) ==
  /\ At(t, "LoadModule_LookOnceMore") /\ Running(t) /\ MutexIsFree
  /\ IF \E n \in Namesakes(obj[t]) : state[n] = LIVE THEN Errno(t, EEXIST) ELSE Errno(t, EBUSY)
  /\ Jump(t, <<"LoadModule_Return">>)
  /\ UNCHANGED <<loadVars, mutex, rcuVars, listVars, countVars, ghostVars>>

InitHold == 1

LoadModule_ModuleUnloadInit(t) ==
  /\ At(t, "LoadModule_ModuleUnloadInit") /\ Running(t)
  /\ LET m == obj[t]
         zero == [c \in CPUs |-> 0]
     IN  /\ IF PerCpuRefcount
              THEN /\ \E c \in CPUs : incs' = [incs EXCEPT ![m] = [zero EXCEPT ![c] = InitHold]]
                   /\ decs' = [decs EXCEPT ![m] = zero]
                   /\ UNCHANGED refcnt
              ELSE /\ refcnt' = [refcnt EXCEPT ![m] =
                        InitHold + (IF BaseRefcount THEN MODULE_REF_BASE ELSE 0)]
                   /\ UNCHANGED <<incs, decs>>
         /\ hold'      = [hold EXCEPT ![m] = InitHold]
         /\ committed' = [committed EXCEPT ![m] = FALSE]
         /\ refused'   = [refused EXCEPT ![m] = FALSE]
  /\ Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, listVars, sum, scan, refs, low, high, registered>>

\* Symbols do not resolve, relocation fails: straight to free_unload and unlink_mod.
LoadModule_FailEarly(t) ==
  /\ Running(t)
  /\ (At(t, "LoadModule_CompleteFormation") /\ t \in EarlyFailers) \/ CannotResolve(t)
  /\ Jump(t, FailEarly)
  /\ asleep' = asleep \ {t}
  /\ UNCHANGED <<uses, linkRefs, lastUnloaded, ret, mutex, rcuVars, listVars, countVars, ghostVars>>

\* complete_formation refuses a section after module_bug_finalize, on kernels that look at that, and
\* on some of them the entry stays on module_bug_list (fact F16).
LoadModule_Misaligned(t) ==
  /\ At(t, "LoadModule_CompleteFormation") /\ Running(t) /\ MutexIsFree
  /\ t \in Misaligned /\ RwxIsEnforced
  /\ bugNext' = IF MisalignedLeavesBugEntry THEN BugListAdd(obj[t]) ELSE bugNext
  /\ Jump(t, FailMisaligned)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, state, mem, next, faults, countVars, ghostVars>>

\* Under the mutex: on module_bug_list, then COMING. Fused, as no bug-list walker looks at the state.
LoadModule_CompleteFormation(t) ==
  /\ At(t, "LoadModule_CompleteFormation") /\ Running(t) /\ MutexIsFree
  /\ t \in GoodLoaders \cup InitFailers \cup LateFailers
  /\ bugNext' = BugListAdd(obj[t])
  /\ state'   = [state EXCEPT ![obj[t]] = COMING]
  /\ Jump(t, FormedModule)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, mem, next, faults, countVars, ghostVars>>

\* The notifiers are told; one of them may publish the module, so that gets may come.
ModuleNotify_Coming(t) ==
  /\ At(t, "ModuleNotify_Coming") /\ Running(t)
  /\ registered' = [registered EXCEPT ![obj[t]] = obj[t] \in PublishedWhileComing]
  /\ Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, listVars, countVars,
                 refs, hold, low, high, committed, refused>>

\* They take that back, when nobody is on the way in any more.
ModuleNotify_Going(t) ==
  /\ At(t, "ModuleNotify_Going") /\ Running(t)
  /\ OnTheWayIn(obj[t]) = {}
  /\ registered' = [registered EXCEPT ![obj[t]] = FALSE]
  /\ Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, listVars, countVars,
                 refs, hold, low, high, committed, refused>>

\* A parameter is refused, sysfs has no memory: by bug_cleanup to unlink_mod. Later versions say GOING
\* first, earlier ones leave it COMING to the end (fact F15).
LoadModule_FailLate(t) ==
  /\ At(t, "LoadModule_Trace") /\ Running(t)
  /\ t \in LateFailers
  /\ state' = [state EXCEPT ![obj[t]] = IF FailureIsGoing THEN GOING ELSE @]
  /\ committed' = [committed EXCEPT ![obj[t]] = TRUE]
  /\ Jump(t, FailLate)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, mem, next, bugNext, faults, countVars,
                 refs, hold, low, high, registered, refused>>

LoadModule_BugCleanup(t) ==
  /\ At(t, "LoadModule_BugCleanup") /\ Running(t) /\ MutexIsFree
  /\ BugListDel(obj[t])
  /\ Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, state, mem, next, faults, countVars, ghostVars>>

LoadModule_MutexLock(t) == At(t, "LoadModule_MutexLock") /\ Running(t) /\ LocksMutex(t)

LoadModule_ListDelRcu(t) ==
  /\ At(t, "LoadModule_ListDelRcu") /\ Running(t)
  /\ next' = ListDelRcu(next, obj[t])
  /\ Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, state, mem, bugNext, faults, countVars, ghostVars>>

LoadModule_MutexUnlock(t) == At(t, "LoadModule_MutexUnlock") /\ Running(t) /\ UnlocksMutex(t)

\* The memory goes, and what was never let go of goes with it.
Free(t) ==
  /\ mem'  = [mem EXCEPT ![obj[t]] = "freed"]
  /\ hold' = [hold EXCEPT ![obj[t]] = 0]
  /\ faults' = Fault(refs[obj[t]] + linkRefs[obj[t]] > 0, FreedWhileReferenced)
  /\ Done(t)
  /\ UNCHANGED <<loadVars, mutex, rcuVars, state, next, bugNext, countVars,
                 refs, low, high, registered, committed, refused>>

LoadModule_Free(t) ==
  /\ At(t, "LoadModule_Free") /\ Running(t)
  /\ Free(t)
  /\ ret' = [ret EXCEPT ![t] = -EIO]

\* trace_module_load, just before do_init_module.
LoadModule_Trace(t) ==
  /\ At(t, "LoadModule_Trace") /\ Running(t)
  /\ t \in GoodLoaders \cup InitFailers
  /\ Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, listVars, countVars, ghostVars>>

LoadModule_Return(t) ==
  /\ At(t, "LoadModule_Return") /\ Running(t)
  /\ Done(t)
  /\ Got(t, ret[t])
  /\ UNCHANGED <<loadVars, mutex, rcuVars, listVars, countVars, ghostVars>>

-----------------------------------------------------------------------------
(* do_init_module                                                            *)

\* init() returns: it has registered the module's interface, or it has failed and left nothing.
DoInitModule_Init(t) ==
  /\ At(t, "DoInitModule_Init") /\ Running(t)
  /\ \/ /\ t \in GoodLoaders
        /\ registered' = [registered EXCEPT ![obj[t]] = TRUE]
        /\ ret' = [ret EXCEPT ![t] = 0]
        /\ Jump(t, InitSucceeds)
     \/ /\ t \in InitFailers
        /\ ret' = [ret EXCEPT ![t] = -EIO]
        /\ Jump(t, InitFails)
        /\ UNCHANGED registered
  /\ UNCHANGED <<loadVars, mutex, rcuVars, listVars, countVars,
                 refs, hold, low, high, committed, refused>>

\* A plain store, without the mutex. So is the one to GOING below.
DoInitModule_Live(t) ==
  /\ At(t, "DoInitModule_Live") /\ Running(t)
  /\ state' = [state EXCEPT ![obj[t]] = LIVE]
  /\ Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, mem, next, bugNext, faults, countVars, ghostVars>>

DoInitModule_MutexLock(t) == At(t, "DoInitModule_MutexLock") /\ Running(t) /\ LocksMutex(t)

\* The init section is dropped and the mutex released: the loader's last touch of the module.
DoInitModule_DropInit(t) ==
  /\ At(t, "DoInitModule_DropInit") /\ Running(t)
  /\ faults' = LoaderTouch(obj[t])
  /\ MutexUnlock(t)
  /\ Done(t)
  /\ UNCHANGED <<loadVars, ret, rcuVars, state, mem, next, bugNext, countVars, ghostVars>>

\* ro_after_init cannot be set: the module is LIVE, its init hold is put, and it is undone all the
\* same (fact F17).
DoInitModule_RoFails(t) ==
  /\ At(t, "DoInitModule_DropInit") /\ Running(t)
  /\ t \in RoFailers /\ LateRoFailureUnloads
  /\ MutexUnlock(t)
  /\ ret' = [ret EXCEPT ![t] = -EIO]
  /\ Jump(t, RoFails)
  /\ UNCHANGED <<loadVars, rcuVars, listVars, countVars, ghostVars>>

\* A plain store, from which on the module's end is decided at the latest.
BecomesGoing(t) ==
  /\ state' = [state EXCEPT ![obj[t]] = GOING]
  /\ committed' = [committed EXCEPT ![obj[t]] = TRUE]
  /\ Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, mem, next, bugNext, faults, countVars,
                 refs, hold, low, high, registered, refused>>

DoInitModule_Going(t) == At(t, "DoInitModule_Going") /\ Running(t) /\ BecomesGoing(t)

-----------------------------------------------------------------------------
(* free_module, called by delete_module and by a failing do_init_module      *)

FreeModule_Trace(t) ==
  /\ At(t, "FreeModule_Trace") /\ Running(t)
  /\ Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, listVars, countVars, ghostVars>>

FreeModule_Unformed(t) ==
  /\ At(t, "FreeModule_Unformed") /\ Running(t) /\ MutexIsFree
  /\ state' = [state EXCEPT ![obj[t]] = UNFORMED]
  /\ Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, mem, next, bugNext, faults, countVars, ghostVars>>

FreeModule_MutexLock(t) == At(t, "FreeModule_MutexLock") /\ Running(t) /\ LocksMutex(t)

\* __unlink_module, with the CPUs stopped: off both lists.
FreeModule_ListDel(t) ==
  /\ At(t, "FreeModule_ListDel") /\ Running(t)
  /\ next'    = ListDel(next, obj[t])
  /\ bugNext' = IF BugListIsWalked THEN ListDel(bugNext, obj[t]) ELSE bugNext
  /\ Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, state, mem, faults, countVars, ghostVars>>

FreeModule_ListDelRcu(t) ==
  /\ At(t, "FreeModule_ListDelRcu") /\ Running(t)
  /\ next' = ListDelRcu(next, obj[t])
  /\ Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, state, mem, bugNext, faults, countVars, ghostVars>>

FreeModule_BugCleanup(t) ==
  /\ At(t, "FreeModule_BugCleanup") /\ Running(t)
  /\ BugListDel(obj[t])
  /\ Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, state, mem, next, faults, countVars, ghostVars>>

FreeModule_MutexUnlock(t) == At(t, "FreeModule_MutexUnlock") /\ Running(t) /\ UnlocksMutex(t)

FreeModule_Free(t) ==
  /\ At(t, "FreeModule_Free") /\ Running(t)
  /\ Free(t)
  /\ UNCHANGED ret
=============================================================================
