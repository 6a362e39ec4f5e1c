---------------------------- MODULE RefcountMany -----------------------------
(* The count of patch 5 and what rests on it, for any number of tasks: they  *)
(* are counted by control point instead of named.                            *)
(*                                                                           *)
(* Models: try_module_get and module_put by Users, module_refcount by Readers,*)
(*   __module_address by Walkers inside and outside their read-side section, *)
(*   delete_module again and again, forced too, with the grace period in     *)
(*   free_module. A step has the name that it has in Refcount, ModuleList,   *)
(*   Rcu, Load and Unload.                                                   *)
(* Counting is exact for tasks that are alike: RefcountTasks names them, and *)
(*   models/ManyRefines and ManyAnswers compare the two in both directions.  *)
(* Fused: try_module_get's call with its first test (nothing comes in between*)
(*   but the environment's assumption, and exit() would only wait longer);   *)
(*   the call of module_put with its decrement, as a holder puts whenever he *)
(*   likes; delete_module's checks with the subtraction, since all are under *)
(*   module_mutex, and a failing delete_module with the recovery. One        *)
(*   delete_module at a time is past its checks: another one waits for the   *)
(*   mutex, or is turned away because the module is not LIVE.                *)
(* Leaves out: loading (a life begins as Init says), the flavours of sections*)
(*   (walkers are readers that the grace period waits for), what a task      *)
(*   knows of its own past: who reads the count is asked at that step only.  *)
(* Variables range over integers, truth values, and sets of a few names, and *)
(*   every formula is linear: ./check prove translates all of it.            *)
(* Run: ./check run Many; see docs/any-number-of-cpus.md.                    *)
EXTENDS Kernel, Faults

CONSTANTS
  Users,     \* how many tasks call try_module_get and module_put
  Readers,   \* how many call module_refcount
  Walkers,   \* how many walk the module list
  Forcing    \* whether a delete_module may be forced (O_TRUNC)

ASSUME TasksAreCounted == Users \in Nat /\ Readers \in Nat /\ Walkers \in Nat /\ Users >= 1
ASSUME ForcingIsOrNot  == Forcing \in BOOLEAN

VARIABLES        \* how many tasks are at each control point; the others are idle
  counting,      \* have found the module live: TryModuleGet_IncNotZero is next
  holding,       \* hold a reference: ModulePut_DecIfPositive is next, some time
  reading,       \* are in module_refcount: ModuleRefcount_AtomicRead is next
  atHead,        \* are in a read-side section, at the head of modules
  atModule,      \* are in one, with the module in hand
  waitedAtHead,  \* the grace period waits for them: at the head
  waitedAtModule \* the grace period waits for them: with the module in hand

VARIABLES        \* the module
  refcnt,        \* the atomic_t
  state,         \* LIVE, GOING, UNFORMED
  registered,    \* its interface is there to be found, so gets and readers may come
  linked,        \* it is on modules
  freed          \* its memory is gone

VARIABLES
  unload,        \* delete_module: the label of its next step
  committed,     \* ghost: the count has decided the unload
  refused,       \* ghost: a get was refused
  faults         \* ghost: what went wrong so far, see Faults

userVars   == <<counting, holding>>
walkVars   == <<atHead, atModule, waitedAtHead, waitedAtModule>>
moduleVars == <<state, registered, linked, freed>>
vars == <<userVars, reading, walkVars, moduleVars, refcnt, unload, committed, refused, faults>>

Labels == {"TryReleaseModuleRef_SubBase", "TryReleaseModuleRef_BugOn", "Dead", "TryReleaseModuleRef_Recover",
           "TryStopModule_Going", "DeleteModule_ExitBegin", "DeleteModule_ExitEnd", "FreeModule_Unformed",
           "FreeModule_ListDelRcu", "SynchronizeRcu_Begin", "SynchronizeRcu_End", "FreeModule_Free",
           "DeleteModule_Return"}

\* The faults of which it speaks.
CountedFaults == {UseAfterFreeByHolder, UseAfterFreeByListWalker, FreedWhileReferenced,
                  CommitWhileReferenced, GetAfterCommit, GetWhileGoing,
                  BugOnBelowZero, WarnOnPutAtZero, RefcountOutOfBounds}

TypeOK ==
  /\ counting \in Nat /\ holding \in Nat /\ reading \in Nat
  /\ atHead \in Nat /\ atModule \in Nat /\ waitedAtHead \in Nat /\ waitedAtModule \in Nat
  /\ refcnt \in Int
  /\ state \in {LIVE, GOING, UNFORMED}
  /\ registered \in BOOLEAN /\ linked \in BOOLEAN /\ freed \in BOOLEAN
  /\ unload \in Labels
  /\ committed \in BOOLEAN /\ refused \in BOOLEAN
  /\ faults \subseteq CountedFaults

Init ==
  /\ counting = 0 /\ holding = 0 /\ reading = 0
  /\ atHead = 0 /\ atModule = 0 /\ waitedAtHead = 0 /\ waitedAtModule = 0
  /\ refcnt = MODULE_REF_BASE
  /\ state = LIVE
  /\ registered = TRUE /\ linked = TRUE /\ freed = FALSE
  /\ unload = "TryReleaseModuleRef_SubBase"
  /\ committed = FALSE /\ refused = FALSE
  /\ faults = {}

HolderFaults == If(freed, UseAfterFreeByHolder)

-----------------------------------------------------------------------------
(* try_module_get, module_put                                                *)

ModuleIsLive == state # GOING

TryModuleGet_IsLive ==
  /\ registered \/ ~ModuleIsLive \* called before exit() took the interface away
  /\ counting + holding < Users
  /\ IF ModuleIsLive THEN counting' = counting + 1 /\ UNCHANGED refused
                     ELSE refused' = TRUE /\ UNCHANGED counting
  /\ faults' = faults \cup HolderFaults
  /\ UNCHANGED <<holding, reading, walkVars, moduleVars, refcnt, unload, committed>>

IncNotZeroGuard == refcnt # 0

TryModuleGet_IncNotZero ==
  /\ counting > 0
  /\ counting' = counting - 1
  /\ IF IncNotZeroGuard
       THEN /\ refcnt'  = refcnt + 1
            /\ holding' = holding + 1
            /\ faults'  = faults \cup HolderFaults \cup If(committed, GetAfterCommit)
                                 \cup If(state = GOING, GetWhileGoing)
            /\ UNCHANGED refused
       ELSE /\ refused' = TRUE
            /\ faults'  = faults \cup HolderFaults
            /\ UNCHANGED <<refcnt, holding>>
  /\ UNCHANGED <<reading, walkVars, moduleVars, unload, committed>>

\* The environment: a put is made only of a reference that is held.
PutsBalanceGets == holding > 0

\* The last put while the base is away decides the unload (fact P2).
Decides == refcnt = 1 /\ unload = "TryReleaseModuleRef_Recover"

ModulePut_DecIfPositive ==
  /\ PutsBalanceGets
  /\ holding'   = IF holding > 0 THEN holding - 1 ELSE holding
  /\ refcnt'    = IF refcnt > 0 THEN refcnt - 1 ELSE refcnt
  /\ committed' = (committed \/ Decides)
  /\ faults'    = faults \cup HolderFaults \cup If(refcnt <= 0, WarnOnPutAtZero)
                         \cup If(Decides /\ holding > 1, CommitWhileReferenced)
  /\ UNCHANGED <<counting, reading, walkVars, moduleVars, unload, refused>>

-----------------------------------------------------------------------------
(* module_refcount                                                           *)

ModuleRefcount_Call ==
  /\ registered /\ reading < Readers
  /\ reading' = reading + 1
  /\ UNCHANGED <<userVars, walkVars, moduleVars, refcnt, unload, committed, refused, faults>>

\* What is outstanding, or one less while an unload has the base; -1 only if the unload is decided.
MayReport(n) ==
  /\ n = holding \/ n = holding - MODULE_REF_BASE
  /\ n = -1 => committed

ModuleRefcount_AtomicRead ==
  /\ reading > 0
  /\ reading' = reading - 1
  /\ faults' = faults \cup If(~MayReport(refcnt - MODULE_REF_BASE), RefcountOutOfBounds)
  /\ UNCHANGED <<userVars, walkVars, moduleVars, refcnt, unload, committed, refused>>

-----------------------------------------------------------------------------
(* __module_address                                                          *)

ModuleAddress_Begin ==
  /\ atHead + atModule + waitedAtHead + waitedAtModule < Walkers
  /\ atHead' = atHead + 1
  /\ UNCHANGED <<userVars, reading, atModule, waitedAtHead, waitedAtModule, moduleVars, refcnt, unload,
                 committed, refused, faults>>

\* From the head to the module, if it is linked; else, and from the module, to the end: the section ends.
ModuleAddress_Next ==
  /\ \/ /\ atHead > 0
        /\ atHead' = atHead - 1
        /\ atModule' = IF linked THEN atModule + 1 ELSE atModule
        /\ UNCHANGED <<waitedAtHead, waitedAtModule, faults>>
     \/ /\ waitedAtHead > 0
        /\ waitedAtHead' = waitedAtHead - 1
        /\ waitedAtModule' = IF linked THEN waitedAtModule + 1 ELSE waitedAtModule
        /\ UNCHANGED <<atHead, atModule, faults>>
     \/ /\ atModule > 0
        /\ atModule' = atModule - 1
        /\ faults' = faults \cup If(freed, UseAfterFreeByListWalker)
        /\ UNCHANGED <<atHead, waitedAtHead, waitedAtModule>>
     \/ /\ waitedAtModule > 0
        /\ waitedAtModule' = waitedAtModule - 1
        /\ faults' = faults \cup If(freed, UseAfterFreeByListWalker)
        /\ UNCHANGED <<atHead, atModule, waitedAtHead>>
  /\ UNCHANGED <<userVars, reading, moduleVars, refcnt, unload, committed, refused>>

-----------------------------------------------------------------------------
(* delete_module: try_release_module_ref, exit(), free_module                *)

ReleasedBase == MODULE_REF_BASE

TryReleaseModuleRef_SubBase ==
  /\ unload = "TryReleaseModuleRef_SubBase"
  /\ LET left == refcnt - ReleasedBase
     IN  /\ refcnt'    = left
         /\ committed' = (left = 0)
         /\ faults'    = faults \cup If(left = 0 /\ holding > 0, CommitWhileReferenced)
         /\ unload'    = IF left < 0 THEN "TryReleaseModuleRef_BugOn"
                         ELSE IF left = 0 THEN "TryStopModule_Going"
                         ELSE "TryReleaseModuleRef_Recover"
  /\ UNCHANGED <<userVars, reading, walkVars, moduleVars, refused>>

\* BUG_ON(ret < 0): the caller dies, module_mutex held.
TryReleaseModuleRef_BugOn ==
  /\ unload = "TryReleaseModuleRef_BugOn"
  /\ faults' = faults \cup {BugOnBelowZero}
  /\ unload' = "Dead"
  /\ UNCHANGED <<userVars, reading, walkVars, moduleVars, refcnt, committed, refused>>

RecoverGuard  == refcnt # 0
RecoveredBase == MODULE_REF_BASE

\* The base comes back, unless the last holder has left meanwhile. Who forces goes on all the same.
TryReleaseModuleRef_Recover ==
  /\ unload = "TryReleaseModuleRef_Recover"
  /\ IF RecoverGuard
       THEN /\ refcnt' = refcnt + RecoveredBase
            /\ \/ unload' = "TryReleaseModuleRef_SubBase"
               \/ Forcing /\ unload' = "TryStopModule_Going"
       ELSE /\ unload' = "TryStopModule_Going"
            /\ UNCHANGED refcnt
  /\ UNCHANGED <<userVars, reading, walkVars, moduleVars, committed, refused, faults>>

TryStopModule_Going ==
  /\ unload = "TryStopModule_Going"
  /\ state'  = GOING
  /\ unload' = "DeleteModule_ExitBegin"
  /\ UNCHANGED <<userVars, reading, walkVars, registered, linked, freed, refcnt, committed, refused, faults>>

\* exit() takes the interface away, and returns when nobody is on the way in any more.
DeleteModule_ExitBegin ==
  /\ unload = "DeleteModule_ExitBegin"
  /\ registered' = FALSE
  /\ unload'     = "DeleteModule_ExitEnd"
  /\ UNCHANGED <<userVars, reading, walkVars, state, linked, freed, refcnt, committed, refused, faults>>

NobodyIsOnTheWayIn == counting = 0 /\ reading = 0

DeleteModule_ExitEnd ==
  /\ unload = "DeleteModule_ExitEnd"
  /\ NobodyIsOnTheWayIn
  /\ unload' = "FreeModule_Unformed"
  /\ UNCHANGED <<userVars, reading, walkVars, moduleVars, refcnt, committed, refused, faults>>

FreeModule_Unformed ==
  /\ unload = "FreeModule_Unformed"
  /\ state'  = UNFORMED
  /\ unload' = "FreeModule_ListDelRcu"
  /\ UNCHANGED <<userVars, reading, walkVars, registered, linked, freed, refcnt, committed, refused, faults>>

FreeModule_ListDelRcu ==
  /\ unload = "FreeModule_ListDelRcu"
  /\ linked' = FALSE
  /\ unload' = "SynchronizeRcu_Begin"
  /\ UNCHANGED <<userVars, reading, walkVars, state, registered, freed, refcnt, committed, refused, faults>>

\* The grace period waits for the sections that are there now, and for no later one.
SynchronizeRcu_Begin ==
  /\ unload = "SynchronizeRcu_Begin"
  /\ waitedAtHead'   = waitedAtHead + atHead
  /\ waitedAtModule' = waitedAtModule + atModule
  /\ atHead' = 0 /\ atModule' = 0
  /\ unload' = "SynchronizeRcu_End"
  /\ UNCHANGED <<userVars, reading, moduleVars, refcnt, committed, refused, faults>>

GracePeriodIsOver == waitedAtHead = 0 /\ waitedAtModule = 0

SynchronizeRcu_End ==
  /\ unload = "SynchronizeRcu_End"
  /\ GracePeriodIsOver
  /\ unload' = "FreeModule_Free"
  /\ UNCHANGED <<userVars, reading, walkVars, moduleVars, refcnt, committed, refused, faults>>

FreeModule_Free ==
  /\ unload = "FreeModule_Free"
  /\ freed'  = TRUE
  /\ faults' = faults \cup If(holding > 0, FreedWhileReferenced)
  /\ unload' = "DeleteModule_Return"
  /\ UNCHANGED <<userVars, reading, walkVars, state, registered, linked, refcnt, committed, refused>>

-----------------------------------------------------------------------------
Next ==
  \/ TryModuleGet_IsLive
  \/ TryModuleGet_IncNotZero
  \/ ModulePut_DecIfPositive
  \/ ModuleRefcount_Call
  \/ ModuleRefcount_AtomicRead
  \/ ModuleAddress_Begin
  \/ ModuleAddress_Next
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
(* Properties: those of the module Properties that are asked of the count,   *)
(* by the same names.                                                        *)

\* The reference count is never negative.
RefcntNeverNegative == refcnt >= 0

\* BUG_ON(ret < 0) in try_release_module_ref never fires.
BugOnNeverFires == BugOnBelowZero \notin faults

\* WARN_ON(ret < 0) in module_put never fires.
WarnOnNeverFires == WarnOnPutAtZero \notin faults

\* The count decides an unload only when no reference is outstanding.
CommitsOnlyUnused == CommitWhileReferenced \notin faults

\* Once the count has decided an unload, no get succeeds.
NoGetAfterCommit == GetAfterCommit \notin faults

\* No get succeeds while the module is GOING.
NoGetWhileGoing == GetWhileGoing \notin faults

\* A count that has come to zero for good stays there.
ZeroStaysZero == committed => refcnt = 0

\* A failed unload leaves no trace: the module is LIVE and its count is what is outstanding.
FailedUnloadLeavesNoTrace ==
  unload = "TryReleaseModuleRef_SubBase" => state = LIVE /\ refcnt = holding + MODULE_REF_BASE

\* A get that fails means that an unload has been decided.
FailedGetMeansCommitted == refused => committed

\* module_refcount reports what is outstanding, or one less while an unload has the base.
ModuleRefcountInBounds == RefcountOutOfBounds \notin faults

\* No module is freed while references to it are outstanding.
NeverFreedWhileReferenced == FreedWhileReferenced \notin faults

\* Nobody who relies on a reference, or is about to take one, touches a freed module.
NoUseAfterFreeByHolder == UseAfterFreeByHolder \notin faults

\* A walker of the module list never touches a freed module.
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
