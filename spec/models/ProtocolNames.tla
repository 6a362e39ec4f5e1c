---------------------------- MODULE ProtocolNames -----------------------------
(* Protocol, with all its steps, refines the names of NamesMany: so what is  *)
(* fused there hides no step that has to do with a name.                     *)
EXTENDS MC

ASSUME OnlyLoadsAndUnloads ==
  Tasks = Loaders \cup Unloaders /\ LongNamed \cup Forcers \cup InitiallyLive \cup RoFailers = {}

TheNames == {NameOf(m) : m \in Modules}

\* A load that has listed its module, until that is LIVE; an unload, from GOING on. Until it is unlinked.
LoadOwns(t)   == /\ t \in Loaders /\ obj[t] \in Modules /\ Linked(next, obj[t])
                 /\ state[obj[t]] # LIVE
                 /\ Ahead(t, "LoadModule_CompleteFormation") \/ Ahead(t, "DoInitModule_Live")
                    \/ Ahead(t, "DoInitModule_Init") \/ Ahead(t, "FreeModule_Free")
                    \/ Ahead(t, "LoadModule_Free")
UnloadOwns(t) == /\ t \in Unloaders /\ obj[t] \in Modules /\ Linked(next, obj[t])
                 /\ state[obj[t]] \in {GOING, UNFORMED}
                 /\ Ahead(t, "FreeModule_ListDelRcu") \/ Ahead(t, "FreeModule_ListDel")
                 /\ ~Ahead(t, "TryStopModule_Going") /\ ~Ahead(t, "TryStopModule_TestZero")
OwnsNow(t) == LoadOwns(t) \/ UnloadOwns(t)

LooksNow(t) == Next1(t) \in {"LoadModule_EarlyModCheck", "LoadModule_AddUnformed",
                             "LoadModule_FinishedLoading", "LoadModule_LookOnceMore"}

Named == INSTANCE NamesMany WITH
  Names <- TheNames,
  at <- [t \in Tasks |-> CASE OwnsNow(t) -> "owns" [] LooksNow(t) -> Next1(t) [] OTHER -> "idle"],
  obj <- [t \in Tasks |-> IF OwnsNow(t) \/ LooksNow(t) THEN obj[t] ELSE None],
  asked <- [t \in Tasks |-> IF UnloadOwns(t) THEN NameOf(obj[t]) ELSE None],
  onList <- Entries(next),
  name <- [m \in Modules |-> NameOf(m)],
  faults <- faults \cap {ExistsThoughNotLive}

\* Every step of the protocol is one of the names, or shows nothing to them.
RefinesTheNames == Named!Spec

\* Wrong on purpose: a load owns nothing.
NobodyLoads(t) == FALSE
=============================================================================
