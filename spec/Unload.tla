------------------------------- MODULE Unload --------------------------------
(* delete_module: its checks, the test of the count, exit(), free_module.    *)
(*                                                                           *)
(* Models: the checks in the order in which the kernel makes them, each with *)
(*   its error number; try_stop_module under stop_machine (up to patch 4) and*)
(*   by try_release_module_ref (patch 5); exit(), after which the module's   *)
(*   interface is gone.                                                      *)
(*   A forced unload takes the same steps and ignores what they say of the   *)
(*   count, and a missing exit(); not the dependents, and not the state.     *)
(* Fused: the checks between the lock and try_stop_module. Of all that they  *)
(*   read only the state can change without the mutex, and it decides once.  *)
(* Leaves out: async work (a module's own affair).                           *)
EXTENDS Load

\* Does another module use this one?
HasDependents(m) == UsedBy(m) # {}

-----------------------------------------------------------------------------
TryStopModule ==
  CASE PerCpuRefcount -> <<"StopMachine_Park", "StopMachine_Stop", "TryStopModule_SumDecs",
                           "TryStopModule_SumIncs", "TryStopModule_TestZero", "StopMachine_Restart">>
    [] AtomicRefcount -> <<"StopMachine_Park", "StopMachine_Stop", "TryStopModule_AtomicRead",
                           "TryStopModule_TestZero", "StopMachine_Restart">>
    [] BaseRefcount   -> <<"TryReleaseModuleRef_SubBase", "TryReleaseModuleRef_Recover",
                           "TryStopModule_Going">>

\* exit() may use a device of the module itself.
ExitUses == IF ScsiModules = {} THEN <<>>
            ELSE CASE ScsiGets = "always" -> ModuleGet \o ModulePut
                   [] ScsiGets = "try"    -> TryModuleGet \o ModulePut
                   [] OTHER               -> TryModuleGet \o <<"ScsiDevicePut_Refcount">> \o ModulePut

DeleteModule == <<"DeleteModule_Capable", "DeleteModule_CopyName", "DeleteModule_MutexLock",
                  "DeleteModule_Check">> \o TryStopModule
                \o <<"DeleteModule_MutexUnlock", "DeleteModule_ExitBegin">> \o ExitUses
                \o <<"DeleteModule_ExitEnd">> \o Notify("ModuleNotify_Going")
                \o (IF Printers = {} THEN <<>>
                    ELSE <<"DeleteModule_LastUnloaded", "DeleteModule_LastUnloadedRest">>)
                \o FreeModule
                \o (IF SomebodyWaits /\ UnloadWakes THEN <<"DeleteModule_WakeUpAll">> ELSE <<>>)
                \o <<"DeleteModule_Return">>

FailLocked == <<"DeleteModule_MutexUnlock", "DeleteModule_Return">>

-----------------------------------------------------------------------------
DeleteModule_Call(t, m) ==
  /\ t \in Unloaders /\ Running(t)
  /\ Call(t, m, DeleteModule)
  /\ ret' = [ret EXCEPT ![t] = 0]
  /\ UNCHANGED <<loadVars, mutex, rcuVars, listVars, countVars, ghostVars>>

DeleteModule_Capable(t) ==
  /\ At(t, "DeleteModule_Capable") /\ Running(t)
  /\ IF t \in Unprivileged THEN Errno(t, EPERM) /\ Jump(t, <<"DeleteModule_Return">>)
                           ELSE UNCHANGED ret /\ Done(t)
  /\ UNCHANGED <<loadVars, mutex, rcuVars, listVars, countVars, ghostVars>>

DeleteModule_CopyName(t) ==
  /\ At(t, "DeleteModule_CopyName") /\ Running(t)
  /\ CASE t \in BadPointer -> Errno(t, EFAULT) /\ Jump(t, <<"DeleteModule_Return">>)
       [] t \in LongNamed /\ LongNameIsRefused -> Errno(t, ENOENT) /\ Jump(t, <<"DeleteModule_Return">>)
       [] OTHER -> UNCHANGED ret /\ Done(t)
  /\ UNCHANGED <<loadVars, mutex, rcuVars, listVars, countVars, ghostVars>>

DeleteModule_MutexLock(t) == At(t, "DeleteModule_MutexLock") /\ Running(t) /\ LocksMutex(t)

\* mutex_lock_interruptible gives up when it would have to wait and a signal is pending.
DeleteModule_Interrupted(t) ==
  /\ At(t, "DeleteModule_MutexLock") /\ Running(t)
  /\ ~MutexIsFree /\ t \in Interrupted
  /\ Errno(t, EINTR) /\ Jump(t, <<"DeleteModule_Return">>)
  /\ UNCHANGED <<loadVars, mutex, rcuVars, listVars, countVars, ghostVars>>

\* find_module (which skips UNFORMED), source_list, the state, a missing exit(): in this order.
CheckErrno(m, forced) ==
  IF ~Formed(m)            THEN ENOENT
  ELSE IF HasDependents(m) THEN EWOULDBLOCK
  ELSE IF state[m] # LIVE  THEN EBUSY
  ELSE IF m \in Permanent /\ ~forced THEN EBUSY
  ELSE 0

\* Whatever slot has the name now.
FindModule(m) == IF Namesakes(m) = {} THEN m ELSE CHOOSE n \in Namesakes(m) : TRUE

DeleteModule_Check(t) ==
  /\ At(t, "DeleteModule_Check") /\ Running(t)
  /\ LET m     == FindModule(obj[t])
         errno == CheckErrno(m, t \in Forcers)
     IN  /\ IF errno # 0 THEN Errno(t, errno) ELSE UNCHANGED ret
         \* What was cut off is not the name that the caller gave (fact F28).
         /\ faults' = Fault(errno = 0 /\ t \in LongNamed, UnloadedByAnotherName)
         /\ pc'  = [pc EXCEPT ![t] = IF errno # 0 THEN FailLocked ELSE Tail(@)]
         /\ obj' = [obj EXCEPT ![t] = m]
  /\ UNCHANGED <<loadVars, mutex, rcuVars, state, mem, next, bugNext, countVars, ghostVars>>

-----------------------------------------------------------------------------
(* try_stop_module, up to patch 4: all of it with the CPUs stopped, so each  *)
(* sum is one step.                                                          *)

AddToSum(t, value) ==
  /\ sum' = [sum EXCEPT ![t] = @ + value]
  /\ Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, listVars, incs, decs, refcnt, scan, ghostVars>>

TryStopModule_SumDecs(t) ==
  At(t, "TryStopModule_SumDecs") /\ Running(t) /\ AddToSum(t, -SumOver(decs[obj[t]], CPUs))
TryStopModule_SumIncs(t) ==
  At(t, "TryStopModule_SumIncs") /\ Running(t) /\ AddToSum(t, SumOver(incs[obj[t]], CPUs))
TryStopModule_AtomicRead(t) ==
  At(t, "TryStopModule_AtomicRead") /\ Running(t) /\ AddToSum(t, refcnt[obj[t]])

\* The unload is decided: from here on it cannot fail. Who forces it knows that the module is used.
Commit(m, forced) ==
  /\ committed' = [committed EXCEPT ![m] = TRUE]
  /\ faults' = Fault(Outstanding(m) # 0 /\ ~forced, CommitWhileReferenced)

TryStopModule_TestZero(t) ==
  /\ At(t, "TryStopModule_TestZero") /\ Running(t)
  /\ IF sum[t] = 0 \/ t \in Forcers
       THEN /\ state' = [state EXCEPT ![obj[t]] = GOING]
            /\ Commit(obj[t], sum[t] # 0)
            /\ Done(t) /\ UNCHANGED ret
       ELSE /\ Errno(t, EWOULDBLOCK)
            /\ Jump(t, <<"StopMachine_Restart">> \o FailLocked)
            /\ UNCHANGED <<state, committed, faults>>
  /\ sum' = [sum EXCEPT ![t] = 0]
  /\ UNCHANGED <<loadVars, mutex, rcuVars, mem, next, bugNext, incs, decs, refcnt, scan,
                 refs, hold, low, high, registered, refused>>

-----------------------------------------------------------------------------
(* try_stop_module from patch 5 on, with try_release_module_ref.             *)

ReleasedBase == MODULE_REF_BASE

\* atomic_sub_return. Zero decides the unload, without a recovery.
TryReleaseModuleRef_SubBase(t) ==
  /\ At(t, "TryReleaseModuleRef_SubBase") /\ Running(t)
  /\ LET left == refcnt[obj[t]] - ReleasedBase
     IN  /\ refcnt' = [refcnt EXCEPT ![obj[t]] = left]
         /\ IF left = 0 THEN Commit(obj[t], FALSE) ELSE UNCHANGED <<committed, faults>>
         /\ CASE left < 0 -> Jump(t, <<"TryReleaseModuleRef_BugOn">>)
              [] left = 0 -> Jump(t, Tail(From("TryReleaseModuleRef_Recover", pc[t])))
              [] left > 0 -> Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, state, mem, next, bugNext, incs, decs, sum, scan,
                 refs, hold, low, high, registered, refused>>

\* BUG_ON(ret < 0): the caller dies, module_mutex held.
TryReleaseModuleRef_BugOn(t) ==
  /\ At(t, "TryReleaseModuleRef_BugOn") /\ Running(t)
  /\ faults' = faults \cup {BugOnBelowZero}
  /\ Jump(t, <<"Dead">>)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, state, mem, next, bugNext, countVars, ghostVars>>

RecoverGuard(m) == refcnt[m] # 0
RecoveredBase   == MODULE_REF_BASE

\* atomic_add_unless: the base comes back, unless the last holder has left meanwhile. Who forces goes on.
TryReleaseModuleRef_Recover(t) ==
  /\ At(t, "TryReleaseModuleRef_Recover") /\ Running(t)
  /\ IF RecoverGuard(obj[t])
       THEN /\ refcnt' = [refcnt EXCEPT ![obj[t]] = @ + RecoveredBase]
            /\ committed' = [committed EXCEPT ![obj[t]] = FALSE]
            /\ IF t \in Forcers THEN UNCHANGED ret /\ Done(t)
                                ELSE Errno(t, EWOULDBLOCK) /\ Jump(t, FailLocked)
       ELSE UNCHANGED <<refcnt, committed, ret>> /\ Done(t)
  /\ UNCHANGED <<loadVars, mutex, rcuVars, listVars, incs, decs, sum, scan,
                 refs, hold, low, high, registered, refused>>

\* A plain store: the unload is decided already, unless it is forced.
TryStopModule_Going(t) == At(t, "TryStopModule_Going") /\ Running(t) /\ BecomesGoing(t)

-----------------------------------------------------------------------------
DeleteModule_MutexUnlock(t) == At(t, "DeleteModule_MutexUnlock") /\ Running(t) /\ UnlocksMutex(t)

\* exit() takes the interface away, and returns when nobody is on the way in any more. What others have
\* published is theirs to take away, and a registry may have a lock for it.
DeleteModule_ExitBegin(t) ==
  /\ At(t, "DeleteModule_ExitBegin") /\ Running(t)
  /\ Connectors = {} \/ RegistryLockIsFree
  /\ registered' = [registered EXCEPT ![obj[t]] = @ /\ obj[t] \in SetUpWhenLive \cup KeptByListener]
  /\ Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, listVars, countVars,
                 refs, hold, low, high, committed, refused>>

\* What v3.18's scsi_device_put asks before it puts: the count of a module in its exit() is zero there,
\* and -1 (which is not zero) from patch 5 on (fact F3).
ScsiDevicePut_Refcount(t) ==
  /\ At(t, "ScsiDevicePut_Refcount") /\ Running(t)
  /\ IF Count(obj[t]) # 0 THEN Done(t) ELSE Jump(t, From("DeleteModule_ExitEnd", pc[t]))
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, listVars, countVars, ghostVars>>

DeleteModule_ExitEnd(t) ==
  /\ At(t, "DeleteModule_ExitEnd") /\ Running(t)
  /\ OnTheWayIn(obj[t]) = {}
  /\ Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, listVars, countVars, ghostVars>>

\* last_unloaded_module is written without a lock, and a string is not written at once.
WritesHalf(t, i) ==
  /\ lastUnloaded' = [lastUnloaded EXCEPT ![i] = obj[t]]
  /\ Done(t)
  /\ UNCHANGED <<uses, linkRefs, asleep, ret, mutex, rcuVars, listVars, countVars, ghostVars>>

DeleteModule_LastUnloaded(t) == At(t, "DeleteModule_LastUnloaded") /\ Running(t) /\ WritesHalf(t, 1)
DeleteModule_LastUnloadedRest(t) == At(t, "DeleteModule_LastUnloadedRest") /\ Running(t) /\ WritesHalf(t, 2)

DeleteModule_Return(t) ==
  /\ At(t, "DeleteModule_Return") /\ Running(t)
  /\ Done(t)
  /\ Got(t, ret[t])
  /\ UNCHANGED <<loadVars, mutex, rcuVars, listVars, countVars, ghostVars>>
=============================================================================
