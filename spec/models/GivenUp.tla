------------------------------- MODULE GivenUp -------------------------------
(* What unloading under stop_machine gave for nothing, and the end of the    *)
(* series gives up: true up to patch 4, false from patch 5 on. That nobody   *)
(* needs it is Promise's matter. The third of these, the full ordering of    *)
(* memory, cannot be said here: every step is seen by all at once.           *)
EXTENDS MC

\* No unload is decided before each preempt-off section that was there has ended.
UnloadWaitsForPreemptOff ==
  [][\A m \in Modules : ~committed[m] /\ committed'[m] => \A t \in Tasks : ~PreemptOff(t)]_vars

\* GOING is never set between a get's look at the state and its increment.
GoingNeverComesWithinAGet ==
  [][\A m \in Modules : state[m] = LIVE /\ state'[m] = GOING
       => ~\E t \in Tasks : obj[t] = m /\ Next1(t) = IncLabel]_vars
=============================================================================
