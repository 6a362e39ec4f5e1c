----------------------------- MODULE Environment -----------------------------
(* What the kernel relies on and does not check: who gets, who puts, and when*)
(* (assumption E). Each assumption has a name of its own, so that a model can*)
(* turn it off; table (d) of ./check history says what breaks then.          *)
(*                                                                           *)
(* References belong to objects (an open file, a mount), not to tasks:       *)
(*   whoever releases the object puts. So refs[m] counts them; those of other*)
(*   modules that link to m are counted apart (linkRefs).                    *)
(* Leaves out: what a role assumes by being there (Roles: Forcers,           *)
(*   ScsiModules), and that what has been called goes on (Protocol's         *)
(*   Fairness).                                                              *)
EXTENDS ModuleList

CONSTANTS
  MaxRefs,   \* no more references than this are held at a time
  MaxIncs    \* no more increments than this in a life: per-CPU sums only grow

ASSUME BoundsShowSomething == MaxRefs >= 1 /\ MaxIncs >= 2

-----------------------------------------------------------------------------
(* Who is in a get, in a put, in a read of the count: the labels are those of*)
(* Refcount's actions.                                                       *)

BorrowLabels == {"ModuleGet_PreemptDisable", "ModuleGet_Inc"}
GetLabels == BorrowLabels \cup
             {"TryModuleGet_PreemptDisable", "TryModuleGet_IsLive", "TryModuleGet_ThisCpuInc",
              "TryModuleGet_AtomicInc", "TryModuleGet_IncNotZero"}
PutLabels == {"ModulePut_PreemptDisable", "ModulePut_ThisCpuInc", "ModulePut_AtomicDec",
              "ModulePut_DecIfPositive"}
CountLabels == {"ModuleRefcount_SumDecs", "ModuleRefcount_SumIncs", "ModuleRefcount_AtomicRead",
                "ModuleRefcount_Return"}

\* Who has called a get or a put. A call puts its labels in front of what its caller has still to do, so
\* that tells: exit() has its own end ahead of it, and do_init_module the return of load_module. Any other
\* task has begun with the get or the put, and has nothing of the kind ahead of it.
CalledByExit(t)         == Ahead(t, "DeleteModule_ExitEnd")
CalledByNotifier(t)     == Ahead(t, "ModuleNotify_ComingEnd")
CalledByDoInitModule(t) == Ahead(t, "LoadModule_Return") /\ ~CalledByNotifier(t)

\* A put by do_init_module lets go of the init hold, any other of a reference.
IsInitHoldPut(t) == CalledByDoInitModule(t)

InGet(m)       == {t \in Tasks : obj[t] = m /\ Next1(t) \in GetLabels}
InPut(m)       == {t \in Tasks : obj[t] = m /\ Next1(t) \in PutLabels /\ ~IsInitHoldPut(t)}
Counting(t, m) == obj[t] = m /\ Next1(t) \in CountLabels

-----------------------------------------------------------------------------
(* The assumptions.                                                          *)

\* A get is made only while the module's existence is otherwise guaranteed.
ExistenceGuaranteed(m) == registered[m]

\* exit() takes the interface away, and then waits for those that were let in by it and have not come to
\* the count yet, or are reading it. It knows nothing of a task that has found the module in a registry.
OnTheWayIn(m) == (InGet(m) \ Connectors) \cup {t \in Tasks : Counting(t, m)}

\* References that somebody relies on: to take another, while a trap in the module's code is handled, or
\* to the end of a call that got it.
ReliedLabels == BorrowLabels \cup {"ReportBug_UseEntry", "RegisterFprobe_Use", "VsockAssignTransport_Unlock"}
ReliedOn(m) == {t \in Tasks : obj[t] = m /\ Next1(t) \in ReliedLabels /\ ~CalledByExit(t)}

\* Puts balance gets: a put is begun only for a reference that nobody else is putting or relies on.
PutsBalanceGets(m) == refs[m] > Cardinality(InPut(m) \cup ReliedOn(m))

\* Code that traps belongs to a module that somebody keeps loaded.
TrappingCodePinsModule(m) == refs[m] > Cardinality(InPut(m) \cup ReliedOn(m))

-----------------------------------------------------------------------------
(* Bounds, which no kernel has: they keep what users do finite.              *)

RECURSIVE SumOver(_, _)
SumOver(f, S) == IF S = {} THEN 0 ELSE LET c == CHOOSE c \in S : TRUE IN f[c] + SumOver(f, S \ {c})

WithinBounds(m) ==
  /\ refs[m] + Cardinality(InGet(m)) < MaxRefs
  /\ PerCpuRefcount => SumOver(incs[m], CPUs) + Cardinality(InGet(m)) < MaxIncs

GetMayBegin(m) == ExistenceGuaranteed(m) /\ WithinBounds(m)
\* A lookup's section guarantees existence.
GetMayBeginByLookup(m) == WithinBounds(m)
=============================================================================
