-------------------------------- MODULE Huge --------------------------------
(* More than any small heap can hold. *)
EXTENDS Toy
Huge_Grow == \E i \in 1 .. 1000 : mem' = mem \cup {i * j : j \in 1 .. 500} /\ UNCHANGED <<pc, refcnt, state>>
HugeInit == pc = <<>> /\ refcnt = [m |-> 0] /\ state = [m |-> "LIVE"] /\ mem = {}
HugeSpec == HugeInit /\ [][Huge_Grow]_vars
=============================================================================
