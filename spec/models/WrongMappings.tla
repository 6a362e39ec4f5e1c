---------------------------- MODULE WrongMappings -----------------------------
(* The refinement mapping with one thing wrong: a negative model replaces one*)
(* part of Promise by one of these. The protocol is what it was. That some of*)
(* them were right up to patch 4 says what stop_machine gave for nothing.    *)
EXTENDS Promise

\* The unload is linearized where it sets GOING, not where the count decides. With the CPUs stopped
\* that is one step.
DecidedByGoing(m)   == (committed[m] /\ state[m] \in {GOING, UNFORMED}) \/ LoadHasFailed(m)
UndecidedByGoing(t) == Ahead(t, "TryStopModule_TestZero") \/ Ahead(t, "TryStopModule_Going")

\* An unload that fails counts as a drop of a reference while it has the base.
BasesAway(m)     == {t \in Unloaders : At(t, "TryReleaseModuleRef_Recover") /\ obj[t] = m /\ ~committed[m]}
UsersLessBase(m) == refs[m] + linkRefs[m] - Cardinality(BasesAway(m))

\* The readers are forgotten: a module is gone once it is off the list. With the CPUs stopped it is.
ThereWhileLinked(m) == Linked(next, m)
GoneByUnlinking     == IF UnlinksUnderStopMachine THEN "FreeModule_ListDel" ELSE "FreeModule_ListDelRcu"

\* The readers are forgotten altogether: they look at nothing, and nobody asks what became of them.
LooksAtNothing(r) == None
HarmedNobody      == FALSE
=============================================================================
