------------------------------ MODULE MCWalkers -------------------------------
(* What a model of the walkers runs: they as they are. A negative replaces   *)
(* an operator by one of these.                                              *)
EXTENDS WalkersInvariant

ASSUME TellsWhoTakesWhat == Tells(Takers)

Always      == TRUE
AlwaysOf(m) == TRUE

\* A grace period that waits for nobody who has an entry in hand.
OnlyThoseAtTheHead == {w \in Walkers : InSection(w) /\ hand[w] = ListHead}
\* The second list is cleaned after the grace period.
OffOneList(m) == \E l \in Lists : m \notin onList[l]
\* list_del.
PoisonIsLeft(l, m) == Poison
=============================================================================
