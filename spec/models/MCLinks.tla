------------------------------- MODULE MCLinks --------------------------------
(* What a model of the counted links runs: they as they are. A negative      *)
(* replaces an operator by one of these.                                     *)
EXTENDS LinksMany

ASSUME KernelHasTheBase  == BaseRefcount
ASSUME TellsWhoTakesWhat == Tells(Takers)

Always == TRUE
Never  == FALSE

\* A module that is LIVE is undone, whoever links to it (fact F17).
LiveFails == state \in {COMING, LIVE}
\* A module that is GOING can be linked to.
CountedIsGettable == refcnt # 0
=============================================================================
