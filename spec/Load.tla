-------------------------------- MODULE Load ---------------------------------
(* load_module, do_init_module and free_module.                              *)
(*                                                                           *)
(* Models: add_unformed_module, module_unload_init (the init hold),          *)
(*   complete_formation, init() that succeeds or fails, the early failures   *)
(*   before and after complete_formation (the labels free_unload and         *)
(*   bug_cleanup, which both end in unlink_mod), and free_module in the order*)
(*   that each patch gives it.                                               *)
(* Leaves out: a second loader of a name that is there (a later issue: a     *)
(*   slot is loaded only while nothing of it is on the list), notifiers,     *)
(*   dependencies; sections, symbols, sysfs, which the protocol never reads. *)
(* Fused: mutex sections with one step inside. Sound, as they wait for the   *)
(*   mutex, and nobody could do anything in between but give up (EINTR).     *)
EXTENDS Refcount

\* What may become of a load, by who loads; a loader may be of several kinds.
CONSTANTS
  GoodLoaders,    \* init() succeeds
  InitFailers,    \* init() fails
  EarlyFailers,   \* load_module fails before complete_formation
  LateFailers     \* load_module fails after complete_formation

ASSUME EveryLoadEndsSomehow == Loaders = GoodLoaders \cup InitFailers \cup EarlyFailers \cup LateFailers

Allocated(m) == mem[m] = "allocated"

LoaderTouch(m) == Fault(mem[m] = "freed", "use after free: loader")

-----------------------------------------------------------------------------
(* The orders, as tuples.                                                    *)

\* The grace period that follows the unlinking.
WaitForWalkers == IF UnlinkWaitsFor = "sched" THEN "SynchronizeSched_Begin" ELSE "SynchronizeRcu_Begin"

\* free_module, from the unlinking on.
UnlinkOrder ==
  CASE UnlinksUnderStopMachine ->
         <<"StopMachine_Park", "StopMachine_Stop", "FreeModule_ListDel", "StopMachine_Restart">>
    [] ~UnlinksUnderStopMachine /\ ~BugListIsRcu ->
         <<"FreeModule_ListDelRcu", WaitForWalkers, "FreeModule_BugCleanup">>
    [] ~UnlinksUnderStopMachine /\ BugListIsRcu ->
         <<"FreeModule_ListDelRcu", "FreeModule_BugCleanup", WaitForWalkers>>

FreeModule == <<"FreeModule_Trace", "FreeModule_Unformed", "FreeModule_MutexLock">> \o UnlinkOrder
              \o <<"FreeModule_MutexUnlock", "FreeModule_Free">>

\* The failure path from unlink_mod on, with the wait that patch 1 adds.
UnlinkMod == <<"LoadModule_MutexLock", "LoadModule_ListDelRcu">>
             \o (IF FailedLoadWaits THEN <<WaitForWalkers>> ELSE <<>>)
             \o <<"LoadModule_MutexUnlock", "LoadModule_Free", "LoadModule_Return">>

FailEarly == UnlinkMod
FailLate  == <<"LoadModule_BugCleanup", "SynchronizeSched_Begin">> \o UnlinkMod

InitSucceeds == <<"DoInitModule_Live", "DoInitModule_MutexLock">> \o ModulePut
                \o <<"DoInitModule_DropInit", "LoadModule_Return">>
InitFails    == <<"DoInitModule_Going", "SynchronizeSched_Begin">> \o ModulePut
                \o FreeModule \o <<"LoadModule_Return">>

-----------------------------------------------------------------------------
(* load_module                                                               *)

\* A slot is loaded again only when nobody refers to what was there: another load is another memory.
NobodyRefersToTheOld(m) == refs[m] = 0

LoadModule_Call(t, m) ==
  /\ t \in Loaders /\ Running(t)
  /\ ~Linked(next, m) /\ ~Allocated(m) /\ NobodyRefersToTheOld(m)
  /\ \A u \in Tasks \ {t} : Next1(u) = "LoadModule_AddUnformed" => obj[u] # m
  /\ Call(t, m, <<"LoadModule_AddUnformed", "LoadModule_ModuleUnloadInit",
                  "LoadModule_CompleteFormation">>)
  /\ UNCHANGED <<ret, mutex, rcuVars, listVars, countVars, ghostVars>>

\* Under the mutex: on the list, before the count and anything else is initialised.
LoadModule_AddUnformed(t) ==
  /\ At(t, "LoadModule_AddUnformed") /\ Running(t) /\ MutexIsFree
  /\ mem'   = [mem EXCEPT ![obj[t]] = "allocated"]
  /\ state' = [state EXCEPT ![obj[t]] = UNFORMED]
  /\ next'  = ListAdd(next, obj[t])
  /\ Done(t)
  /\ UNCHANGED <<ret, mutex, rcuVars, bugNext, faults, countVars, ghostVars>>

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
  /\ UNCHANGED <<ret, mutex, rcuVars, listVars, sum, scan, refs, low, registered>>

\* Symbols do not resolve, relocation fails: straight to free_unload and unlink_mod.
LoadModule_FailEarly(t) ==
  /\ At(t, "LoadModule_CompleteFormation") /\ Running(t)
  /\ t \in EarlyFailers
  /\ Jump(t, FailEarly)
  /\ UNCHANGED <<ret, mutex, rcuVars, listVars, countVars, ghostVars>>

\* Under the mutex: on module_bug_list, then COMING. Fused, as no bug-list walker looks at the state.
LoadModule_CompleteFormation(t) ==
  /\ At(t, "LoadModule_CompleteFormation") /\ Running(t) /\ MutexIsFree
  /\ t \in GoodLoaders \cup InitFailers \cup LateFailers
  /\ bugNext' = ListAdd(bugNext, obj[t])
  /\ state'   = [state EXCEPT ![obj[t]] = COMING]
  /\ Jump(t, <<"LoadModule_Trace", "DoInitModule_Init">>)
  /\ UNCHANGED <<ret, mutex, rcuVars, mem, next, faults, countVars, ghostVars>>

\* A parameter is refused, sysfs has no memory: by bug_cleanup to unlink_mod; COMING to the end.
LoadModule_FailLate(t) ==
  /\ At(t, "LoadModule_Trace") /\ Running(t)
  /\ t \in LateFailers
  /\ Jump(t, FailLate)
  /\ UNCHANGED <<ret, mutex, rcuVars, listVars, countVars, ghostVars>>

LoadModule_BugCleanup(t) ==
  /\ At(t, "LoadModule_BugCleanup") /\ Running(t) /\ MutexIsFree
  /\ BugListDel(obj[t])
  /\ Done(t)
  /\ UNCHANGED <<ret, mutex, rcuVars, state, mem, next, faults, countVars, ghostVars>>

LoadModule_MutexLock(t) ==
  /\ At(t, "LoadModule_MutexLock") /\ Running(t) /\ MutexLock(t)
  /\ Done(t)
  /\ UNCHANGED <<ret, rcuVars, listVars, countVars, ghostVars>>

LoadModule_ListDelRcu(t) ==
  /\ At(t, "LoadModule_ListDelRcu") /\ Running(t)
  /\ next' = ListDelRcu(next, obj[t])
  /\ Done(t)
  /\ UNCHANGED <<ret, mutex, rcuVars, state, mem, bugNext, faults, countVars, ghostVars>>

LoadModule_MutexUnlock(t) ==
  /\ At(t, "LoadModule_MutexUnlock") /\ Running(t) /\ MutexUnlock(t)
  /\ Done(t)
  /\ UNCHANGED <<ret, rcuVars, listVars, countVars, ghostVars>>

\* The memory goes, and what was never let go of goes with it.
Free(t) ==
  /\ mem'  = [mem EXCEPT ![obj[t]] = "freed"]
  /\ hold' = [hold EXCEPT ![obj[t]] = 0]
  /\ faults' = Fault(refs[obj[t]] > 0, "freed while referenced")
  /\ Done(t)
  /\ UNCHANGED <<mutex, rcuVars, state, next, bugNext, countVars,
                 refs, low, registered, committed, refused>>

LoadModule_Free(t) ==
  /\ At(t, "LoadModule_Free") /\ Running(t)
  /\ Free(t)
  /\ ret' = [ret EXCEPT ![t] = -EIO]

\* trace_module_load, just before do_init_module.
LoadModule_Trace(t) ==
  /\ At(t, "LoadModule_Trace") /\ Running(t)
  /\ t \in GoodLoaders \cup InitFailers
  /\ Done(t)
  /\ UNCHANGED <<ret, mutex, rcuVars, listVars, countVars, ghostVars>>

LoadModule_Return(t) ==
  /\ At(t, "LoadModule_Return") /\ Running(t)
  /\ Done(t)
  /\ Got(t, ret[t])
  /\ UNCHANGED <<mutex, rcuVars, listVars, countVars, ghostVars>>

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
  /\ UNCHANGED <<mutex, rcuVars, listVars, countVars, refs, hold, low, committed, refused>>

\* A plain store, without the mutex. So is the one to GOING below.
DoInitModule_Live(t) ==
  /\ At(t, "DoInitModule_Live") /\ Running(t)
  /\ state' = [state EXCEPT ![obj[t]] = LIVE]
  /\ Done(t)
  /\ UNCHANGED <<ret, mutex, rcuVars, mem, next, bugNext, faults, countVars, ghostVars>>

DoInitModule_MutexLock(t) ==
  /\ At(t, "DoInitModule_MutexLock") /\ Running(t) /\ MutexLock(t)
  /\ Done(t)
  /\ UNCHANGED <<ret, rcuVars, listVars, countVars, ghostVars>>

\* The init section is dropped and the mutex released: the loader's last touch of the module.
DoInitModule_DropInit(t) ==
  /\ At(t, "DoInitModule_DropInit") /\ Running(t)
  /\ faults' = LoaderTouch(obj[t])
  /\ MutexUnlock(t)
  /\ Done(t)
  /\ UNCHANGED <<ret, rcuVars, state, mem, next, bugNext, countVars, ghostVars>>

DoInitModule_Going(t) ==
  /\ At(t, "DoInitModule_Going") /\ Running(t)
  /\ state' = [state EXCEPT ![obj[t]] = GOING]
  /\ Done(t)
  /\ UNCHANGED <<ret, mutex, rcuVars, mem, next, bugNext, faults, countVars, ghostVars>>

-----------------------------------------------------------------------------
(* free_module, called by delete_module and by a failing do_init_module      *)

FreeModule_Trace(t) ==
  /\ At(t, "FreeModule_Trace") /\ Running(t)
  /\ Done(t)
  /\ UNCHANGED <<ret, mutex, rcuVars, listVars, countVars, ghostVars>>

FreeModule_Unformed(t) ==
  /\ At(t, "FreeModule_Unformed") /\ Running(t) /\ MutexIsFree
  /\ state' = [state EXCEPT ![obj[t]] = UNFORMED]
  /\ Done(t)
  /\ UNCHANGED <<ret, mutex, rcuVars, mem, next, bugNext, faults, countVars, ghostVars>>

FreeModule_MutexLock(t) ==
  /\ At(t, "FreeModule_MutexLock") /\ Running(t) /\ MutexLock(t)
  /\ Done(t)
  /\ UNCHANGED <<ret, rcuVars, listVars, countVars, ghostVars>>

\* __unlink_module, with the CPUs stopped: off both lists.
FreeModule_ListDel(t) ==
  /\ At(t, "FreeModule_ListDel") /\ Running(t)
  /\ next'    = ListDel(next, obj[t])
  /\ bugNext' = ListDel(bugNext, obj[t])
  /\ Done(t)
  /\ UNCHANGED <<ret, mutex, rcuVars, state, mem, faults, countVars, ghostVars>>

FreeModule_ListDelRcu(t) ==
  /\ At(t, "FreeModule_ListDelRcu") /\ Running(t)
  /\ next' = ListDelRcu(next, obj[t])
  /\ Done(t)
  /\ UNCHANGED <<ret, mutex, rcuVars, state, mem, bugNext, faults, countVars, ghostVars>>

FreeModule_BugCleanup(t) ==
  /\ At(t, "FreeModule_BugCleanup") /\ Running(t)
  /\ BugListDel(obj[t])
  /\ Done(t)
  /\ UNCHANGED <<ret, mutex, rcuVars, state, mem, next, faults, countVars, ghostVars>>

FreeModule_MutexUnlock(t) ==
  /\ At(t, "FreeModule_MutexUnlock") /\ Running(t) /\ MutexUnlock(t)
  /\ Done(t)
  /\ UNCHANGED <<ret, rcuVars, listVars, countVars, ghostVars>>

FreeModule_Free(t) ==
  /\ At(t, "FreeModule_Free") /\ Running(t)
  /\ Free(t)
  /\ UNCHANGED ret
=============================================================================
