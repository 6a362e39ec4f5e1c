--------------------------------- MODULE Rcu ---------------------------------
(* Read-side critical sections of two flavours, and grace periods.           *)
(*                                                                           *)
(* Models: rcu_read_lock, preempt_disable, synchronize_rcu, synchronize_sched*)
(*   as of v3.18: two flavours. On a kernel without preemption the sections  *)
(*   are the same thing; on a preemptible one synchronize_rcu waits for rcu  *)
(*   readers only, and preempt_disable does not hold it up (fact F2).        *)
(* A grace period is a set: the readers of its flavour that were there when  *)
(*   it began. Each leaves the set as it leaves its section; a section that  *)
(*   begins later is never waited for.                                       *)
(* Leaves out: nesting (no path here nests sections), callbacks.             *)
EXTENDS StopMachine

RcuTypeOK ==
  /\ sect    \in [Tasks -> SUBSET {"rcu", "preempt"}]
  /\ gpWait  \in [Tasks -> SUBSET Tasks]
  /\ stopped \in Tasks \cup {None}

RcuInit ==
  /\ sect    = [t \in Tasks |-> {}]
  /\ gpWait  = [t \in Tasks |-> {}]
  /\ stopped = None

EnterSection(t, kind) == sect' = [sect EXCEPT ![t] = @ \cup {kind}] /\ UNCHANGED gpWait
LeaveSections(t)      == /\ sect'   = [sect EXCEPT ![t] = {}]
                         /\ gpWait' = [u \in Tasks |-> gpWait[u] \ {t}]

\* Who holds up a grace period of this flavour?
InReader(t, kind) == sect[t] # {} /\ (kind \in sect[t] \/ ~Preemptible \/ FlavoursAreMerged)

Synchronize(t, kind, end) ==
  /\ gpWait' = [gpWait EXCEPT ![t] = {u \in Tasks \ {t} : InReader(u, kind)}]
  /\ Then(t, <<end>>)
  /\ UNCHANGED <<loadVars, ret, mutex, sect, stopped, listVars, countVars, ghostVars>>

\* Where nobody relies on grace periods their flavour is not told apart, so nobody may be an rcu reader.
RcuReadersAreKnown ==
  Assert(SomebodyReliesOnGracePeriods \/ (\A u \in Tasks : "rcu" \notin sect[u]),
         "a task is in an rcu section whose role SomebodyReliesOnGracePeriods does not name")

SynchronizeRcu_Begin(t) ==
  /\ At(t, "SynchronizeRcu_Begin") /\ Running(t)
  /\ RcuReadersAreKnown
  /\ Synchronize(t, "rcu", "SynchronizeRcu_End")
SynchronizeSched_Begin(t) ==
  At(t, "SynchronizeSched_Begin") /\ Running(t) /\ Synchronize(t, "preempt", "SynchronizeSched_End")

GracePeriodIsOver(t) == gpWait[t] = {}

GracePeriodEnds(t) ==
  /\ GracePeriodIsOver(t)
  /\ Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, sect, gpWait, stopped, listVars, countVars, ghostVars>>

SynchronizeRcu_End(t)   == At(t, "SynchronizeRcu_End") /\ Running(t) /\ GracePeriodEnds(t)
SynchronizeSched_End(t) == At(t, "SynchronizeSched_End") /\ Running(t) /\ GracePeriodEnds(t)
=============================================================================
