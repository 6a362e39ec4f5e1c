--------------------------- MODULE WalkersInvariant ---------------------------
(* An inductive invariant of WalkersMany, from which it follows that no      *)
(* walker touches a freed module. ./check prove has it proved for every      *)
(* number of walkers, modules and lists; TLC begins in every state of it,    *)
(* with few (the models WalkersInductive...). As TLC reads it from the top,  *)
(* what narrows a variable comes as early as it can.                         *)
EXTENDS WalkersMany

\* On a list, each entry leads to another one, or to the head, and no two to the same.
ListsAreClosed == \A l \in Lists : \A p \in Entries(l) : next[l][p] \in Entries(l)
OnePredecessor == \A l \in Lists : \A p, q \in Entries(l) : next[l][p] = next[l][q] => p = q

\* What is on a list has its memory, and no grace period for it has begun.
ListedIsThere == \A l \in Lists : \A m \in onList[l] : mem[m] = "allocated" /\ grace[m] = "none"

\* Who is in no section can reach nothing.
OutsideNothingIsReached == \A w \in Walkers : ~InSection(w) => hand[w] = None /\ inReach[w] = {}

\* Who is in one can reach all that is on his list, has nothing else in hand, and comes to nothing else.
ListIsInReach == \A w \in Walkers, l \in Lists : walks[w] = l => onList[l] \subseteq inReach[w]
HandIsInReach == \A w \in Walkers : InSection(w) => hand[w] \in inReach[w] \cup {ListHead}
ReachIsClosed ==
  \A w \in Walkers, l \in Lists : walks[w] = l =>
    \A m \in inReach[w] : next[l][m] \in inReach[w] \cup {ListHead}

\* What can be reached has its memory, and its grace period has not begun or waits for who reaches it.
ReachedIsThere ==
  \A w \in Walkers : \A m \in inReach[w] :
    mem[m] = "allocated" /\ (grace[m] = "none" \/ (grace[m] = "waits" /\ w \in gpWait[m]))

NothingWentWrong == faults = {}

WalkersInv ==
  /\ onList \in [Lists -> SUBSET Modules]
  /\ mem    \in [Modules -> {"none", "allocated", "freed"}]
  /\ grace  \in [Modules -> {"none", "waits", "over"}]
  /\ ListedIsThere
  /\ next   \in [Lists -> [Modules \cup {ListHead} -> Modules \cup {ListHead, Poison, None}]]
  /\ ListsAreClosed /\ OnePredecessor
  /\ walks  \in [Walkers -> Lists \cup {None}]
  /\ hand   \in [Walkers -> Modules \cup {ListHead, None}]
  /\ inReach \in [Walkers -> SUBSET Modules]
  /\ OutsideNothingIsReached /\ ListIsInReach /\ HandIsInReach /\ ReachIsClosed
  /\ gpWait \in [Modules -> SUBSET Walkers]
  /\ ReachedIsThere
  /\ faults \in SUBSET {UseAfterFreeByListWalker, PoisonForListWalker}
  /\ NothingWentWrong

\* From every state of it, one step after another.
FromInv == WalkersInv /\ [][Next]_vars

FollowsForWalkers == NoUseAfterFreeByListWalker /\ NoPoisonForListWalker /\ WhatIsInHandIsThere
=============================================================================
