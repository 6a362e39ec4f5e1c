---------------------------- MODULE ProtocolSums -----------------------------
(* Protocol's module_refcount, which reads each CPU's pair, refines SumsMany,*)
(* which counts the CPUs. One module, one reader, nobody loads or unloads.   *)
EXTENDS MC

TheModule == CHOOSE m \in Modules : TRUE
TheReader == CHOOSE t \in Readers : TRUE

ASSUME OnlyCountedRoles ==
  /\ Modules = {TheModule} /\ Readers = {TheReader} /\ InitiallyLive = Modules
  /\ Tasks = Users \cup Readers

NextSum  == Next1(TheReader)
\* The CPUs whose number is still to be read in the sum that is under way.
Unread   == {c \in CPUs : c >= scan[TheReader]}
DecsLeft == SumOver(decs[TheModule], IF NextSum = "ModuleRefcount_SumDecs" THEN Unread ELSE {})
IncsLeft == SumOver(incs[TheModule], CASE NextSum = "ModuleRefcount_SumDecs" -> CPUs
                                       [] NextSum = "ModuleRefcount_SumIncs" -> Unread
                                       [] OTHER -> {})

Counted == INSTANCE SumsMany WITH
  CPUs <- Cardinality(CPUs), MaxSum <- MaxIncs,
  reader <- IF Idle(TheReader) THEN "idle" ELSE NextSum,
  unread <- IF NextSum \in {"ModuleRefcount_SumDecs", "ModuleRefcount_SumIncs"}
              THEN Cardinality(Unread) ELSE 0,
  refs <- refs[TheModule],
  sum <- sum[TheReader] + IncsLeft - DecsLeft,
  low <- low[TheReader]

\* Every step of the protocol is one of the counted CPUs, or shows nothing of itself to them.
RefinesTheCountedSums == Counted!Spec

\* Wrong on purpose: what is still to be read of the decrements is left out.
NothingLeft == 0
=============================================================================
