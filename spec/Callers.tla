------------------------------- MODULE Callers -------------------------------
(* Code outside the module loader that comes to a module in its own way, and *)
(* relies on something other than the two lists.                             *)
(*                                                                           *)
(* Models: vsock_assign_transport (finds a module in a registry that exit()  *)
(*   clears, and gets it), register_fprobe (has the address of a symbol, and *)
(*   uses it later), look_up_lock_class (walks keys that lie in modules), a  *)
(*   thread of a module that puts its own module and returns.                *)
(* A lock that is held for a few steps of one function needs no variable: it *)
(*   is held by the task that still has to release it, but not to take it.   *)
(* Leaves out: what these subsystems do with a module that they have got.    *)
EXTENDS Lookups

-----------------------------------------------------------------------------
(* vsock_assign_transport: a registry with a lock of its own.                *)

\* A registry is looked at under the lock that exit() takes to leave it, or not.
RegistryIsLocked == VsockLocks

RegistryLockIsFree ==
  ~\E t \in Connectors : Ahead(t, "VsockAssignTransport_Unlock") /\ ~Ahead(t, "VsockAssignTransport_Lock")

VsockAssignTransport_Begin(t) ==
  /\ t \in Connectors /\ Running(t)
  /\ \E m \in Modules : GetMayBeginByLookup(m)
  /\ Call(t, None, IF RegistryIsLocked THEN <<"VsockAssignTransport_Lock", "VsockAssignTransport_Find",
                                               "VsockAssignTransport_Unlock">>
                                       ELSE <<"VsockAssignTransport_Find">>)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, listVars, countVars, ghostVars>>

VsockAssignTransport_Lock(t) ==
  /\ At(t, "VsockAssignTransport_Lock") /\ Running(t)
  /\ RegistryLockIsFree
  /\ Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, listVars, countVars, ghostVars>>

\* Some module is registered, or none. The task gets what it finds, and may sleep before that.
VsockAssignTransport_Find(t) ==
  /\ At(t, "VsockAssignTransport_Find") /\ Running(t)
  /\ \/ \E m \in Modules :
          /\ registered[m]
          /\ pc' = [pc EXCEPT ![t] = TryModuleGet \o Tail(@)] /\ obj' = [obj EXCEPT ![t] = m]
     \/ (\A m \in Modules : ~registered[m]) /\ Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, listVars, countVars, ghostVars>>

VsockAssignTransport_Unlock(t) ==
  /\ At(t, "VsockAssignTransport_Unlock") /\ Running(t)
  /\ Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, listVars, countVars, ghostVars>>

-----------------------------------------------------------------------------
(* register_fprobe: from the name of a symbol to its address, and from the   *)
(* address to a probe, with or without a reference to the module in between. *)

RegisterFprobe_Begin(t) ==
  /\ t \in FprobeSetters /\ Running(t)
  /\ \E m \in Modules : GetMayBeginByLookup(m)
  /\ Lookup_Begin(t, <<"RegisterFprobe_Lookup">>)

\* The section ends with the lookup, or with the get.
RegisterFprobe_Lookup(t) ==
  /\ At(t, "RegisterFprobe_Lookup") /\ Running(t)
  /\ \/ \E m \in Modules :
          /\ Formed(m)
          /\ IF FprobeGets
               THEN Finds(t, m, TryModuleGetInSection \o <<"RegisterFprobe_Use">> \o ModulePut)
               ELSE /\ pc' = [pc EXCEPT ![t] = <<"RegisterFprobe_Use">>] /\ obj' = [obj EXCEPT ![t] = m]
                    /\ LeaveSections(t)
     \/ FindsNothing(t)
  /\ UNCHANGED <<loadVars, ret, mutex, stopped, listVars, countVars, ghostVars>>

\* The address is given to ftrace.
RegisterFprobe_Use(t) ==
  /\ At(t, "RegisterFprobe_Use") /\ Running(t)
  /\ faults' = Fault(mem[obj[t]] = "freed", UseAfterFreeByFprobe)
  /\ Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, state, mem, next, bugNext, countVars, ghostVars>>

-----------------------------------------------------------------------------
(* look_up_lock_class: whoever takes a lock walks the keys, with interrupts  *)
(* off. free_module takes a module's keys out late, after it has left the    *)
(* lists.                                                                    *)

\* The keys of a module's locks are there until free_module has taken them out.
KeysAreThere(m) ==
  Allocated(m) /\ ~\E t \in Tasks : /\ obj[t] = m /\ Ahead(t, "FreeModule_Free")
                                     /\ ~Ahead(t, "FreeModule_LockdepFreeKeyRange")

LookUpLockClass_Begin(t) ==
  /\ t \in KeyLookers /\ Running(t)
  /\ Call(t, None, <<"LookUpLockClass_Find">>)
  /\ EnterSection(t, "preempt")
  /\ UNCHANGED <<loadVars, ret, mutex, stopped, listVars, countVars, ghostVars>>

LookUpLockClass_Find(t) ==
  /\ At(t, "LookUpLockClass_Find") /\ Running(t)
  /\ \/ \E m \in Modules : KeysAreThere(m) /\ Finds(t, m, <<"LookUpLockClass_Compare">>)
     \/ (\A m \in Modules : ~KeysAreThere(m)) /\ Jump(t, <<>>) /\ LeaveSections(t)
  /\ UNCHANGED <<loadVars, ret, mutex, stopped, listVars, countVars, ghostVars>>

LookUpLockClass_Compare(t) ==
  /\ At(t, "LookUpLockClass_Compare") /\ Running(t)
  /\ faults' = Fault(mem[obj[t]] = "freed", UseAfterFreeByLockClass)
  /\ Done(t) /\ LeaveSections(t)
  /\ UNCHANGED <<loadVars, ret, mutex, stopped, state, mem, next, bugNext, countVars, ghostVars>>

-----------------------------------------------------------------------------
(* A thread of a module puts the reference that keeps its own code.          *)

\* Then it returns to that code. module_put_and_kthread_exit does not.
ThenReturns == <<"Kthread_Return">>

\* Without preemption nothing schedules between the put and the end of the thread.
Kthread_ModulePut(t, m) ==
  /\ t \in Kthreads /\ Running(t) /\ PutsBalanceGets(m)
  /\ Call(t, m, ModulePutInSection \o ThenReturns)
  /\ IF Preemptible THEN UNCHANGED <<sect, gpWait>> ELSE EnterSection(t, "preempt")
  /\ UNCHANGED <<loadVars, ret, mutex, stopped, listVars, countVars, ghostVars>>

Kthread_Return(t) ==
  /\ At(t, "Kthread_Return") /\ Running(t)
  /\ faults' = Fault(mem[obj[t]] = "freed", UseAfterFreeByOwnCode)
  /\ Done(t) /\ LeaveSections(t)
  /\ UNCHANGED <<loadVars, ret, mutex, stopped, state, mem, next, bugNext, countVars, ghostVars>>
=============================================================================
