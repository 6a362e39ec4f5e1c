------------------------------- MODULE OneCount -------------------------------
(* The count as delete_module up to patch 4 needs it: one number for each    *)
(* module, which changes by one while the CPUs run, and is tested while they *)
(* stand still. Patch 3's per-CPU pairs and patch 4's atomic_t both are this *)
(* (models/Counted.tla); patch 5's, which is released while the CPUs run, is *)
(* not.                                                                      *)
(* Leaves out: module_refcount, which reads with the CPUs running, and which *)
(*   patch 4 makes exact (RefcountExact); loads that fail; force.            *)
EXTENDS Integers

CONSTANT Modules

VARIABLES
  count,     \* module -> references, the init hold among them
  decided,   \* module -> its unload is decided
  stopped    \* the CPUs stand still

vars == <<count, decided, stopped>>

Init ==
  /\ count   = [m \in Modules |-> 0]
  /\ decided = [m \in Modules |-> FALSE]
  /\ stopped = FALSE

\* A new life, with the init hold.
Begin(m) ==
  /\ ~stopped
  /\ count'   = [count EXCEPT ![m] = 1]
  /\ decided' = [decided EXCEPT ![m] = FALSE]
  /\ UNCHANGED stopped

Get(m) ==
  /\ ~stopped /\ ~decided[m]
  /\ count' = [count EXCEPT ![m] = @ + 1]
  /\ UNCHANGED <<decided, stopped>>

Put(m) ==
  /\ ~stopped /\ count[m] > 0
  /\ count' = [count EXCEPT ![m] = @ - 1]
  /\ UNCHANGED <<decided, stopped>>

Stop    == ~stopped /\ stopped' = TRUE /\ UNCHANGED <<count, decided>>
Restart == stopped /\ stopped' = FALSE /\ UNCHANGED <<count, decided>>

Decide(m) ==
  /\ stopped /\ count[m] = 0
  /\ decided' = [decided EXCEPT ![m] = TRUE]
  /\ UNCHANGED <<count, stopped>>

Next == \/ Stop \/ Restart
        \/ \E m \in Modules : Begin(m) \/ Get(m) \/ Put(m) \/ Decide(m)

Spec == Init /\ [][Next]_vars
=============================================================================
