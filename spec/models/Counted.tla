------------------------------- MODULE Counted -------------------------------
(* How the count shows what OneCount.tla speaks of: up to patch 3 the sum of *)
(* the increments less that of the decrements, with patch 4 the atomic_t.    *)
EXTENDS MC

\* The function that stop_machine runs, between the last CPU's stop and the first one's restart.
WhileStopped == {"TryStopModule_SumDecs", "TryStopModule_SumIncs", "TryStopModule_AtomicRead",
                 "TryStopModule_TestZero", "FreeModule_ListDel", "StopMachine_Restart"}

OneCount == INSTANCE OneCount WITH
  count   <- [m \in Modules |-> Count(m)],
  decided <- [m \in Modules |-> committed[m]],
  stopped <- \E t \in Tasks : Next1(t) \in WhileStopped

\* The count is one number, and is tested with the CPUs stopped (OneCount.tla).
CountsAsOne == OneCount!Spec
=============================================================================
