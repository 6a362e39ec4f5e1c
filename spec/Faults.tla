------------------------------- MODULE Faults --------------------------------
(* What can go wrong, each under a name. Who produces a fault uses its name, *)
(* and so does the property that forbids it: a search for the name finds     *)
(* both. A counterexample shows the words.                                   *)
(*                                                                           *)
(* Serves: every property of the form "fault \notin faults", the type        *)
(*   invariants, and Promise, which faults are a touch of what is gone.      *)

\* Memory that is freed is touched, by somebody who relies on ...
UseAfterFreeByHolder        == "use after free: reference holder"        \* ... a reference
UseAfterFreeByLoader        == "use after free: loader"                  \* ... the init hold
UseAfterFreeByListWalker    == "use after free: list walker"             \* ... a section, on modules
UseAfterFreeByBugWalker     == "use after free: bug-list walker"         \* ... one on module_bug_list
UseAfterFreeBySymbolPutAddr == "use after free: symbol_put_addr"         \* ... one, or nothing (F19)
UseAfterFreeByLookup        == "use after free: lookup"                  \* ... what a lookup found
UseAfterFreeByDescriptor    == "use after free: symbol descriptor"       \* ... a section that is over (F22)
UseAfterFreeByReportBug     == "use after free: bug entry"               \* ... one that is over (F18)
UseAfterFreeByTracepoint    == "use after free: tracepoint of module_put"  \* ... a reference just put (F10)

\* A walker reads LIST_POISON1.
PoisonForListWalker         == "list poison: list walker"
PoisonForBugWalker          == "list poison: bug-list walker"
PoisonForSymbolPutAddr      == "list poison: symbol_put_addr"

\* The count, and what an unload decides by it.
FreedWhileReferenced        == "freed while referenced"
CommitWhileReferenced       == "commit while referenced"
GetAfterCommit              == "get after commit"
GetWhileGoing               == "get of a GOING module"
GetWhileUnformed            == "get of an UNFORMED module"
CountLiftedFromZero         == "the count is lifted from zero"
FailedLoadTakenForLive      == "a failed load is taken for live"
ProbeWithoutReference       == "kprobe in a module without a reference"

\* What the kernel says.
BugOnBelowZero              == "BUG_ON: try_release_module_ref below zero"
BugOnStrongTryModuleGet     == "BUG_ON: strong_try_module_get of an UNFORMED module"
BugOnModuleFlags            == "BUG_ON: module_flags of an UNFORMED module"
WarnOnPutAtZero             == "WARN_ON: module_put at zero"

\* A wrong answer.
RefcountOutOfBounds         == "module_refcount out of bounds"
RefcountIsHuge              == "module_refcount reports ULONG_MAX"
ExistsThoughNotLive         == "EEXIST for a module that is not LIVE"
LastUnloadedOfTwoNames      == "last_unloaded_module is of two names"

Faults == {
  UseAfterFreeByHolder, UseAfterFreeByLoader, UseAfterFreeByListWalker, UseAfterFreeByBugWalker,
  UseAfterFreeBySymbolPutAddr, UseAfterFreeByLookup, UseAfterFreeByDescriptor, UseAfterFreeByReportBug,
  UseAfterFreeByTracepoint, PoisonForListWalker, PoisonForBugWalker, PoisonForSymbolPutAddr,
  FreedWhileReferenced, CommitWhileReferenced, GetAfterCommit, GetWhileGoing, GetWhileUnformed,
  CountLiftedFromZero, FailedLoadTakenForLive, ProbeWithoutReference, BugOnBelowZero,
  BugOnStrongTryModuleGet, BugOnModuleFlags, WarnOnPutAtZero, RefcountOutOfBounds, RefcountIsHuge,
  ExistsThoughNotLive, LastUnloadedOfTwoNames}

\* A fault that shows only under a condition.
If(condition, fault) == IF condition THEN {fault} ELSE {}
=============================================================================
