-------------------------------- MODULE Load ---------------------------------
(* load_module, do_init_module and free_module.                              *)
(*                                                                           *)
(* Models: add_unformed_module, module_unload_init (the init hold),          *)
(*   complete_formation, init() that succeeds or fails, the early failures   *)
(*   before and after complete_formation (the labels free_unload and         *)
(*   bug_cleanup, which both end in unlink_mod), and free_module in the order*)
(*   that each patch gives it.                                               *)
(*   A name that is taken is waited for on module_wq or refused.             *)
(*   init() may request another module, and wait for it.                     *)
(* Fused: mutex sections with one step inside. Sound, as they wait for the   *)
(*   mutex, and nobody could do anything in between but give up (EINTR).     *)
(* Leaves out: sections, sysfs, which the protocol never reads; a signal     *)
(*   while waiting for a name; loads of one file at once, which share one    *)
(*   result from v6.5 on (Idempotent).                                       *)
EXTENDS Notifiers

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

\* The keys of its locks leave lockdep after it has left the lists; from v4.0 on that waits once more.
FreeKeys == IF KeyLookers = {} THEN <<>>
            ELSE <<"FreeModule_LockdepFreeKeyRange">>
                 \o (IF LockdepWaits THEN <<"SynchronizeSched_Begin">> ELSE <<>>)

FreeModule == <<"FreeModule_Trace", "FreeModule_Unformed">> \o ModuleUnloadFree
              \o <<"FreeModule_MutexLock">> \o UnlinkOrder \o <<"FreeModule_MutexUnlock">>
              \o FreeKeys \o <<"FreeModule_Free">>

\* The failure path from unlink_mod on, with the wait that patch 1 adds.
UnlinkMod == <<"LoadModule_MutexLock", "LoadModule_ListDelRcu">> \o Wakes("LoadModule_WakeUpAll")
             \o (IF FailedLoadWaits THEN <<WaitForWalkers>> ELSE <<>>)
             \o <<"LoadModule_MutexUnlock", "LoadModule_Free", "LoadModule_Return">>

\* free_unload; ddebug_cleanup; bug_cleanup; the notifiers, before bug_cleanup or after it.
FailEarly      == ModuleUnloadFree \o UnlinkMod
FailMisaligned == <<"SynchronizeSched_Begin">> \o FailEarly
FailureIsTold  == IF SomebodyListens /\ FailureNotifies THEN <<"ModuleNotify_Going">> ELSE <<>>
ToldAndCleaned ==
  LET told    == FailureIsTold
      cleaned == BugCleanup("LoadModule_BugCleanup")
  IN  IF told = <<>> \/ cleaned = <<>> \/ BugCleanupComesLast THEN told \o cleaned ELSE cleaned \o told
FailLate       == ToldAndCleaned \o FailMisaligned

\* Those who were told of COMING are told of GOING, and then the load goes to bug_cleanup.
FailRefused    == Notify("ModuleNotify_Going") \o <<"LoadModule_FailRefused">>
                  \o BugCleanup("LoadModule_BugCleanup") \o FailMisaligned

Requests(m)     == IF m \in Requesting THEN <<"RequestModule_Call">> ELSE <<>>
FormedModule(m) == NotifyComing(m) \o <<"LoadModule_Trace">> \o Requests(m) \o <<"DoInitModule_Init">>
InitSucceeds == <<"DoInitModule_Live">> \o NotifyLive \o <<"DoInitModule_MutexLock">> \o ModulePut
                \o <<"DoInitModule_DropInit">> \o Wakes("LoadModule_WakeUpAll") \o <<"LoadModule_Return">>
GoesAgain    == Notify("ModuleNotify_Going") \o FreeModule \o Wakes("LoadModule_WakeUpAll")
                \o <<"LoadModule_Return">>
InitFails    == <<"DoInitModule_Going", "SynchronizeSched_Begin">> \o ModulePut \o GoesAgain
RoFails      == <<"DoInitModule_Going", "SynchronizeSched_Begin">> \o GoesAgain

-----------------------------------------------------------------------------
(* load_module                                                               *)

\* A slot is loaded again only when nobody refers to what was there: another load is another memory. An
\* entry that stayed on module_bug_list, and an interface that was never taken away, refer to it, too.
NobodyRefersToTheOld(m) ==
  refs[m] = 0 /\ ~registered[m] /\ ~Linked(bugNext, m) /\ \A u \in Tasks : obj[u] # m

\* What init() may ask request_module for: the module that imports something.
Requested == CHOOSE m \in Modules : ImportsOf(m) # <<>>

MayBeLoaded(m) ==
  /\ ~Linked(next, m) /\ ~Allocated(m) /\ NobodyRefersToTheOld(m)
  /\ ImportsOf(m) # <<>> => ImportsAreBounded(m)

LoadModule(m) == (IF NamesAreShared /\ LooksEarly THEN <<"LoadModule_EarlyModCheck">> ELSE <<>>)
                 \o <<"LoadModule_AddUnformed", "LoadModule_ModuleUnloadInit">> \o ResolveSymbols(m)
                 \o <<"LoadModule_CompleteFormation">>

LoadModule_Call(t, m) ==
  /\ t \in Loaders \ Helpers /\ Running(t)
  /\ MayBeLoaded(m) /\ (Requesting # {} => m # Requested)
  /\ Call(t, m, LoadModule(m))
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

\* Nothing is allocated yet; the name is looked for once more later.
LoadModule_EarlyModCheck(t) ==
  /\ At(t, "LoadModule_EarlyModCheck") /\ Running(t) /\ MutexIsFree
  /\ Namesakes(obj[t]) = {}
  /\ Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, listVars, countVars, ghostVars>>

\* finished_loading: what the waiter for a name waits for.
FinishedLoading(n) == state[n] = LIVE \/ (state[n] = GOING /\ ~WaitsForGoing)

\* EEXIST says that the module is there.
Exists(t, n) == /\ Errno(t, EEXIST)
                /\ faults' = Fault(state[n] # LIVE, ExistsThoughNotLive)

\* The name is taken: by a module that is on its way in or out, or one that is there.
LoadModule_NameIsTaken(t) ==
  /\ Next1(t) \in {"LoadModule_EarlyModCheck", "LoadModule_AddUnformed"} /\ Running(t) /\ MutexIsFree
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
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, listVars, countVars, ghostVars>>

\* Nobody has woken the loader for 30 seconds: it gives the symbol up.
ResolveSymbol_TimesOut(t) ==
  /\ At(t, "ResolveSymbol_Wait") /\ Running(t)
  /\ t \in asleep
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
  /\ Jump(t, FormedModule(obj[t]))
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, mem, next, faults, countVars, ghostVars>>

\* A COMING notifier refuses the module, after another has published it.
PrepareComingModule_Fails(t) ==
  /\ At(t, "LoadModule_Trace") /\ Running(t)
  /\ t \in RefusedLoaders /\ RefusalIsHeard
  /\ Jump(t, FailRefused)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, listVars, countVars, ghostVars>>

\* A load that fails after complete_formation. Later versions set GOING, earlier ones leave it COMING to
\* the end (facts F15, F27).
Fails(t, isGoing, seq) ==
  /\ state' = [state EXCEPT ![obj[t]] = IF isGoing THEN GOING ELSE @]
  /\ committed' = [committed EXCEPT ![obj[t]] = TRUE]
  /\ Jump(t, seq)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, mem, next, bugNext, faults, countVars,
                 refs, hold, low, high, registered, refused>>

LoadModule_FailRefused(t) ==
  At(t, "LoadModule_FailRefused") /\ Running(t) /\ Fails(t, RefusedIsGoing, Tail(pc[t]))

\* The allocation tags cannot be set up. From v6.16 on that makes the load fail, but the error is zero.
LoadModule_CodetagFails(t) ==
  /\ At(t, "LoadModule_Trace") /\ Running(t)
  /\ t \in CodetagFailers /\ CodetagFailsLoad
  /\ Fails(t, TRUE, FailLate)

\* A parameter is refused, or sysfs has no memory: through bug_cleanup to unlink_mod.
LoadModule_FailLate(t) ==
  /\ At(t, "LoadModule_Trace") /\ Running(t)
  /\ t \in LateFailers
  /\ Fails(t, FailureIsGoing, FailLate)

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
Free(t, more) ==
  /\ mem'  = [mem EXCEPT ![obj[t]] = "freed"]
  /\ hold' = [hold EXCEPT ![obj[t]] = 0]
  /\ faults' = Fault(refs[obj[t]] + linkRefs[obj[t]] > 0, FreedWhileReferenced) \cup more
  /\ Done(t)
  /\ UNCHANGED <<loadVars, mutex, rcuVars, state, next, bugNext, countVars,
                 refs, low, high, registered, committed, refused>>

\* load_module returns 0, as the error of codetag_load_module is not kept (fact F25).
ErrorIsLost(t) == t \in CodetagFailers /\ CodetagErrorIsLost

LoadModule_Free(t) ==
  /\ At(t, "LoadModule_Free") /\ Running(t)
  /\ Free(t, If(ErrorIsLost(t), ZeroThoughFreed))
  /\ ret' = [ret EXCEPT ![t] = IF ErrorIsLost(t) THEN 0 ELSE -EIO]

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

\* What init() returns if it fails. load_module says EEXIST of a module that is there (fact F26).
InitErrno(t) == IF t \notin ExistsFailers THEN EIO ELSE IF InitExistsIsBusy THEN EBUSY ELSE EEXIST

\* init() returns: it has registered the module's interface (unless that is left to a LIVE notifier), or
\* it has failed and left nothing.
DoInitModule_Init(t) ==
  /\ At(t, "DoInitModule_Init") /\ Running(t)
  /\ \/ /\ t \in GoodLoaders
        /\ registered' = [registered EXCEPT ![obj[t]] = obj[t] \notin SetUpWhenLive]
        /\ ret' = [ret EXCEPT ![t] = 0]
        /\ Jump(t, InitSucceeds)
        /\ UNCHANGED faults
     \/ /\ t \in InitFailers
        /\ Errno(t, InitErrno(t))
        /\ faults' = Fault(ret'[t] = -EEXIST, ExistsThoughNotLive)
        /\ Jump(t, InitFails)
        /\ UNCHANGED registered
  /\ UNCHANGED <<loadVars, mutex, rcuVars, state, mem, next, bugNext, countVars,
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
(* request_module, called by init(): a helper loads another module, and      *)
(* init() waits until that has ended.                                        *)

Helper == CHOOSE h \in Helpers : TRUE

RequestModule_Call(t) ==
  /\ At(t, "RequestModule_Call") /\ Running(t)
  /\ Idle(Helper)
  /\ IF MayBeLoaded(Requested)
       THEN /\ pc'  = [pc EXCEPT ![t] = <<"RequestModule_Wait">> \o Tail(@),
                                 ![Helper] = LoadModule(Requested)]
            /\ obj' = [obj EXCEPT ![Helper] = Requested]
       ELSE Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, listVars, countVars, ghostVars>>

RequestModule_Wait(t) ==
  /\ At(t, "RequestModule_Wait") /\ Running(t)
  /\ Idle(Helper)
  /\ Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, listVars, countVars, ghostVars>>

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

FreeModule_LockdepFreeKeyRange(t) ==
  /\ At(t, "FreeModule_LockdepFreeKeyRange") /\ Running(t)
  /\ Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, listVars, countVars, ghostVars>>

FreeModule_MutexUnlock(t) == At(t, "FreeModule_MutexUnlock") /\ Running(t) /\ UnlocksMutex(t)

FreeModule_Free(t) ==
  /\ At(t, "FreeModule_Free") /\ Running(t)
  /\ Free(t, {})
  /\ UNCHANGED ret
=============================================================================
