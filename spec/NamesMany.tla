------------------------------ MODULE NamesMany -------------------------------
(* Names on the module list, for any number of tasks, modules and names.     *)
(*                                                                           *)
(* Models: load_module, which looks for the name under the mutex before it   *)
(*   puts the module on the list, waits for one that is on its way in or out,*)
(*   and says EEXIST of one that is there; delete_module, which looks for a  *)
(*   name, and takes a module that is LIVE.                                  *)
(* Fused: what each does under one hold of the mutex: looking for the name   *)
(*   and listing the module; looking for the name, the checks and GOING.     *)
(*   A load or an unload that has a module on the list in hand owns it, and  *)
(*   brings it from state to state in any order: what the order is good for  *)
(*   is not the names' matter.                                               *)
(* Leaves out: the count (so any LIVE module may go), walkers, who is asleep,*)
(*   a module that is LIVE and undone all the same (fact F17), a name that is*)
(*   cut off (fact F28).                                                     *)
(* Run: ./check run Names; see docs/any-number-of-cpus.md.                   *)
EXTENDS Kernel, Faults

CONSTANTS
  Tasks,     \* load and unload modules
  Modules,   \* slots for a struct module, each used again and again, under any name
  Names      \* what modules are called

None == "none"
ASSUME NamesAreFree == {None} \cap Modules = {} /\ {None} \cap Names = {}

VARIABLES
  at,        \* task -> what it does, by the label of its next step
  obj,       \* task -> the module in hand, or None
  asked,     \* task -> the name by which it unloads, or None
  onList,    \* the modules that are on the list
  name,      \* module -> its name
  state,     \* module -> LIVE, COMING, GOING, UNFORMED
  faults     \* ghost: what went wrong so far, see Faults

vars == <<at, obj, asked, onList, name, state, faults>>

\* Looking for the name, early and once more; waiting; looking once more; owning what is on the list.
Looks  == {"LoadModule_EarlyModCheck", "LoadModule_AddUnformed"}
Labels == Looks \cup {"idle", "LoadModule_FinishedLoading", "LoadModule_LookOnceMore", "owns"}

TypeOK ==
  /\ at     \in [Tasks -> Labels]
  /\ obj    \in [Tasks -> Modules \cup {None}]
  /\ asked  \in [Tasks -> Names \cup {None}]
  /\ onList \subseteq Modules
  /\ name   \in [Modules -> Names]
  /\ state  \in [Modules -> {LIVE, COMING, GOING, UNFORMED}]
  /\ faults \subseteq {ExistsThoughNotLive}

Init ==
  /\ at     = [t \in Tasks |-> "idle"]
  /\ obj    = [t \in Tasks |-> None]
  /\ asked  = [t \in Tasks |-> None]
  /\ onList = {}
  /\ name   \in [Modules -> Names]
  /\ state  = [m \in Modules |-> UNFORMED]
  /\ faults = {}

Goes(t, label) == at' = [at EXCEPT ![t] = label]
Returns(t) == /\ Goes(t, "idle")
              /\ obj'   = [obj EXCEPT ![t] = None]
              /\ asked' = [asked EXCEPT ![t] = None]

-----------------------------------------------------------------------------
(* load_module                                                               *)

LoadModule_Call(t, m, n) ==
  /\ at[t] = "idle"
  /\ m \notin onList /\ \A u \in Tasks : obj[u] # m
  /\ \E label \in Looks : Goes(t, label)
  /\ obj'  = [obj EXCEPT ![t] = m]
  /\ name' = [name EXCEPT ![m] = n]
  /\ UNCHANGED <<asked, onList, state, faults>>

NameIsFree(m) == \A k \in onList : name[k] # name[m]

LoadModule_EarlyModCheck(t) ==
  /\ at[t] = "LoadModule_EarlyModCheck"
  /\ NameIsFree(obj[t])
  /\ Goes(t, "LoadModule_AddUnformed")
  /\ UNCHANGED <<obj, asked, onList, name, state, faults>>

NameIsStillFree(m) == NameIsFree(m)

LoadModule_AddUnformed(t) ==
  /\ at[t] = "LoadModule_AddUnformed"
  /\ NameIsStillFree(obj[t])
  /\ Goes(t, "owns")
  /\ onList' = onList \cup {obj[t]}
  /\ state'  = [state EXCEPT ![obj[t]] = UNFORMED]
  /\ UNCHANGED <<obj, asked, name, faults>>

\* finished_loading: what the waiter for a name waits for. Some kernels wait for a GOING module, too.
IsSettled(k)  == state[k] \in {LIVE, GOING}
\* EEXIST; else it is EBUSY.
SaysExists(k) == state[k] = LIVE

LoadModule_NameIsTaken(t) ==
  /\ at[t] \in Looks
  /\ \E k \in onList :
       /\ name[k] = name[obj[t]]
       /\ \/ /\ IsSettled(k)
             /\ Returns(t)
             /\ faults' = faults \cup If(SaysExists(k) /\ state[k] # LIVE, ExistsThoughNotLive)
          \/ /\ state[k] # LIVE
             /\ Goes(t, "LoadModule_FinishedLoading")
             /\ UNCHANGED <<obj, asked, faults>>
  /\ UNCHANGED <<onList, name, state>>

\* Then it looks from the beginning, or once more and no longer.
LoadModule_FinishedLoading(t) ==
  /\ at[t] = "LoadModule_FinishedLoading"
  /\ \A k \in onList : name[k] = name[obj[t]] => IsSettled(k)
  /\ \E label \in Looks \cup {"LoadModule_LookOnceMore"} : Goes(t, label)
  /\ UNCHANGED <<obj, asked, onList, name, state, faults>>

\* EEXIST if it is LIVE, else EBUSY.
LoadModule_LookOnceMore(t) ==
  /\ at[t] = "LoadModule_LookOnceMore"
  /\ Returns(t)
  /\ UNCHANGED <<onList, name, state, faults>>

-----------------------------------------------------------------------------
(* What a load or an unload does with what it owns                           *)

Owns(t) == at[t] = "owns"
SetsState(t, s) == state' = [state EXCEPT ![obj[t]] = s]

LoadModule_CompleteFormation(t) ==
  Owns(t) /\ SetsState(t, COMING) /\ UNCHANGED <<at, obj, asked, onList, name, faults>>
DoInitModule_Going(t) ==
  Owns(t) /\ SetsState(t, GOING) /\ UNCHANGED <<at, obj, asked, onList, name, faults>>
FreeModule_Unformed(t) ==
  Owns(t) /\ SetsState(t, UNFORMED) /\ UNCHANGED <<at, obj, asked, onList, name, faults>>

\* From now on it is nobody's.
DoInitModule_Live(t) ==
  /\ Owns(t) /\ asked[t] = None
  /\ SetsState(t, LIVE)
  /\ Returns(t)
  /\ UNCHANGED <<onList, name, faults>>

ListDelRcu(t) ==
  /\ Owns(t)
  /\ onList' = onList \ {obj[t]}
  /\ Returns(t)
  /\ UNCHANGED <<name, state, faults>>

-----------------------------------------------------------------------------
(* delete_module                                                             *)

HasTheName(k, n) == name[k] = n
MayGo(k)         == state[k] = LIVE

TryStopModule_Going(t, n) ==
  /\ at[t] = "idle"
  /\ \E k \in onList :
       /\ HasTheName(k, n) /\ MayGo(k)
       /\ obj'   = [obj EXCEPT ![t] = k]
       /\ state' = [state EXCEPT ![k] = GOING]
  /\ asked' = [asked EXCEPT ![t] = n]
  /\ Goes(t, "owns")
  /\ UNCHANGED <<onList, name, faults>>

-----------------------------------------------------------------------------
Next ==
  \/ \E t \in Tasks, m \in Modules, n \in Names : LoadModule_Call(t, m, n)
  \/ \E t \in Tasks, n \in Names : TryStopModule_Going(t, n)
  \/ \E t \in Tasks : \/ LoadModule_EarlyModCheck(t) \/ LoadModule_AddUnformed(t)
                      \/ LoadModule_NameIsTaken(t)
                      \/ LoadModule_FinishedLoading(t) \/ LoadModule_LookOnceMore(t)
                      \/ LoadModule_CompleteFormation(t) \/ DoInitModule_Live(t)
                      \/ DoInitModule_Going(t) \/ FreeModule_Unformed(t) \/ ListDelRcu(t)

Spec == Init /\ [][Next]_vars

\* No two modules of one name are on the list.
NamesAreUnique == \A m, n \in onList : name[m] = name[n] => m = n

\* A loader is told EEXIST only of a module that is LIVE.
ExistsMeansLive == ExistsThoughNotLive \notin faults

\* delete_module unloads only the module whose name it was given.
OnlyTheNamedGoes == \A t \in Tasks : asked[t] # None => obj[t] \in onList /\ name[obj[t]] = asked[t]

\* No two tasks bring one module in or out.
OneTaskOwnsIt == \A t, u \in Tasks : Owns(t) /\ Owns(u) /\ obj[t] = obj[u] => t = u

-----------------------------------------------------------------------------
(* An inductive invariant, from which these follow.                          *)

WhoOwnsHasItOnTheList == \A t \in Tasks : Owns(t) => obj[t] \in onList
WhoLooksHasItOffTheList ==
  \A t \in Tasks : at[t] \notin {"owns", "idle"} => obj[t] \in Modules /\ obj[t] \notin onList
WhoIsIdleHasNothing == \A t \in Tasks : at[t] = "idle" => obj[t] = None
WhoUnloadsOwns == \A t \in Tasks : asked[t] # None => Owns(t) /\ name[obj[t]] = asked[t]
NoTwoHaveOne   == \A t, u \in Tasks : obj[t] = obj[u] /\ obj[t] # None => t = u
LiveIsNobodys  == \A t \in Tasks : Owns(t) => state[obj[t]] # LIVE

NamesInv ==
  /\ at     \in [Tasks -> Labels]
  /\ obj    \in [Tasks -> Modules \cup {None}]
  /\ WhoIsIdleHasNothing /\ NoTwoHaveOne
  /\ onList \in SUBSET Modules
  /\ WhoOwnsHasItOnTheList /\ WhoLooksHasItOffTheList
  /\ name   \in [Modules -> Names]
  /\ NamesAreUnique
  /\ asked  \in [Tasks -> Names \cup {None}]
  /\ WhoUnloadsOwns
  /\ state  \in [Modules -> {LIVE, COMING, GOING, UNFORMED}]
  /\ LiveIsNobodys
  /\ faults \in SUBSET {ExistsThoughNotLive}
  /\ ExistsMeansLive

\* From every state of it, one step after another.
FromInv == NamesInv /\ [][Next]_vars

FollowsForNames == NamesAreUnique /\ ExistsMeansLive /\ OnlyTheNamedGoes /\ OneTaskOwnsIt

\* Who takes which action: it must fire then, and not else (see Takers).
SomebodyLoads == Tasks # {} /\ Modules # {}
Takers == [
  LoadModule_Call              |-> SomebodyLoads,
  LoadModule_EarlyModCheck     |-> SomebodyLoads,
  LoadModule_AddUnformed       |-> SomebodyLoads,
  LoadModule_NameIsTaken       |-> SomebodyLoads,
  LoadModule_FinishedLoading   |-> SomebodyLoads,
  LoadModule_LookOnceMore      |-> SomebodyLoads,
  LoadModule_CompleteFormation |-> SomebodyLoads,
  DoInitModule_Live            |-> SomebodyLoads,
  DoInitModule_Going           |-> SomebodyLoads,
  FreeModule_Unformed          |-> SomebodyLoads,
  ListDelRcu                   |-> SomebodyLoads,
  TryStopModule_Going          |-> SomebodyLoads]
=============================================================================
