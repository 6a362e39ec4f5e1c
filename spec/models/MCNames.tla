------------------------------- MODULE MCNames --------------------------------
(* What a model of the names runs: they as they are. A negative replaces an  *)
(* operator by one of these.                                                 *)
EXTENDS NamesMany

ASSUME TellsWhoTakesWhat == Tells(Takers)

Always          == TRUE
AlwaysOf(x)     == TRUE
AlwaysOf2(x, y) == TRUE
=============================================================================
