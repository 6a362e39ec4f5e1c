------------------------------- MODULE Lifetime -------------------------------
(* What a correct module unloader promises, whatever its mechanism.          *)
(*                                                                           *)
(* A module is loaded, used by those who hold references to it (get, put),   *)
(* looked at by readers who hold none, and unloaded:                         *)
(*   - it goes only when it is unused, and when nobody looks at it;          *)
(*   - once its end is decided nobody gets it any more, and before that      *)
(*     nobody is refused;                                                    *)
(*   - an unload that fails shows nothing but its answer, and the answer was *)
(*     true at one instant of the call; one that succeeds returns when the   *)
(*     module is gone;                                                       *)
(*   - nothing touches a module that is gone.                                *)
(* No counters, no RCU, no stop_machine: models/Promise.tla says how the     *)
(* protocol's state shows these, and TLC checks that each of its steps is a  *)
(* step of this page, or none.                                               *)
(* Leaves out: force, which promises nothing; who calls get and put; what    *)
(*   load_module answers. That things go on is Protocol's Fairness.          *)
EXTENDS Integers

CONSTANTS
  Modules,       \* slots for a module, each used again and again
  InitiallyLive, \* those that are loaded when the behaviour begins
  Readers,       \* look at modules, without a reference
  Unloaders,     \* ask for modules to go
  None           \* no module

VARIABLES
  life,          \* module -> "absent", "loading", "live", "leaving" (its end is decided)
  users,         \* module -> the references that are held
  refused,       \* module -> a get was refused in this life
  looksAt,       \* reader -> the module that it may touch, or None
  wants,         \* unloader -> the module that it asks for, or None
  answer,        \* unloader -> "none", "asks", "in use", "not live", "granted", "gone"
  harm           \* somebody has touched a module that was gone

vars == <<life, users, refused, looksAt, wants, answer, harm>>

Lives   == {"absent", "loading", "live", "leaving"}
Answers == {"none", "asks", "in use", "not live", "granted", "gone"}

TypeOK ==
  /\ life    \in [Modules -> Lives]
  /\ users   \in [Modules -> Nat]
  /\ refused \in [Modules -> BOOLEAN]
  /\ looksAt \in [Readers -> Modules \cup {None}]
  /\ wants   \in [Unloaders -> Modules \cup {None}]
  /\ answer  \in [Unloaders -> Answers]
  /\ harm    \in BOOLEAN

Init ==
  /\ life    = [m \in Modules |-> IF m \in InitiallyLive THEN "live" ELSE "absent"]
  /\ users   = [m \in Modules |-> 0]
  /\ refused = [m \in Modules |-> FALSE]
  /\ looksAt = [r \in Readers |-> None]
  /\ wants   = [t \in Unloaders |-> None]
  /\ answer  = [t \in Unloaders |-> "none"]
  /\ harm    = FALSE

-----------------------------------------------------------------------------
(* Loading. A load that fails lets its module go as an unload does.          *)

Load(m) ==
  /\ life[m] = "absent"
  /\ life' = [life EXCEPT ![m] = "loading"]
  /\ UNCHANGED <<users, refused, looksAt, wants, answer, harm>>

Loaded(m) ==
  /\ life[m] = "loading"
  /\ life' = [life EXCEPT ![m] = "live"]
  /\ UNCHANGED <<users, refused, looksAt, wants, answer, harm>>

LoadFails(m) ==
  /\ life[m] = "loading" /\ users[m] = 0
  /\ life' = [life EXCEPT ![m] = "leaving"]
  /\ UNCHANGED <<users, refused, looksAt, wants, answer, harm>>

-----------------------------------------------------------------------------
(* Holders. The module's own init() may hand out references already.         *)

Get(m) ==
  /\ life[m] \in {"loading", "live"}
  /\ users' = [users EXCEPT ![m] = @ + 1]
  /\ UNCHANGED <<life, refused, looksAt, wants, answer, harm>>

\* Only one reason: the module's end is decided.
Refuse(m) ==
  /\ life[m] = "leaving"
  /\ refused' = [refused EXCEPT ![m] = TRUE]
  /\ UNCHANGED <<life, users, looksAt, wants, answer, harm>>

Put(m) ==
  /\ users[m] > 0
  /\ users' = [users EXCEPT ![m] = @ - 1]
  /\ UNCHANGED <<life, refused, looksAt, wants, answer, harm>>

-----------------------------------------------------------------------------
(* Readers. They are never refused, and never kept waiting.                  *)

Look(r, m) ==
  /\ life[m] # "absent"
  /\ looksAt' = [looksAt EXCEPT ![r] = m]
  /\ UNCHANGED <<life, users, refused, wants, answer, harm>>

LookAway(r) ==
  /\ looksAt[r] # None
  /\ looksAt' = [looksAt EXCEPT ![r] = None]
  /\ UNCHANGED <<life, users, refused, wants, answer, harm>>

-----------------------------------------------------------------------------
(* Unloading.                                                                *)

Answers_(t, what) == answer[t] = "asks" /\ answer' = [answer EXCEPT ![t] = what]

Ask(t, m) ==
  /\ answer[t] = "none"
  /\ wants'  = [wants EXCEPT ![t] = m]
  /\ answer' = [answer EXCEPT ![t] = "asks"]
  /\ UNCHANGED <<life, users, refused, looksAt, harm>>

\* Somebody has a reference, or still loads it. Nothing else changes.
InUse(t) ==
  /\ Answers_(t, "in use")
  /\ users[wants[t]] > 0 \/ life[wants[t]] = "loading"
  /\ UNCHANGED <<life, users, refused, looksAt, wants, harm>>

\* It is not there, or not yet, or it is on its way out. Nothing else changes.
NotLive(t) ==
  /\ Answers_(t, "not live")
  /\ life[wants[t]] # "live"
  /\ UNCHANGED <<life, users, refused, looksAt, wants, harm>>

\* The end is decided: the module is unused.
Grant(t) ==
  /\ Answers_(t, "granted")
  /\ life[wants[t]] = "live" /\ users[wants[t]] = 0
  /\ life' = [life EXCEPT ![wants[t]] = "leaving"]
  /\ UNCHANGED <<users, refused, looksAt, wants, harm>>

\* Likewise by the last holder, who finds that an unload asks for the module.
PutGrants(t) ==
  /\ Answers_(t, "granted")
  /\ life[wants[t]] = "live" /\ users[wants[t]] = 1
  /\ life'  = [life EXCEPT ![wants[t]] = "leaving"]
  /\ users' = [users EXCEPT ![wants[t]] = 0]
  /\ UNCHANGED <<refused, looksAt, wants, harm>>

\* The module goes: unused, unseen, and by decision.
Free(m) ==
  /\ life[m] = "leaving" /\ users[m] = 0
  /\ \A r \in Readers : looksAt[r] # m
  /\ life'    = [life EXCEPT ![m] = "absent"]
  /\ refused' = [refused EXCEPT ![m] = FALSE]
  /\ answer'  = [t \in Unloaders |-> IF answer[t] = "granted" /\ wants[t] = m THEN "gone" ELSE answer[t]]
  /\ UNCHANGED <<users, looksAt, wants, harm>>

Return(t) ==
  /\ answer[t] \in {"in use", "not live", "gone"}
  /\ wants'  = [wants EXCEPT ![t] = None]
  /\ answer' = [answer EXCEPT ![t] = "none"]
  /\ UNCHANGED <<life, users, refused, looksAt, harm>>

-----------------------------------------------------------------------------
\* No step makes harm true.
Next ==
  \/ \E m \in Modules : \/ Load(m) \/ Loaded(m) \/ LoadFails(m)
                        \/ Get(m) \/ Refuse(m) \/ Put(m) \/ Free(m)
  \/ \E r \in Readers : LookAway(r) \/ \E m \in Modules : Look(r, m)
  \/ \E t \in Unloaders : \/ \E m \in Modules : Ask(t, m)
                          \/ InUse(t) \/ NotLive(t) \/ Grant(t) \/ PutGrants(t) \/ Return(t)

Spec == Init /\ [][Next]_vars
=============================================================================
