----------------------------- MODULE ModuleList ------------------------------
(* struct module as memory, the two lists that it hangs on, and their        *)
(* lockless walkers.                                                         *)
(*                                                                           *)
(* Models: modules and module_bug_list, list_add_rcu, list_del (poisons the  *)
(*   next pointer), list_del_rcu (does not), __module_address as the walker  *)
(*   of the one and module_find_bug as the walker of the other. A walker     *)
(*   holds a pointer from step to step; what it points to may be freed, and  *)
(*   touching it then is possible, recorded, and forbidden by an invariant.  *)
(*   What a walker does with an entry that it looks for is Lookups' matter.  *)
(* Leaves out: prev pointers (no walker follows them), the second read of    *)
(*   the same entry (same memory, same section).                             *)
EXTENDS Rcu, Faults

Pointers == Modules \cup {ListHead, Poison, None}

ModuleListTypeOK ==
  /\ state   \in [Modules -> States]
  /\ mem     \in [Modules -> {"none", "allocated", "freed"}]
  /\ next    \in [Modules \cup {ListHead} -> Pointers]
  /\ bugNext \in [Modules \cup {ListHead} -> Pointers]
  /\ faults \subseteq Faults

EmptyList == [n \in Modules \cup {ListHead} |-> IF n = ListHead THEN ListHead ELSE None]

\* The entries, from the head on. What an entry that is off the list points to counts for nothing.
RECURSIVE EntriesFrom(_, _)
EntriesFrom(list, n) == IF n \in Modules THEN {n} \cup EntriesFrom(list, list[n]) ELSE {}
Entries(list)       == EntriesFrom(list, list[ListHead])
Prev(list, m)       == CHOOSE n \in Entries(list) \cup {ListHead} : list[n] = m
Linked(list, m)     == m \in Entries(list)

ListAdd(list, m)    == [list EXCEPT ![m] = list[ListHead], ![ListHead] = m]
ListDelRcu(list, m) == [list EXCEPT ![Prev(list, m)] = list[m]]
ListDel(list, m)    == [ListDelRcu(list, m) EXCEPT ![m] = Poison]

BugListDel(m)       == bugNext' = IF BugListIsRcu THEN ListDelRcu(bugNext, m) ELSE ListDel(bugNext, m)
\* What nobody walks is not kept.
BugListAdd(m)       == IF BugListIsWalked THEN ListAdd(bugNext, m) ELSE bugNext

\* The faults so far, and one more if the condition is met.
Fault(condition, fault) == faults \cup If(condition, fault)

-----------------------------------------------------------------------------
(* Walkers.                                                                  *)

Walk_Begin(t, label, kind) ==
  /\ Call(t, ListHead, <<label>>)
  /\ EnterSection(t, kind)
  /\ UNCHANGED <<loadVars, ret, mutex, stopped, listVars, countVars, ghostVars>>

\* Read the next pointer of the entry in hand, and have the next entry in hand.
Walk_Next(t, list, useAfterFree, poison) ==
  /\ LET here == obj[t]
         uaf  == here \in Modules /\ mem[here] = "freed"
         to   == list[here]
     IN  /\ faults' = IF uaf THEN faults \cup {useAfterFree} ELSE Fault(to = Poison, poison)
         /\ IF uaf \/ to \in {ListHead, Poison, None}
              THEN Done(t) /\ LeaveSections(t)
              ELSE obj' = [obj EXCEPT ![t] = to] /\ UNCHANGED <<pc, sect, gpWait>>
  /\ UNCHANGED <<loadVars, ret, mutex, stopped, state, mem, next, bugNext, countVars, ghostVars>>

ModuleAddress_Begin(t) ==
  t \in ListWalkers /\ Running(t) /\ Walk_Begin(t, "ModuleAddress_Next", ListWalkersUse)
ModuleAddress_Next(t) ==
  /\ At(t, "ModuleAddress_Next") /\ Running(t)
  /\ Walk_Next(t, next, UseAfterFreeByListWalker, PoisonForListWalker)

\* Up to patch 2 module_find_bug takes no lock: it runs in BUG context, which has interrupts
\* off, so that it counts as preempt-off. Patch 3 lets it rely on rcu_read_lock alone.
ModuleFindBug_Begin(t) ==
  /\ t \in BugWalkers /\ Running(t)
  /\ Walk_Begin(t, "ModuleFindBug_Next", BugWalkersUse)
ModuleFindBug_Next(t) ==
  /\ At(t, "ModuleFindBug_Next") /\ Running(t)
  /\ Walk_Next(t, bugNext, UseAfterFreeByBugWalker, PoisonForBugWalker)
=============================================================================
