------------------------------- MODULE Faults --------------------------------
(* What can go wrong, each under a name. Who produces a fault uses its name, *)
(* and so does the property that forbids it: a search for the name finds     *)
(* both. A counterexample shows the words.                                   *)
(*                                                                           *)
(* Serves: every property of the form "fault \notin faults", the type        *)
(*   invariants, and Promise (which of the faults touch what is gone).       *)

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
UseAfterFreeByOwnCode       == "use after free: code of the module"        \* ... likewise (F30)
UseAfterFreeBySprintSymbol  == "use after free: sprint_symbol"             \* ... a section that is over (F31)
UseAfterFreeByFprobe        == "use after free: register_fprobe"           \* ... an address (F32)
UseAfterFreeByLockClass     == "use after free: look_up_lock_class"        \* ... a section (F33)

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
BugOnSymbolPut              == "BUG_ON: __symbol_put finds no such symbol"
WarnOnPutAtZero             == "WARN_ON: module_put at zero"

\* A wrong answer.
RefcountOutOfBounds         == "module_refcount out of bounds"
RefcountIsHuge              == "module_refcount reports ULONG_MAX"
ExistsThoughNotLive         == "EEXIST for a module that is not LIVE"
ZeroThoughFreed             == "a load returns 0 though it has freed its module"
LastUnloadedOfTwoNames      == "last_unloaded_module is of two names"

\* What is asked for is not what is done.
UnloadedByAnotherName       == "a module is unloaded by a name that is not its own"
TornDownNotSetUp            == "a listener tears down what it has not set up"

Faults == {
  UseAfterFreeByHolder, UseAfterFreeByLoader, UseAfterFreeByListWalker, UseAfterFreeByBugWalker,
  UseAfterFreeBySymbolPutAddr, UseAfterFreeByLookup, UseAfterFreeByDescriptor, UseAfterFreeByReportBug,
  UseAfterFreeByTracepoint, UseAfterFreeByOwnCode, UseAfterFreeBySprintSymbol, UseAfterFreeByFprobe,
  UseAfterFreeByLockClass, PoisonForListWalker, PoisonForBugWalker, PoisonForSymbolPutAddr,
  FreedWhileReferenced, CommitWhileReferenced, GetAfterCommit, GetWhileGoing, GetWhileUnformed,
  CountLiftedFromZero, FailedLoadTakenForLive, ProbeWithoutReference, BugOnBelowZero,
  BugOnStrongTryModuleGet, BugOnModuleFlags, BugOnSymbolPut, WarnOnPutAtZero, RefcountOutOfBounds,
  RefcountIsHuge, ExistsThoughNotLive, ZeroThoughFreed, LastUnloadedOfTwoNames, UnloadedByAnotherName,
  TornDownNotSetUp}

\* A fault that shows only under a condition.
If(condition, fault) == IF condition THEN {fault} ELSE {}
=============================================================================
