----------------------------- MODULE WalkersMany ------------------------------
(* Walkers of module lists, and the grace period before memory goes, for any *)
(* number of walkers, modules and lists.                                     *)
(*                                                                           *)
(* Models: __module_address and module_find_bug, each in a section with a    *)
(*   pointer in hand; list_add_rcu; list_del_rcu, after which the entry still*)
(*   points to where it did; synchronize_rcu; the release of the memory, by  *)
(*   unloads and by loads that fail, several at once.                        *)
(* Walkers and modules are named, as pointers tell them apart. A proof for   *)
(*   every number of them says of each what is so, and counts none.          *)
(* Fused: what is between the last unlinking and the grace period, and       *)
(*   between its end and the release: nobody looks at it.                    *)
(* Leaves out: module_mutex (each change of a list is one step, and without  *)
(*   it grace periods overlap: more can happen, not less); the flavours of   *)
(*   sections (each is one that the grace period waits for); the count.      *)
(* Sets of which nothing is known, functions and quantifiers over them:      *)
(*   ./check prove translates all of it.                                     *)
(* Run: ./check run Walkers; see docs/any-number-of-cpus.md.                 *)
EXTENDS Kernel, Faults

CONSTANTS
  Walkers,   \* walk a list, some time
  Modules,   \* slots for a struct module, each used again and again
  Lists      \* the lists that a module may be on

None     == "none"     \* no list, no module
ListHead == "head"
Poison   == "poison"   \* what list_del leaves in a next pointer

ASSUME NamesAreFree ==
  {None, ListHead, Poison} \cap Modules = {} /\ {None} \cap Lists = {}

VARIABLES
  walks,     \* walker -> the list that it walks, or None: it is in no section
  hand,      \* walker -> the entry in hand, or None
  onList,    \* list -> the modules that are on it
  next,      \* list -> module or ListHead -> what its next pointer holds
  mem,       \* module -> "none" (never loaded), "allocated", "freed"
  grace,     \* module -> its grace period: "none" (not begun), "waits", "over"
  gpWait,    \* module -> the walkers that its grace period still waits for
  inReach,   \* ghost: walker -> what has been on its list at some time since its section began
  faults     \* ghost: what went wrong so far, see Faults

vars == <<walks, hand, onList, next, mem, grace, gpWait, inReach, faults>>

Entries(l)   == onList[l] \cup {ListHead}
InSection(w) == walks[w] # None

TypeOK ==
  /\ walks   \in [Walkers -> Lists \cup {None}]
  /\ hand    \in [Walkers -> Modules \cup {ListHead, None}]
  /\ onList  \in [Lists -> SUBSET Modules]
  /\ next    \in [Lists -> [Modules \cup {ListHead} -> Modules \cup {ListHead, Poison, None}]]
  /\ mem     \in [Modules -> {"none", "allocated", "freed"}]
  /\ grace   \in [Modules -> {"none", "waits", "over"}]
  /\ gpWait  \in [Modules -> SUBSET Walkers]
  /\ inReach \in [Walkers -> SUBSET Modules]
  /\ faults \subseteq {UseAfterFreeByListWalker, PoisonForListWalker}

Init ==
  /\ walks   = [w \in Walkers |-> None]
  /\ hand    = [w \in Walkers |-> None]
  /\ onList  = [l \in Lists |-> {}]
  /\ next    = [l \in Lists |-> [n \in Modules \cup {ListHead} |-> IF n = ListHead THEN ListHead ELSE None]]
  /\ mem     = [m \in Modules |-> "none"]
  /\ grace   = [m \in Modules |-> "none"]
  /\ gpWait  = [m \in Modules |-> {}]
  /\ inReach = [w \in Walkers |-> {}]
  /\ faults  = {}

-----------------------------------------------------------------------------
(* Walkers                                                                   *)

Walk_Begin(w, l) ==
  /\ ~InSection(w)
  /\ walks'   = [walks EXCEPT ![w] = l]
  /\ hand'    = [hand EXCEPT ![w] = ListHead]
  /\ inReach' = [inReach EXCEPT ![w] = onList[l]]
  /\ UNCHANGED <<onList, next, mem, grace, gpWait, faults>>

LeavesSection(w) ==
  /\ walks'   = [walks EXCEPT ![w] = None]
  /\ hand'    = [hand EXCEPT ![w] = None]
  /\ inReach' = [inReach EXCEPT ![w] = {}]
  /\ gpWait'  = [m \in Modules |-> gpWait[m] \ {w}]

\* Read the next pointer of the entry in hand, and have the next entry in hand; at the end, leave.
Walk_Next(w) ==
  /\ InSection(w)
  /\ LET isFreed == hand[w] \in Modules /\ mem[hand[w]] = "freed"
         to      == next[walks[w]][hand[w]]
     IN  /\ faults' = faults \cup If(isFreed, UseAfterFreeByListWalker)
                             \cup If(~isFreed /\ to = Poison, PoisonForListWalker)
         /\ IF isFreed \/ to \in {ListHead, Poison, None}
              THEN LeavesSection(w)
              ELSE hand' = [hand EXCEPT ![w] = to] /\ UNCHANGED <<walks, inReach, gpWait>>
  /\ UNCHANGED <<onList, next, mem, grace>>

\* It has found what it looks for.
Walk_End(w) == InSection(w) /\ LeavesSection(w) /\ UNCHANGED <<onList, next, mem, grace, faults>>

-----------------------------------------------------------------------------
(* The lists                                                                 *)

IsListed(l, m) ==
  /\ next'    = [next EXCEPT ![l][m] = next[l][ListHead], ![l][ListHead] = m]
  /\ onList'  = [onList EXCEPT ![l] = @ \cup {m}]
  /\ inReach' = [w \in Walkers |-> IF walks[w] = l THEN inReach[w] \cup {m} ELSE inReach[w]]

\* A load gives the module its memory, and puts it on the first list.
LoadModule_AddUnformed(l, m) ==
  /\ mem[m] # "allocated"
  /\ mem'   = [mem EXCEPT ![m] = "allocated"]
  /\ grace' = [grace EXCEPT ![m] = "none"]
  /\ IsListed(l, m)
  /\ UNCHANGED <<walks, hand, gpWait, faults>>

ListAdd(l, m) ==
  /\ mem[m] = "allocated" /\ grace[m] = "none" /\ m \notin onList[l]
  /\ IsListed(l, m)
  /\ UNCHANGED <<walks, hand, mem, grace, gpWait, faults>>

\* list_del_rcu leaves the pointer of what it unlinks; list_del does not.
LeftBehind(l, m) == next[l][m]

ListDelRcu(l, m) ==
  /\ m \in onList[l]
  /\ \E p \in Entries(l) :
       /\ next[l][p] = m
       /\ next' = [next EXCEPT ![l][p] = next[l][m], ![l][m] = LeftBehind(l, m)]
  /\ onList' = [onList EXCEPT ![l] = @ \ {m}]
  /\ UNCHANGED <<walks, hand, mem, grace, gpWait, inReach, faults>>

-----------------------------------------------------------------------------
(* The grace period, and the release                                         *)

OffTheLists(m) == \A l \in Lists : m \notin onList[l]

\* The sections that are there now, and no later one.
Awaited == {w \in Walkers : InSection(w)}

SynchronizeRcu_Begin(m) ==
  /\ mem[m] = "allocated" /\ grace[m] = "none"
  /\ OffTheLists(m)
  /\ grace'  = [grace EXCEPT ![m] = "waits"]
  /\ gpWait' = [gpWait EXCEPT ![m] = Awaited]
  /\ UNCHANGED <<walks, hand, onList, next, mem, inReach, faults>>

GracePeriodIsOver(m) == gpWait[m] = {}

SynchronizeRcu_End(m) ==
  /\ grace[m] = "waits"
  /\ GracePeriodIsOver(m)
  /\ grace' = [grace EXCEPT ![m] = "over"]
  /\ UNCHANGED <<walks, hand, onList, next, mem, gpWait, inReach, faults>>

IsWaitedFor(m) == grace[m] = "over"

FreeModule_Free(m) ==
  /\ mem[m] = "allocated" /\ OffTheLists(m)
  /\ IsWaitedFor(m)
  /\ mem' = [mem EXCEPT ![m] = "freed"]
  /\ UNCHANGED <<walks, hand, onList, next, grace, gpWait, inReach, faults>>

-----------------------------------------------------------------------------
Next ==
  \/ \E w \in Walkers, l \in Lists : Walk_Begin(w, l)
  \/ \E w \in Walkers : Walk_Next(w) \/ Walk_End(w)
  \/ \E l \in Lists, m \in Modules : LoadModule_AddUnformed(l, m) \/ ListAdd(l, m) \/ ListDelRcu(l, m)
  \/ \E m \in Modules : SynchronizeRcu_Begin(m) \/ SynchronizeRcu_End(m) \/ FreeModule_Free(m)

Spec == Init /\ [][Next]_vars

\* A walker of the module list never touches a freed module.
NoUseAfterFreeByListWalker == UseAfterFreeByListWalker \notin faults

\* No walker of the module list follows a poisoned pointer.
NoPoisonForListWalker == PoisonForListWalker \notin faults

\* What a walker has in hand is there.
WhatIsInHandIsThere == \A w \in Walkers : hand[w] \in Modules => mem[hand[w]] = "allocated"

\* Who takes which action: it must fire then, and not else (see Takers).
SomebodyWalks == Walkers # {} /\ Lists # {}
Takers == [
  Walk_Begin             |-> SomebodyWalks,
  Walk_Next              |-> SomebodyWalks,
  Walk_End               |-> SomebodyWalks,
  LoadModule_AddUnformed |-> Lists # {},
  ListAdd                |-> Lists # {},
  ListDelRcu             |-> Lists # {},
  SynchronizeRcu_Begin   |-> Lists # {},
  SynchronizeRcu_End     |-> Lists # {},
  FreeModule_Free        |-> Lists # {}]
=============================================================================
