---------------------------- MODULE ProtocolLinks -----------------------------
(* Protocol, with all its steps, refines the counted links of LinksMany: so  *)
(* what is fused and left out there hides no step of a link. The module is   *)
(* one to which others link; a model may ask of any of its modules.          *)
EXTENDS MC

\* The module that is looked at.
TheModule == "b"

ASSUME TheModuleIsOne == TheModule \in Modules /\ InitiallyLive = {}
ASSUME OnlyCountedRoles == Tasks = Users \cup Loaders \cup Unloaders /\ RoFailers = {}

\* Its count is set by the loader, and counts until the memory goes.
IsThere == mem[TheModule] = "allocated"
             /\ \A t \in Loaders : At(t, "LoadModule_ModuleUnloadInit") => obj[t] # TheModule

\* Who unloads it is past the checks; who has linked to it unlinks.
AreAt(t, labels) == obj[t] # None /\ Next1(t) \in labels
UnloadLabels == {"TryReleaseModuleRef_SubBase", "TryReleaseModuleRef_Recover", "TryStopModule_Going"}
UnloadingNow == {t \in Unloaders : obj[t] = TheModule /\ AreAt(t, UnloadLabels)}
UnlinkingNow == {t \in Loaders \cup Unloaders : obj[t] # TheModule /\
  AreAt(t, {"ModuleUnloadFree_Put", "ModuleUnloadFree_Unlink", "ModuleUnloadFree_MutexUnlock"})}

Counted == INSTANCE LinksMany WITH
  Importers <- Cardinality(Modules), Users <- MaxRefs, Forcing <- Forcers # {},
  links <- Cardinality(UsedBy(TheModule)),
  halfGone <- linkRefs[TheModule] # Cardinality(UsedBy(TheModule)),
  holding <- refs[TheModule],
  hold <- IsThere /\ hold[TheModule] # 0,
  base <- IsThere /\ refcnt[TheModule] # Outstanding(TheModule),
  refcnt <- IF IsThere THEN refcnt[TheModule] ELSE 0,
  state <- IF IsThere THEN state[TheModule] ELSE UNFORMED,
  there <- IsThere,
  mutex <- IF UnloadingNow # {} THEN "unloads" ELSE IF UnlinkingNow # {} THEN "unlinks" ELSE "free",
  unload <- IF UnloadingNow = {} THEN "none" ELSE Next1(CHOOSE t \in UnloadingNow : TRUE)

\* Every step of the protocol is one of the counted links, or shows nothing of itself to them.
RefinesTheLinks == Counted!Spec

\* Wrong on purpose: it is not seen that somebody unlinks.
NobodyUnlinks == {}
=============================================================================
