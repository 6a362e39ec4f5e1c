---------------------------- MODULE ProtocolWalks -----------------------------
(* Protocol, with all its steps, refines the walkers of WalkersMany: so what *)
(* is left out there (the mutex, the states, the count) hides no step of a   *)
(* walker, a list or a grace period. What a walker may have reached is not   *)
(* in Protocol: it is kept beside it.                                        *)
EXTENDS MC

VARIABLE reached    \* walker -> what has been on its list at some time since its section began

TheWalkers == ListWalkers \cup BugWalkers
TheLists   == {"modules", "bugs"}

ASSUME NobodyElseWalks ==
  /\ Tasks = Users \cup TheWalkers \cup Loaders \cup Unloaders
  /\ BugReporters \cup Tracing \cup InitiallyLive = {}

Pointer(l)   == IF l = "modules" THEN next ELSE bugNext
WalksNow(w)  == IF Idle(w) THEN None ELSE IF w \in BugWalkers THEN "bugs" ELSE "modules"
ListedNow(l) == Entries(Pointer(l))

\* Who has unlinked it, and will free it.
Releasing(m)  ==
  {t \in Loaders \cup Unloaders : obj[t] = m /\ mem[m] = "allocated" /\
     \/ Ahead(t, "FreeModule_Free") /\ ~Ahead(t, "FreeModule_ListDelRcu")
     \/ Ahead(t, "LoadModule_Free") /\ ~Ahead(t, "LoadModule_ListDelRcu")}
IsOff(m)      == \A l \in TheLists : m \notin ListedNow(l)
GraceIsAhead(t) == Ahead(t, "SynchronizeRcu_Begin") \/ Ahead(t, "SynchronizeSched_Begin")
WaitsNow(t)     == At(t, "SynchronizeRcu_End") \/ At(t, "SynchronizeSched_End")

GraceNow(m) == CASE mem[m] = "none" -> "none"
                 [] mem[m] = "freed" -> "over"
                 [] mem[m] = "allocated" /\ ~IsOff(m) -> "none"
                 [] OTHER -> IF \E t \in Releasing(m) : GraceIsAhead(t) THEN "none"
                             ELSE IF \E t \in Releasing(m) : WaitsNow(t) THEN "waits" ELSE "over"

Counted == INSTANCE WalkersMany WITH
  Walkers <- TheWalkers, Lists <- TheLists,
  walks <- [w \in TheWalkers |-> WalksNow(w)],
  hand <- [w \in TheWalkers |-> obj[w]],
  onList <- [l \in TheLists |-> ListedNow(l)],
  next <- [l \in TheLists |-> Pointer(l)],
  grace <- [m \in Modules |-> GraceNow(m)],
  gpWait <- [m \in Modules |-> UNION {gpWait[t] \cap TheWalkers : t \in
                                        {u \in Releasing(m) : GraceNow(m) = "waits"}}],
  inReach <- reached,
  faults <- If(faults \cap {UseAfterFreeByListWalker, UseAfterFreeByBugWalker} # {}, UseAfterFreeByListWalker)
              \cup If(faults \cap {PoisonForListWalker, PoisonForBugWalker} # {}, PoisonForListWalker)

StillReached(w) == reached[w] \cup ListedNow(WalksNow(w))'

ReachedNext == reached' = [w \in TheWalkers |->
  CASE Idle(w)' -> {}
    [] ~Idle(w)' /\ Idle(w) -> ListedNow(WalksNow(w))'
    [] OTHER -> StillReached(w)]

\* A step of the protocol, and what is kept of it.
KeptStep == Next /\ ReachedNext

WithHistory == Init /\ reached = [w \in TheWalkers |-> {}] /\ [][KeptStep]_<<vars, reached>>

\* Every step of the protocol is one of these walkers, lists or grace periods, or shows nothing to them.
RefinesTheWalkers == Counted!Spec

\* Wrong on purpose: what comes on a list during a section is not kept.
AtTheBeginningOnly(w) == reached[w]

\* Who takes which action (see Takers): the cfg puts this in the place of Takers' own.
KeptTakers == [KeptStep |-> TheWalkers # {}]
=============================================================================
