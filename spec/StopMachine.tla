----------------------------- MODULE StopMachine -----------------------------
(* stop_machine: every CPU runs its stopper, interrupts off, while one task  *)
(* runs a function.                                                          *)
(*                                                                           *)
(* Waits for: preempt-off sections, as the stopper of a CPU runs as soon as  *)
(*   the CPU can be preempted; on a kernel without preemption also for rcu   *)
(*   readers, which are preempt-off there. A preemptible rcu reader is not   *)
(*   waited for: it is just frozen.                                          *)
(* Excludes: every step of every other task, from the moment at which its    *)
(*   CPU is parked until the CPUs go on.                                     *)
(* Fused: the CPUs that can be preempted are parked together. A parked CPU   *)
(*   only keeps its tasks from moving, so parking one sooner adds nothing.   *)
(*   No CPU is assigned to a task, for the same reason.                      *)
EXTENDS State

PreemptOff(t) == sect[t] # {} /\ ("preempt" \in sect[t] \/ ~Preemptible)

\* Every action of a task begins with this.
Running(t) == stopped \in {None, t} \/ PreemptOff(t)

\* The stoppers are woken: who can be preempted stands still from here on.
StopMachine_Park(t) ==
  /\ At(t, "StopMachine_Park") /\ Running(t)
  /\ stopped = None
  /\ stopped' = t
  /\ Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, sect, gpWait, listVars, countVars, ghostVars>>

\* All are parked, the last preempt-off section has ended: the function may run.
StopMachine_Stop(t) ==
  /\ At(t, "StopMachine_Stop")
  /\ \A u \in Tasks : ~PreemptOff(u)
  /\ Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, sect, gpWait, stopped, listVars, countVars, ghostVars>>

StopMachine_Restart(t) ==
  /\ At(t, "StopMachine_Restart")
  /\ stopped' = None
  /\ Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, sect, gpWait, listVars, countVars, ghostVars>>
=============================================================================
