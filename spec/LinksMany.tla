------------------------------- MODULE LinksMany -------------------------------
(* One module, and those that link to it, for any number of these and of     *)
(* other users.                                                              *)
(*                                                                           *)
(* Models: ref_module (a reference and a link, under the mutex) by Importers,*)
(*   module_unload_free of each (which puts before it unlinks, under the     *)
(*   mutex), get and put by Users, delete_module of the module itself, forced*)
(*   too: nobody who links, then the base is taken; load_module from the     *)
(*   count on, with an init() that may fail; on kernels with the base.       *)
(* Counting is exact, as the links to one module are alike, and as each pair *)
(*   has one link: who has linked does not link again.                       *)
(* Fused: the checks of delete_module with the lock, and GOING with the      *)
(*   unlock: nobody else gets in between. What is between GOING and the      *)
(*   release is one step, and so is each call of get or put.                 *)
(* Leaves out: what the module itself links to: a chain, and a diamond, is   *)
(*   this page for each of its modules. The lists; that the module is found. *)
(* Linear integers and truth values: ./check prove translates all of it.     *)
(* Run: ./check run LinksCounted; see docs/any-number-of-cpus.md.            *)
EXTENDS Kernel, Faults

CONSTANTS
  Importers, \* how many modules import a symbol of it
  Users,     \* how many references others may hold
  Forcing    \* whether a delete_module may be forced (O_TRUNC)

ASSUME TheyAreCounted == Importers \in Nat /\ Users \in Nat
ASSUME ForcingIsOrNot == Forcing \in BOOLEAN

VARIABLES
  links,     \* how many modules link to it
  halfGone,  \* of one of these links the reference is put, and the link is still there
  holding,   \* references that others hold
  hold,      \* the init hold is taken
  base,      \* ghost: the base is in the count
  refcnt,    \* the atomic_t
  state,     \* LIVE, COMING, GOING, UNFORMED
  there,     \* its memory is there, and its count is set
  mutex,     \* "free", or who has it: "unloads" the module, or "unlinks" from it
  unload     \* delete_module: the label of its next step, or "none"

vars == <<links, halfGone, holding, hold, base, refcnt, state, there, mutex, unload>>

TypeOK ==
  /\ links \in Nat /\ holding \in Nat /\ refcnt \in Int
  /\ halfGone \in BOOLEAN /\ hold \in BOOLEAN /\ base \in BOOLEAN /\ there \in BOOLEAN
  /\ state \in {LIVE, COMING, GOING, UNFORMED}
  /\ mutex \in {"free", "unloads", "unlinks"}
  /\ unload \in {"none", "TryReleaseModuleRef_SubBase", "TryReleaseModuleRef_Recover", "TryStopModule_Going"}

Init ==
  /\ links = 0 /\ holding = 0 /\ refcnt = 0
  /\ halfGone = FALSE /\ hold = FALSE /\ base = FALSE /\ there = FALSE
  /\ state = UNFORMED /\ mutex = "free" /\ unload = "none"

-----------------------------------------------------------------------------
(* load_module, do_init_module                                               *)

LoadModule_ModuleUnloadInit ==
  /\ ~there /\ holding = 0
  /\ there' = TRUE /\ hold' = TRUE /\ base' = TRUE
  /\ refcnt' = MODULE_REF_BASE + 1
  /\ UNCHANGED <<links, halfGone, holding, state, mutex, unload>>

LoadModule_CompleteFormation ==
  /\ there /\ state = UNFORMED /\ hold
  /\ state' = COMING
  /\ UNCHANGED <<links, halfGone, holding, hold, base, refcnt, there, mutex, unload>>

DoInitModule_Live ==
  /\ state = COMING
  /\ state' = LIVE
  /\ UNCHANGED <<links, halfGone, holding, hold, base, refcnt, there, mutex, unload>>

\* A load that fails does not look for links: nobody links to a module that is not LIVE yet.
MayFail == state = COMING

DoInitModule_Going ==
  /\ MayFail
  /\ state' = GOING
  /\ UNCHANGED <<links, halfGone, holding, hold, base, refcnt, there, mutex, unload>>

-----------------------------------------------------------------------------
(* try_module_get, module_put                                                *)

\* atomic_dec_if_positive.
Less == IF refcnt > 0 THEN refcnt - 1 ELSE refcnt

TryModuleGet_IncNotZero ==
  /\ there /\ refcnt # 0 /\ holding < Users
  /\ holding' = holding + 1 /\ refcnt' = refcnt + 1
  /\ UNCHANGED <<links, halfGone, hold, base, state, there, mutex, unload>>

\* Of a user's reference, or of the init hold when init() has returned.
ModulePut_DecIfPositive ==
  /\ \/ holding > 0 /\ holding' = holding - 1 /\ UNCHANGED hold
     \/ hold /\ state # COMING /\ hold' = FALSE /\ UNCHANGED holding
  /\ refcnt' = Less
  /\ UNCHANGED <<links, halfGone, base, state, there, mutex, unload>>

-----------------------------------------------------------------------------
(* The links. Each change is made under the mutex.                           *)

MutexIsFree == mutex = "free"

\* COMING is busy; GOING, or a count of zero, is gone.
Gettable == state = LIVE /\ refcnt # 0

RefModule_Link ==
  /\ MutexIsFree /\ there
  /\ Gettable
  /\ links < Importers
  /\ links' = links + 1 /\ refcnt' = refcnt + 1
  /\ UNCHANGED <<halfGone, holding, hold, base, state, there, mutex, unload>>

ModuleUnloadFree_MutexLock ==
  /\ mutex = "free" /\ mutex' = "unlinks"
  /\ UNCHANGED <<links, halfGone, holding, hold, base, refcnt, state, there, unload>>

ModuleUnloadFree_Put ==
  /\ mutex = "unlinks" /\ links > 0 /\ ~halfGone
  /\ refcnt' = Less /\ halfGone' = TRUE
  /\ UNCHANGED <<links, holding, hold, base, state, there, mutex, unload>>

ModuleUnloadFree_Unlink ==
  /\ halfGone
  /\ links' = links - 1 /\ halfGone' = FALSE
  /\ UNCHANGED <<holding, hold, base, refcnt, state, there, mutex, unload>>

UnlinkIsComplete == ~halfGone

ModuleUnloadFree_MutexUnlock ==
  /\ mutex = "unlinks" /\ UnlinkIsComplete
  /\ mutex' = "free"
  /\ UNCHANGED <<links, halfGone, holding, hold, base, refcnt, state, there, unload>>

-----------------------------------------------------------------------------
(* delete_module, free_module                                                *)

HasDependents == links > 0

DeleteModule_Check ==
  /\ mutex = "free" /\ there /\ state = LIVE
  /\ ~HasDependents
  /\ mutex' = "unloads" /\ unload' = "TryReleaseModuleRef_SubBase"
  /\ UNCHANGED <<links, halfGone, holding, hold, base, refcnt, state, there>>

TryReleaseModuleRef_SubBase ==
  /\ unload = "TryReleaseModuleRef_SubBase"
  /\ refcnt' = refcnt - MODULE_REF_BASE /\ base' = FALSE
  /\ unload' = IF refcnt = MODULE_REF_BASE THEN "TryStopModule_Going" ELSE "TryReleaseModuleRef_Recover"
  /\ UNCHANGED <<links, halfGone, holding, hold, state, there, mutex>>

\* The base comes back, unless the last holder has left meanwhile. Who forces goes on all the same.
TryReleaseModuleRef_Recover ==
  /\ unload = "TryReleaseModuleRef_Recover"
  /\ IF refcnt # 0
       THEN /\ refcnt' = refcnt + MODULE_REF_BASE /\ base' = TRUE
            /\ \/ unload' = "none" /\ mutex' = "free"
               \/ Forcing /\ unload' = "TryStopModule_Going" /\ UNCHANGED mutex
       ELSE unload' = "TryStopModule_Going" /\ UNCHANGED <<refcnt, base, mutex>>
  /\ UNCHANGED <<links, halfGone, holding, hold, state, there>>

TryStopModule_Going ==
  /\ unload = "TryStopModule_Going"
  /\ state' = GOING
  /\ unload' = "none" /\ mutex' = "free"
  /\ UNCHANGED <<links, halfGone, holding, hold, base, refcnt, there>>

FreeModule_Unformed ==
  /\ state = GOING
  /\ state' = UNFORMED
  /\ UNCHANGED <<links, halfGone, holding, hold, base, refcnt, there, mutex, unload>>

\* The memory goes, of an unload or of a load that has failed, and the init hold if it was never put.
FreeModule_Free ==
  /\ there /\ state # LIVE
  /\ there' = FALSE /\ hold' = FALSE /\ base' = FALSE
  /\ refcnt' = 0 /\ state' = UNFORMED
  /\ UNCHANGED <<links, halfGone, holding, mutex, unload>>

-----------------------------------------------------------------------------
Next ==
  \/ LoadModule_ModuleUnloadInit
  \/ LoadModule_CompleteFormation
  \/ DoInitModule_Live
  \/ DoInitModule_Going
  \/ TryModuleGet_IncNotZero
  \/ ModulePut_DecIfPositive
  \/ RefModule_Link
  \/ ModuleUnloadFree_MutexLock
  \/ ModuleUnloadFree_Put
  \/ ModuleUnloadFree_Unlink
  \/ ModuleUnloadFree_MutexUnlock
  \/ DeleteModule_Check
  \/ TryReleaseModuleRef_SubBase
  \/ TryReleaseModuleRef_Recover
  \/ TryStopModule_Going
  \/ FreeModule_Unformed
  \/ FreeModule_Free

Spec == Init /\ [][Next]_vars

\* While module_mutex is free: a module that another uses has the link's reference, and is not GOING.
UsedModuleStays == mutex = "free" /\ links > 0 => refcnt >= MODULE_REF_BASE + 1 /\ state # GOING

\* While module_mutex is free: one reference for each link.
OneReferencePerLink ==
  mutex = "free" /\ there =>
    refcnt = (IF base THEN MODULE_REF_BASE ELSE 0) + (IF hold THEN 1 ELSE 0) + holding + links

\* A module is freed only when no other links to it.
NeverFreedWhileLinked == ~there => links = 0

-----------------------------------------------------------------------------
(* An inductive invariant, from which these follow.                          *)

CountIsExact ==
  there => refcnt = (IF base THEN MODULE_REF_BASE ELSE 0) + (IF hold THEN 1 ELSE 0) + holding
                      + links - (IF halfGone THEN 1 ELSE 0)
LinkedIsLive       == links > 0 => there /\ state = LIVE
UnlinkedUnderMutex == halfGone => mutex = "unlinks" /\ links > 0
\* An unload that is past its checks has the mutex, of a module to which nobody links.
UnloadHasTheMutex  == (unload # "none") = (mutex = "unloads")
UnloadOfUnlinked   == mutex = "unloads" => links = 0 /\ there /\ state = LIVE
\* Only an unload takes the base, and does not go on without it unless nothing is held.
BaseIsThere        == there /\ state \in {COMING, LIVE} /\ mutex # "unloads" => base
BaseIsTaken        == /\ unload = "TryReleaseModuleRef_SubBase" => base
                      /\ unload = "TryReleaseModuleRef_Recover" => ~base
DecidedAtZero      == there /\ ~base /\ unload # "TryReleaseModuleRef_Recover" => refcnt = 0

LinksInv ==
  /\ links \in 0 .. Importers /\ holding \in 0 .. Users
  /\ halfGone \in BOOLEAN /\ hold \in BOOLEAN /\ base \in BOOLEAN /\ there \in BOOLEAN
  /\ state \in {LIVE, COMING, GOING, UNFORMED}
  /\ LinkedIsLive
  /\ mutex \in {"free", "unloads", "unlinks"}
  /\ unload \in {"none", "TryReleaseModuleRef_SubBase", "TryReleaseModuleRef_Recover", "TryStopModule_Going"}
  /\ UnlinkedUnderMutex /\ UnloadHasTheMutex /\ UnloadOfUnlinked /\ BaseIsThere /\ BaseIsTaken
  /\ refcnt \in 0 .. Importers + Users + 2
  /\ DecidedAtZero
  /\ CountIsExact

\* From every state of it, one step after another.
FromInv == LinksInv /\ [][Next]_vars

FollowsForLinks == UsedModuleStays /\ OneReferencePerLink /\ NeverFreedWhileLinked

\* Who takes which action: it must fire then, and not else (see Takers).
SomebodyUses == Users > 0
SomebodyLinks == Importers > 0
Takers == [
  LoadModule_ModuleUnloadInit  |-> TRUE,
  LoadModule_CompleteFormation |-> TRUE,
  DoInitModule_Live            |-> TRUE,
  DoInitModule_Going           |-> TRUE,
  TryModuleGet_IncNotZero      |-> SomebodyUses,
  ModulePut_DecIfPositive      |-> TRUE,
  RefModule_Link               |-> SomebodyLinks,
  ModuleUnloadFree_MutexLock   |-> TRUE,
  ModuleUnloadFree_Put         |-> SomebodyLinks,
  ModuleUnloadFree_Unlink      |-> SomebodyLinks,
  ModuleUnloadFree_MutexUnlock |-> TRUE,
  DeleteModule_Check           |-> TRUE,
  TryReleaseModuleRef_SubBase  |-> TRUE,
  TryReleaseModuleRef_Recover  |-> TRUE,
  TryStopModule_Going          |-> TRUE,
  FreeModule_Unformed          |-> TRUE,
  FreeModule_Free              |-> TRUE]
=============================================================================
