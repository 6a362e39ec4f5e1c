--------------------------- MODULE RecordedProtocol ---------------------------
(* Is a recorded run of the implementation a behaviour of the protocol?      *)
(*                                                                           *)
(* Models: the protocol on any kernel, as it is: Init and Next are not       *)
(*   changed. A recording says for each task which steps it took one after   *)
(*   the other, each within an interval of time. A search takes them in an   *)
(*   order that is consistent with the intervals. Each is a step of Next, by *)
(*   the action and the task that the recording names, conjoined with Fits:  *)
(*   what else the recording says about it.                                  *)
(* A slot stands for one load at a time. The slots of a name are a set of    *)
(*   Names, and that set is the name.                                        *)
(* A task of the protocol is a CPU of the recording, in one of its roles (an *)
(*   unload without the right is another task's), as a role is for good.     *)
(* Run: conformance/recordings check FILE.                                   *)
EXTENDS Protocol

CONSTANTS
  Names,      \* the slots, those of one name together
  ImportingSlots,  \* the slots of the name that imports a symbol ...
  ExportingSlots,  \* ... from this name
  OrphanSlots     \* the slots of the names that import a symbol that nobody exports

NameOfSlot(m) == CHOOSE name \in Names : m \in name

ImportsOfSlot(m) == CASE m \in ImportingSlots -> <<ExportingSlots>>
                      [] m \in OrphanSlots   -> <<{}>>
                      [] OTHER           -> <<>>

\* Every task can do everything that needs no role of its own.
AllTasks   == Users
AllLoaders == Loaders

-----------------------------------------------------------------------------
(* e is what the recording says about a step:                                *)
(*   task, cpu  who takes it, and on which CPU                               *)
(*   counts     whether it changes the numbers of its CPU, up to patch 3     *)
(*   hand       what the task has in hand before it, one of these; or {}, if *)
(*              the recording does not say                                   *)
(*   next       the label of the task's next step; empty, if its call is over*)
(*   nextHand   what the task has in hand before that, as hand               *)
(*   tells      what the step shows of the call's result: "got", "put",      *)
(*              "reads", "count", "fails", "errno", or "nothing"             *)
(*   result     the call's result                                            *)
(*   oops       whether the implementation has thrown at it                  *)

\* Who counts per CPU counts on its own.
OnItsCpu(e) ==
  e.counts /\ PerCpuRefcount =>
    IF Next1(e.task) = "LoadModule_ModuleUnloadInit"
      THEN incs'[obj[e.task]][e.cpu] = InitHold
      ELSE \A m \in Modules, c \in CPUs \ {e.cpu} : incs'[m][c] = incs[m][c] /\ decs'[m][c] = decs[m][c]

InHand(e) == e.hand # {} => obj[e.task] \in e.hand

LeavesInHand(e) == e.nextHand # {} => obj'[e.task] \in e.nextHand

GoesOn(e) == IF e.next = "" THEN pc'[e.task] = <<>>
                            ELSE pc'[e.task] # <<>> /\ pc'[e.task][1] = e.next

\* What the step shows of the result.
Result(e) ==
  LET t == e.task
      m == obj[t]
  IN  CASE e.tells = "got"   -> IF m \in Modules /\ refs'[m] > refs[m] THEN 1 ELSE 0
        [] e.tells = "put"   -> IF BaseRefcount => refcnt[m] > 0 THEN 1 ELSE 0
        [] e.tells = "reads" -> sum'[t]
        [] e.tells = "count" -> sum[t]
        [] e.tells = "fails" -> ret'[t]
        [] e.tells = "errno" -> ret[t]
        [] OTHER -> e.result

Returns(e) == e.result = Result(e)

\* What the implementation notices: it throws. (What it returns is above, and more faults than these
\* leave no trace in it.)
Noticed == {UseAfterFreeByHolder, UseAfterFreeByLoader, UseAfterFreeByListWalker, UseAfterFreeByBugWalker,
            UseAfterFreeByLookup, UseAfterFreeByTracepoint, PoisonForListWalker, PoisonForBugWalker,
            BugOnStrongTryModuleGet, BugOnSymbolPut, BugOnBelowZero}

Oopses(e) == IF e.oops THEN faults' \cap Noticed # {} ELSE faults' \cap Noticed \subseteq faults

\* Conjoined with the protocol's Next.
Fits(e) == OnItsCpu(e) /\ InHand(e) /\ LeavesInHand(e) /\ GoesOn(e) /\ Returns(e) /\ Oopses(e)
=============================================================================
