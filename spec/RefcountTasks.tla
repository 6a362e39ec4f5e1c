---------------------------- MODULE RefcountTasks ----------------------------
(* RefcountMany with its tasks named: the same steps, each taken by somebody.*)
(*                                                                           *)
(* Serves one purpose: to show that counting is exact. ManyRefines maps it   *)
(*   to RefcountMany, ManyAnswers lets RefcountMany ask for a step that it   *)
(*   has to answer, and under the view of ManyView its states are as many.   *)
(*   Fused and left out is what RefcountMany says; ProtocolCounts shows that *)
(*   Protocol itself, which fuses none of that, refines RefcountMany too.    *)
(* A task has the label of its next step, or is idle; a walker has what it   *)
(*   has in hand. A grace period is a set of walkers, as in Rcu.             *)
EXTENDS Kernel, Faults

CONSTANTS Users, Readers, Walkers, Forcing   \* as in RefcountMany: three numbers, and a truth value

ASSUME TasksCanBeNamed == Users \in Nat /\ Readers \in Nat /\ Walkers \in Nat /\ Users >= 1
ASSUME ForcingIsOrNot  == Forcing \in BOOLEAN

VARIABLES
  user,     \* 1 .. Users -> the label of the next step; of a holder, that of his put
  reader,   \* 1 .. Readers -> likewise
  inHand,   \* 1 .. Walkers -> "idle" (in no section), "head", "module"
  gpWait    \* the walkers that the grace period still waits for

VARIABLES   \* as in RefcountMany
  refcnt, state, registered, linked, freed, unload, committed, refused, faults

taskVars   == <<user, reader, inHand, gpWait>>
moduleVars == <<state, registered, linked, freed>>
vars == <<taskVars, moduleVars, refcnt, unload, committed, refused, faults>>

\* The tasks at a control point.
UsersAt(label)   == {t \in 1 .. Users : user[t] = label}
ReadersAt(label) == {t \in 1 .. Readers : reader[t] = label}
WalkersAt(place) == {t \in 1 .. Walkers : inHand[t] = place}

Holding == Cardinality(UsersAt("ModulePut_DecIfPositive"))

TypeOK ==
  /\ user   \in [1 .. Users -> {"idle", "TryModuleGet_IncNotZero", "ModulePut_DecIfPositive"}]
  /\ reader \in [1 .. Readers -> {"idle", "ModuleRefcount_AtomicRead"}]
  /\ inHand \in [1 .. Walkers -> {"idle", "head", "module"}]
  /\ gpWait \subseteq 1 .. Walkers
  /\ refcnt \in Int
  /\ state \in {LIVE, GOING, UNFORMED}
  /\ registered \in BOOLEAN /\ linked \in BOOLEAN /\ freed \in BOOLEAN
  /\ committed \in BOOLEAN /\ refused \in BOOLEAN
  /\ unload \in STRING
  /\ faults \subseteq Faults

Init ==
  /\ user   = [t \in 1 .. Users |-> "idle"]
  /\ reader = [t \in 1 .. Readers |-> "idle"]
  /\ inHand = [t \in 1 .. Walkers |-> "idle"]
  /\ gpWait = {}
  /\ refcnt = MODULE_REF_BASE
  /\ state = LIVE
  /\ registered = TRUE /\ linked = TRUE /\ freed = FALSE
  /\ unload = "TryReleaseModuleRef_SubBase"
  /\ committed = FALSE /\ refused = FALSE
  /\ faults = {}

HolderFaults == If(freed, UseAfterFreeByHolder)

-----------------------------------------------------------------------------
ModuleIsLive == state # GOING

TryModuleGet_IsLive(t) ==
  /\ user[t] = "idle"
  /\ registered \/ ~ModuleIsLive
  /\ IF ModuleIsLive THEN user' = [user EXCEPT ![t] = "TryModuleGet_IncNotZero"] /\ UNCHANGED refused
                     ELSE refused' = TRUE /\ UNCHANGED user
  /\ faults' = faults \cup HolderFaults
  /\ UNCHANGED <<reader, inHand, gpWait, moduleVars, refcnt, unload, committed>>

IncNotZeroGuard == refcnt # 0

TryModuleGet_IncNotZero(t) ==
  /\ user[t] = "TryModuleGet_IncNotZero"
  /\ user' = [user EXCEPT ![t] = IF IncNotZeroGuard THEN "ModulePut_DecIfPositive" ELSE "idle"]
  /\ IF IncNotZeroGuard
       THEN /\ refcnt' = refcnt + 1
            /\ faults' = faults \cup HolderFaults \cup If(committed, GetAfterCommit)
                                \cup If(state = GOING, GetWhileGoing)
            /\ UNCHANGED refused
       ELSE /\ refused' = TRUE
            /\ faults'  = faults \cup HolderFaults
            /\ UNCHANGED refcnt
  /\ UNCHANGED <<reader, inHand, gpWait, moduleVars, unload, committed>>

Decides == refcnt = 1 /\ unload = "TryReleaseModuleRef_Recover"

ModulePut_DecIfPositive(t) ==
  /\ user[t] = "ModulePut_DecIfPositive"
  /\ user'      = [user EXCEPT ![t] = "idle"]
  /\ refcnt'    = IF refcnt > 0 THEN refcnt - 1 ELSE refcnt
  /\ committed' = (committed \/ Decides)
  /\ faults'    = faults \cup HolderFaults \cup If(refcnt <= 0, WarnOnPutAtZero)
                         \cup If(Decides /\ Holding > 1, CommitWhileReferenced)
  /\ UNCHANGED <<reader, inHand, gpWait, moduleVars, unload, refused>>

-----------------------------------------------------------------------------
ModuleRefcount_Call(t) ==
  /\ registered /\ reader[t] = "idle"
  /\ reader' = [reader EXCEPT ![t] = "ModuleRefcount_AtomicRead"]
  /\ UNCHANGED <<user, inHand, gpWait, moduleVars, refcnt, unload, committed, refused, faults>>

MayReport(n) ==
  /\ n = Holding \/ n = Holding - MODULE_REF_BASE
  /\ n = -1 => committed

ModuleRefcount_AtomicRead(t) ==
  /\ reader[t] = "ModuleRefcount_AtomicRead"
  /\ reader' = [reader EXCEPT ![t] = "idle"]
  /\ faults' = faults \cup If(~MayReport(refcnt - MODULE_REF_BASE), RefcountOutOfBounds)
  /\ UNCHANGED <<user, inHand, gpWait, moduleVars, refcnt, unload, committed, refused>>

-----------------------------------------------------------------------------
ModuleAddress_Begin(t) ==
  /\ inHand[t] = "idle"
  /\ inHand' = [inHand EXCEPT ![t] = "head"]
  /\ UNCHANGED <<user, reader, gpWait, moduleVars, refcnt, unload, committed, refused, faults>>

\* Who comes to the end leaves the section, and no grace period waits for him.
ModuleAddress_Next(t) ==
  /\ inHand[t] # "idle"
  /\ IF inHand[t] = "head" /\ linked
       THEN inHand' = [inHand EXCEPT ![t] = "module"] /\ UNCHANGED gpWait
       ELSE inHand' = [inHand EXCEPT ![t] = "idle"] /\ gpWait' = gpWait \ {t}
  /\ faults' = faults \cup If(inHand[t] = "module" /\ freed, UseAfterFreeByListWalker)
  /\ UNCHANGED <<user, reader, moduleVars, refcnt, unload, committed, refused>>

-----------------------------------------------------------------------------
TryReleaseModuleRef_SubBase ==
  /\ unload = "TryReleaseModuleRef_SubBase"
  /\ LET left == refcnt - MODULE_REF_BASE
     IN  /\ refcnt'    = left
         /\ committed' = (left = 0)
         /\ faults'    = faults \cup If(left = 0 /\ Holding > 0, CommitWhileReferenced)
         /\ unload'    = IF left < 0 THEN "TryReleaseModuleRef_BugOn"
                         ELSE IF left = 0 THEN "TryStopModule_Going"
                         ELSE "TryReleaseModuleRef_Recover"
  /\ UNCHANGED <<taskVars, moduleVars, refused>>

TryReleaseModuleRef_BugOn ==
  /\ unload = "TryReleaseModuleRef_BugOn"
  /\ faults' = faults \cup {BugOnBelowZero}
  /\ unload' = "Dead"
  /\ UNCHANGED <<taskVars, moduleVars, refcnt, committed, refused>>

TryReleaseModuleRef_Recover ==
  /\ unload = "TryReleaseModuleRef_Recover"
  /\ IF refcnt # 0
       THEN /\ refcnt' = refcnt + MODULE_REF_BASE
            /\ \/ unload' = "TryReleaseModuleRef_SubBase"
               \/ Forcing /\ unload' = "TryStopModule_Going"
       ELSE /\ unload' = "TryStopModule_Going"
            /\ UNCHANGED refcnt
  /\ UNCHANGED <<taskVars, moduleVars, committed, refused, faults>>

\* What the rest of delete_module has in common: one label, then the next.
Unloads(label, next) == unload = label /\ unload' = next

TryStopModule_Going ==
  /\ Unloads("TryStopModule_Going", "DeleteModule_ExitBegin")
  /\ state' = GOING
  /\ UNCHANGED <<taskVars, registered, linked, freed, refcnt, committed, refused, faults>>

DeleteModule_ExitBegin ==
  /\ Unloads("DeleteModule_ExitBegin", "DeleteModule_ExitEnd")
  /\ registered' = FALSE
  /\ UNCHANGED <<taskVars, state, linked, freed, refcnt, committed, refused, faults>>

DeleteModule_ExitEnd ==
  /\ UsersAt("TryModuleGet_IncNotZero") = {} /\ ReadersAt("ModuleRefcount_AtomicRead") = {}
  /\ Unloads("DeleteModule_ExitEnd", "FreeModule_Unformed")
  /\ UNCHANGED <<taskVars, moduleVars, refcnt, committed, refused, faults>>

FreeModule_Unformed ==
  /\ Unloads("FreeModule_Unformed", "FreeModule_ListDelRcu")
  /\ state' = UNFORMED
  /\ UNCHANGED <<taskVars, registered, linked, freed, refcnt, committed, refused, faults>>

FreeModule_ListDelRcu ==
  /\ Unloads("FreeModule_ListDelRcu", "SynchronizeRcu_Begin")
  /\ linked' = FALSE
  /\ UNCHANGED <<taskVars, state, registered, freed, refcnt, committed, refused, faults>>

SynchronizeRcu_Begin ==
  /\ Unloads("SynchronizeRcu_Begin", "SynchronizeRcu_End")
  /\ gpWait' = 1 .. Walkers \ WalkersAt("idle")
  /\ UNCHANGED <<user, reader, inHand, moduleVars, refcnt, committed, refused, faults>>

SynchronizeRcu_End ==
  /\ gpWait = {}
  /\ Unloads("SynchronizeRcu_End", "FreeModule_Free")
  /\ UNCHANGED <<taskVars, moduleVars, refcnt, committed, refused, faults>>

FreeModule_Free ==
  /\ Unloads("FreeModule_Free", "DeleteModule_Return")
  /\ freed'  = TRUE
  /\ faults' = faults \cup If(Holding > 0, FreedWhileReferenced)
  /\ UNCHANGED <<taskVars, state, registered, linked, refcnt, committed, refused>>

-----------------------------------------------------------------------------
Next ==
  \/ \E t \in 1 .. Users : TryModuleGet_IsLive(t)
  \/ \E t \in 1 .. Users : TryModuleGet_IncNotZero(t)
  \/ \E t \in 1 .. Users : ModulePut_DecIfPositive(t)
  \/ \E t \in 1 .. Readers : ModuleRefcount_Call(t)
  \/ \E t \in 1 .. Readers : ModuleRefcount_AtomicRead(t)
  \/ \E t \in 1 .. Walkers : ModuleAddress_Begin(t)
  \/ \E t \in 1 .. Walkers : ModuleAddress_Next(t)
  \/ TryReleaseModuleRef_SubBase
  \/ TryReleaseModuleRef_BugOn
  \/ TryReleaseModuleRef_Recover
  \/ TryStopModule_Going
  \/ DeleteModule_ExitBegin
  \/ DeleteModule_ExitEnd
  \/ FreeModule_Unformed
  \/ FreeModule_ListDelRcu
  \/ SynchronizeRcu_Begin
  \/ SynchronizeRcu_End
  \/ FreeModule_Free

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
\* As in RefcountMany, for a model that asks for nothing else.
NoUseAfterFreeByListWalker == UseAfterFreeByListWalker \notin faults
-----------------------------------------------------------------------------
(* Who takes which action: it must fire then, and not else (see Takers).     *)

\* A model in which the count can fall below zero says so.
CountMayGoWrong == FALSE

Takers == [
  TryModuleGet_IsLive         |-> Users > 0,
  TryModuleGet_IncNotZero     |-> Users > 0,
  ModulePut_DecIfPositive     |-> Users > 0,
  ModuleRefcount_Call         |-> Readers > 0,
  ModuleRefcount_AtomicRead   |-> Readers > 0,
  ModuleAddress_Begin         |-> Walkers > 0,
  ModuleAddress_Next          |-> Walkers > 0,
  TryReleaseModuleRef_SubBase |-> Users > 0,
  TryReleaseModuleRef_BugOn   |-> CountMayGoWrong,
  TryReleaseModuleRef_Recover |-> Users > 0,
  TryStopModule_Going         |-> Users > 0,
  DeleteModule_ExitBegin      |-> Users > 0,
  DeleteModule_ExitEnd        |-> Users > 0,
  FreeModule_Unformed         |-> Users > 0,
  FreeModule_ListDelRcu       |-> Users > 0,
  SynchronizeRcu_Begin        |-> Users > 0,
  SynchronizeRcu_End          |-> Users > 0,
  FreeModule_Free             |-> Users > 0]
=============================================================================
