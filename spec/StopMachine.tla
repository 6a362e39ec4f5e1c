----------------------------- MODULE StopMachine -----------------------------
(* stop_machine: every CPU runs its stopper, interrupts off, while one task  *)
(* runs a function.                                                          *)
(*                                                                           *)
(* Waits for: every CPU to be preemptible, so for preempt-off sections; on a *)
(*   kernel without preemption also for rcu readers, which are preempt-off   *)
(*   there. A preemptible rcu reader is not waited for: it is just frozen.   *)
(* Excludes: every step of every other task, until the CPUs go on.           *)
(* Fused: parking CPU by CPU. A parked CPU only keeps tasks from moving, so  *)
(*   each behaviour with single parkings is one with a single stop at the    *)
(*   last parking. No CPU is assigned to a task for the same reason.         *)
EXTENDS State

\* Every action of a task begins with this.
Running(t) == stopped \in {None, t}

PreemptOff(t) == IF Preemptible THEN "preempt" \in sect[t] ELSE sect[t] # {}

StopMachine_Stop(t) ==
  /\ At(t, "StopMachine_Stop")
  /\ stopped = None
  /\ \A u \in Tasks : ~PreemptOff(u)
  /\ stopped' = t
  /\ Done(t)
  /\ UNCHANGED <<ret, mutex, sect, gpWait, listVars, countVars, ghostVars>>

StopMachine_Restart(t) ==
  /\ At(t, "StopMachine_Restart")
  /\ stopped' = None
  /\ Done(t)
  /\ UNCHANGED <<ret, mutex, sect, gpWait, listVars, countVars, ghostVars>>
=============================================================================
