--------------------------- MODULE ProtocolCounts ----------------------------
(* Protocol, with all its steps, refines the counted protocol: so what is    *)
(* fused there hides nothing that Protocol shows. One module, one unloader,  *)
(* nobody loads, no force; a user may hold several references, so that       *)
(* RefcountMany's Users are as many as MaxRefs.                              *)
EXTENDS MC

TheModule   == CHOOSE m \in Modules : TRUE
TheUnloader == CHOOSE t \in Unloaders : TRUE

ASSUME OnlyCountedRoles ==
  /\ Modules = {TheModule} /\ Unloaders = {TheUnloader} /\ InitiallyLive = Modules
  /\ Tasks = Users \cup Readers \cup ListWalkers \cup Unloaders
  /\ Forcers \cup Permanent \cup ScsiModules \cup Tracing = {}

AreAt(label, tasks) == Cardinality({t \in tasks : Next1(t) = label})
Walking(place)      == {t \in ListWalkers : obj[t] = place}
AwaitedWalkers      == gpWait[TheUnloader]

\* The label at which RefcountMany has delete_module: what it fuses goes with the next step.
UnloadLabel ==
  LET label == Next1(TheUnloader)
  IN  CASE mem[TheModule] = "freed" -> "DeleteModule_Return"
        [] state[TheModule] = LIVE /\ label \notin {"TryReleaseModuleRef_Recover", "TryStopModule_Going"} ->
             "TryReleaseModuleRef_SubBase"
        [] label = "DeleteModule_MutexUnlock" -> "DeleteModule_ExitBegin"
        [] label = "FreeModule_Trace" -> "FreeModule_Unformed"
        [] label = "FreeModule_MutexLock" -> "FreeModule_ListDelRcu"
        [] label = "FreeModule_MutexUnlock" -> "FreeModule_Free"
        [] OTHER -> label

Counted == INSTANCE RefcountMany WITH
  Users <- MaxRefs, Readers <- Cardinality(Readers), Walkers <- Cardinality(ListWalkers), Forcing <- FALSE,
  counting <- AreAt("TryModuleGet_IncNotZero", Users), holding <- refs[TheModule],
  reading <- AreAt("ModuleRefcount_AtomicRead", Readers),
  atHead <- Cardinality(Walking(ListHead) \ AwaitedWalkers),
  atModule <- Cardinality(Walking(TheModule) \ AwaitedWalkers),
  waitedAtHead <- Cardinality(Walking(ListHead) \cap AwaitedWalkers),
  waitedAtModule <- Cardinality(Walking(TheModule) \cap AwaitedWalkers),
  refcnt <- refcnt[TheModule], state <- state[TheModule], registered <- registered[TheModule],
  linked <- Linked(next, TheModule), freed <- mem[TheModule] = "freed",
  unload <- UnloadLabel, committed <- committed[TheModule], refused <- refused[TheModule],
  \* Whether the reader takes the number for a signed one (fact F3) is not the count's business.
  faults <- faults \ {RefcountIsHuge}

\* Every step of the protocol is one of the counted protocol, or shows nothing of itself to it.
RefinesTheCounted == Counted!Spec

\* Wrong on purpose: what is mapped is not what the grace period waits for, but nobody.
NobodyIsAwaited == {}
=============================================================================
