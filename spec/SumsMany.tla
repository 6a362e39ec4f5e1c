------------------------------ MODULE SumsMany -------------------------------
(* The two sums of module_refcount up to patch 3, for any number of CPUs.    *)
(*                                                                           *)
(* Models: module_refcount, which adds up one CPU's decs after another and   *)
(*   then one CPU's incs after another, while references come and go on any  *)
(*   CPU. CPUs are counted: those whose number the sum has yet to read, and  *)
(*   the others.                                                             *)
(* Why nothing more is needed: what was counted before the call began is read*)
(*   in any case. A get or a put during the call is read too if its CPU is   *)
(*   one of those to come in the sum that it belongs to, and missed if not.  *)
(*   So the sum can be kept as what it will come to if nothing else happens. *)
(*   ProtocolSums maps Protocol, which has each CPU's pair, to this.         *)
(* Leaves out: who gets and puts, unloading (its own test has the CPUs       *)
(*   stopped), and the upper bound, which the sums do not keep (fact P7).    *)
(* Run: ./check run Sums; see docs/any-number-of-cpus.md.                    *)
EXTENDS Kernel

CONSTANTS
  CPUs,      \* how many
  MaxRefs,   \* no more references than this are held at a time
  MaxSum     \* no get once the sum comes to this: what was missed of puts adds up in it

ASSUME NumbersOfThem == CPUs \in Nat /\ CPUs >= 1 /\ MaxRefs \in Nat /\ MaxRefs >= 1 /\ MaxSum \in Nat

VARIABLES
  reader,    \* the reader's next step, or "idle"
  unread,    \* how many CPUs the sum that is under way has yet to read
  refs,      \* references outstanding
  sum,       \* what module_refcount will return if nothing else happens
  low        \* ghost: the fewest outstanding since the call began

vars == <<reader, unread, refs, sum, low>>

Steps == {"idle", "ModuleRefcount_SumDecs", "ModuleRefcount_SumIncs", "ModuleRefcount_Return"}

TypeOK ==
  /\ reader \in Steps
  /\ unread \in 0 .. CPUs
  /\ refs \in 0 .. MaxRefs
  /\ sum \in Int /\ low \in Nat

Init ==
  /\ reader = "idle"
  /\ unread = 0
  /\ refs \in 0 .. MaxRefs
  /\ sum = 0 /\ low = 0

-----------------------------------------------------------------------------
\* Decrements first: a put that is counted had its get counted too.
DecsFirst == TRUE

FirstSum == IF DecsFirst THEN "ModuleRefcount_SumDecs" ELSE "ModuleRefcount_SumIncs"
AfterDecs == IF DecsFirst THEN "ModuleRefcount_SumIncs" ELSE "ModuleRefcount_Return"
AfterIncs == IF DecsFirst THEN "ModuleRefcount_Return" ELSE "ModuleRefcount_SumDecs"

ModuleRefcount_Call ==
  /\ reader = "idle"
  /\ reader' = FirstSum
  /\ unread' = CPUs
  /\ sum' = refs /\ low' = refs
  /\ UNCHANGED refs

\* One CPU's number at a time: for_each_possible_cpu.
SumOneCpu(after) ==
  /\ reader' = IF unread = 1 THEN after ELSE reader
  /\ unread' = IF unread > 1 THEN unread - 1 ELSE IF after = "ModuleRefcount_Return" THEN 0 ELSE CPUs
  /\ UNCHANGED <<refs, sum, low>>

ModuleRefcount_SumDecs == reader = "ModuleRefcount_SumDecs" /\ SumOneCpu(AfterDecs)
ModuleRefcount_SumIncs == reader = "ModuleRefcount_SumIncs" /\ SumOneCpu(AfterIncs)

ModuleRefcount_Return ==
  /\ reader = "ModuleRefcount_Return"
  /\ reader' = "idle"
  /\ sum' = 0 /\ low' = 0
  /\ UNCHANGED <<unread, refs>>

-----------------------------------------------------------------------------
\* A CPU whose number of this kind is still to be read, and one whose number is not any more.
IncsAreAhead  == reader = "ModuleRefcount_SumIncs" \/ (DecsFirst /\ reader = "ModuleRefcount_SumDecs")
IncsAreBehind == reader # "ModuleRefcount_SumIncs" /\ ~IncsAreAhead
DecsAreAhead  == reader = "ModuleRefcount_SumDecs" \/ (~DecsFirst /\ reader = "ModuleRefcount_SumIncs")
DecsAreBehind == reader # "ModuleRefcount_SumDecs" /\ ~DecsAreAhead

TryModuleGet_ThisCpuInc ==
  /\ refs < MaxRefs /\ sum < MaxSum
  /\ refs' = refs + 1
  /\ \/ IncsAreAhead /\ sum' = sum + 1
     \/ (IncsAreBehind \/ (reader = "ModuleRefcount_SumIncs" /\ unread < CPUs)) /\ UNCHANGED sum
  /\ UNCHANGED <<reader, unread, low>>

ModulePut_ThisCpuInc ==
  /\ refs > 0
  /\ refs' = refs - 1
  /\ low' = IF refs - 1 < low THEN refs - 1 ELSE low
  /\ \/ DecsAreAhead /\ sum' = sum - 1
     \/ (DecsAreBehind \/ (reader = "ModuleRefcount_SumDecs" /\ unread < CPUs)) /\ UNCHANGED sum
  /\ UNCHANGED <<reader, unread>>

-----------------------------------------------------------------------------
Next ==
  \/ ModuleRefcount_Call
  \/ ModuleRefcount_SumDecs
  \/ ModuleRefcount_SumIncs
  \/ ModuleRefcount_Return
  \/ TryModuleGet_ThisCpuInc
  \/ ModulePut_ThisCpuInc

Spec == Init /\ [][Next]_vars

\* module_refcount never reports fewer than were outstanding at some instant of the call.
ModuleRefcountNeverTooLow == reader = "ModuleRefcount_Return" => sum >= low

\* While the decrements are added up, what is missed makes the sum too high only; from then on no put is
\* read any more.
MissedIsTooHigh == reader = "ModuleRefcount_SumDecs" => sum >= refs /\ refs >= low
NoPutIsRead == reader \in {"ModuleRefcount_SumIncs", "ModuleRefcount_Return"} => sum >= low /\ refs >= low

\* An inductive invariant of it.
SumsInv ==
  /\ reader \in Steps
  /\ unread \in 0 .. CPUs
  /\ refs \in 0 .. MaxRefs
  /\ MissedIsTooHigh
  /\ NoPutIsRead

\* Who takes which action: it must fire then, and not else (see Takers).
Takers == [
  ModuleRefcount_Call     |-> CPUs > 0,
  ModuleRefcount_SumDecs  |-> CPUs > 0,
  ModuleRefcount_SumIncs  |-> CPUs > 0,
  ModuleRefcount_Return   |-> CPUs > 0,
  TryModuleGet_ThisCpuInc |-> CPUs > 0,
  ModulePut_ThisCpuInc    |-> CPUs > 0]
=============================================================================
