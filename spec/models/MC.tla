--------------------------------- MODULE MC ----------------------------------
(* What a model runs: the protocol as it is. The cfg gives roles and bounds, *)
(* and may choose one of these shapes. A negative, and a repair, replaces an *)
(* operator by one of these or by one of its own module.                     *)
EXTENDS Properties

ASSUME TellsWhoTakesWhat == Tells(Takers)

\* A guard that is not there.
Always      == TRUE
AlwaysOf(x) == TRUE

\* A question whose answer is always no, or nobody.
Never          == FALSE
NeverOf(x)     == FALSE
NeverOf2(x, y) == FALSE
NobodyOf(x)    == {}

\* Every slot is for a module of the same name.
OneName(m) == "module"

\* Somebody has to do with one of the modules only.
OnlyUsed(m) == registered[m] /\ m = "used"

\* a imports from b; twice, two symbols; a from b, which imports from c; a from b and from c, and both from d.
ImportsOfPair(m)    == IF m = "a" THEN <<"b">> ELSE <<>>
ImportsTwice(m)     == IF m = "a" THEN <<"b", "b">> ELSE <<>>
ImportsOfChain(m)   == CASE m = "a" -> <<"b">> [] m = "b" -> <<"c">> [] OTHER -> <<>>
ImportsOfDiamond(m) == CASE m = "a" -> <<"b", "c">> [] m \in {"b", "c"} -> <<"d">> [] OTHER -> <<>>
=============================================================================
