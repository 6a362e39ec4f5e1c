------------------------------ MODULE PairCount -------------------------------
(* Patch 3's count as delete_module needs it: for each CPU what was taken    *)
(* and what was given back there. The pairs change while the CPUs run, and   *)
(* are added up while they stand still; the adding takes no step here, as    *)
(* nobody could tell. The per-CPU count is this as it is, and patch 4's      *)
(* atomic_t with a history of what was added to it and taken from it         *)
(* (models/Pairs.tla).                                                       *)
(* Leaves out: what OneCount leaves out.                                     *)
EXTENDS Integers

CONSTANTS Modules, CPUs

VARIABLES
  incs, decs,  \* module -> CPU -> how many
  decided,     \* module -> its unload is decided
  stopped      \* the CPUs stand still

vars == <<incs, decs, decided, stopped>>

Zero == [c \in CPUs |-> 0]

RECURSIVE Sum(_, _)
Sum(f, S)   == IF S = {} THEN 0 ELSE LET c == CHOOSE c \in S : TRUE IN f[c] + Sum(f, S \ {c})
SumOf(f, m) == Sum(f[m], CPUs)

Init ==
  /\ incs    = [m \in Modules |-> Zero]
  /\ decs    = [m \in Modules |-> Zero]
  /\ decided = [m \in Modules |-> FALSE]
  /\ stopped = FALSE

\* A new life, with the init hold.
Begin(m) ==
  /\ ~stopped
  /\ \E c \in CPUs : incs' = [incs EXCEPT ![m] = [Zero EXCEPT ![c] = 1]]
  /\ decs'    = [decs EXCEPT ![m] = Zero]
  /\ decided' = [decided EXCEPT ![m] = FALSE]
  /\ UNCHANGED stopped

Get(m) ==
  /\ ~stopped /\ ~decided[m]
  /\ \E c \in CPUs : incs' = [incs EXCEPT ![m][c] = @ + 1]
  /\ UNCHANGED <<decs, decided, stopped>>

\* Often on another CPU than its get.
Put(m) ==
  /\ ~stopped /\ SumOf(incs, m) > SumOf(decs, m)
  /\ \E c \in CPUs : decs' = [decs EXCEPT ![m][c] = @ + 1]
  /\ UNCHANGED <<incs, decided, stopped>>

Stop    == ~stopped /\ stopped' = TRUE /\ UNCHANGED <<incs, decs, decided>>
Restart == stopped /\ stopped' = FALSE /\ UNCHANGED <<incs, decs, decided>>

Decide(m) ==
  /\ stopped /\ SumOf(incs, m) = SumOf(decs, m)
  /\ decided' = [decided EXCEPT ![m] = TRUE]
  /\ UNCHANGED <<incs, decs, stopped>>

Next == \/ Stop \/ Restart
        \/ \E m \in Modules : Begin(m) \/ Get(m) \/ Put(m) \/ Decide(m)

Spec == Init /\ [][Next]_vars
=============================================================================
