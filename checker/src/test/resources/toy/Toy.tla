-------------------------------- MODULE Toy ---------------------------------
(* A counter and its users: what the runner's own tests run.                 *)
EXTENDS Integers, Sequences, FiniteSets, TLC
CONSTANTS Changes, Asked, Users, Walkers, Bound
VARIABLES pc, refcnt, state, mem
vars == <<pc, refcnt, state, mem>>

ASSUME BoundIsLargeEnough == Bound >= 1
ASSUME EveryChangeHasWhatItNeeds == "patch5" \in Changes => "patch4" \in Changes

Has(change) == IF change \in Asked THEN change \in Changes
               ELSE Assert(FALSE, "the model does not say in the catalogue that it asks for " \o change)

Init ==
  /\ pc = [t \in Users \cup Walkers |-> "idle"]
  /\ refcnt = [m \in {"m"} |-> 0]
  /\ state = [m \in {"m"} |-> "LIVE"]
  /\ mem = [m \in {"m"} |-> "allocated"]

MayGet == refcnt["m"] < Bound

Get_Inc(t) ==
  /\ t \in Users /\ pc[t] = "idle" /\ MayGet
  /\ IF Has("patch5") THEN TRUE ELSE TRUE
  /\ refcnt' = [refcnt EXCEPT !["m"] = @ + 1]
  /\ pc' = [pc EXCEPT ![t] = "held"]
  /\ UNCHANGED <<state, mem>>

Put_Dec(t) ==
  /\ t \in Users /\ pc[t] = "held"
  /\ refcnt' = [refcnt EXCEPT !["m"] = @ - 1]
  /\ pc' = [pc EXCEPT ![t] = "idle"]
  /\ UNCHANGED <<state, mem>>

\* Only a walker takes this step, and only while somebody holds.
Walk_Look(t) ==
  /\ t \in Walkers /\ refcnt["m"] > 0 /\ pc[t] = "idle"
  /\ pc' = [pc EXCEPT ![t] = "looking"]
  /\ UNCHANGED <<refcnt, state, mem>>

Walk_End(t) ==
  /\ t \in Walkers /\ pc[t] = "looking"
  /\ pc' = [pc EXCEPT ![t] = "idle"]
  /\ UNCHANGED <<refcnt, state, mem>>

\* Never possible.
Walk_Never(t) == t \in Walkers /\ refcnt["m"] < 0 /\ UNCHANGED vars

Next ==
  \/ \E t \in Users : Get_Inc(t) \/ Put_Dec(t)
  \/ \E t \in Walkers : Walk_Look(t) \/ Walk_End(t) \/ Walk_Never(t)
Spec == Init /\ [][Next]_vars
FairSpec == Spec /\ WF_vars(Next)

\* Grows for ever.
Endless_Grow == refcnt' = [refcnt EXCEPT !["m"] = @ + 1] /\ UNCHANGED <<pc, state, mem>>
EndlessSpec == Init /\ [][Endless_Grow]_vars

\* The count is never negative.
NeverNegative == refcnt["m"] >= 0

\* No more than one reference is held,
\* whoever holds it.
AtMostOne == refcnt["m"] <= 1
AtFirstOne == refcnt["m"] = 1
SeemsWrong == refcnt["nobody"] = 0

\* At some time everybody holds for good.
AllHold == <>[](refcnt["m"] = 2)

Tells(takers) == PrintT(<<"takes", {action \in DOMAIN takers : takers[action]}>>)
Takers == [Get_Inc |-> Users # {}, Put_Dec |-> Users # {},
           Walk_Look |-> Walkers # {}, Walk_End |-> Walkers # {}, Walk_Never |-> Walkers # {}]
=============================================================================
