----------------------------- MODULE Idempotent ------------------------------
(* Loads of one file at once, which share one result (v6.5 on).              *)
(*                                                                           *)
(* Models: idempotent_init_module: whoever finds no entry for the file in the*)
(*   table loads it (the winner), the others wait for the winner's result. An*)
(*   entry lies on the stack of its task. idempotent_complete takes all      *)
(*   entries of the file out and answers them, under the table's lock. From  *)
(*   v6.11 on a signal ends a wait, and the waiter takes its own entry out.  *)
(* Fused: what is done under the table's lock. What the winner's load does is*)
(*   in Load; here it only ends, with success or with an error.              *)
(* Leaves out: other files, and the hash.                                    *)
(* Run: ./check run Idempotent.                                              *)
EXTENDS Kernel

CONSTANT Loaders   \* call finit_module on the file

VARIABLES
  pc,       \* task -> its next step, or "idle"
  table,    \* the tasks whose entry is in the table
  done,     \* the tasks that have been answered
  result    \* task -> what its entry says

vars == <<pc, table, done, result>>

Steps == {"idle", "InitModuleFromFile_Load", "Idempotent_Complete", "IdempotentWait_Completed",
          "IdempotentInitModule_Return"}

TypeOK ==
  /\ pc \in [Loaders -> Steps]
  /\ table \subseteq Loaders /\ done \subseteq Loaders
  /\ result \in [Loaders -> {0, -EIO, -EINTR}]

Init ==
  /\ pc = [t \in Loaders |-> "idle"]
  /\ table = {} /\ done = {}
  /\ result = [t \in Loaders |-> 0]

At(t, step) == pc[t] = step
Goes(t, step) == pc' = [pc EXCEPT ![t] = step]

-----------------------------------------------------------------------------
AnotherIsThere == table # {}

\* idempotent(): the task puts its entry into the table, and looks whether there is another one.
IdempotentInitModule_Call(t) ==
  /\ At(t, "idle")
  /\ Goes(t, IF AnotherIsThere THEN "IdempotentWait_Completed" ELSE "InitModuleFromFile_Load")
  /\ table' = table \cup {t} /\ done' = done \ {t}
  /\ result' = [result EXCEPT ![t] = IF WaitsCanBeKilled THEN -EINTR ELSE 0]

\* What comes after a load that has ended. The first version left idempotent_complete out when the file
\* could not be read.
AfterLoad(value) == "Idempotent_Complete"

InitModuleFromFile_Load(t) ==
  /\ At(t, "InitModuleFromFile_Load")
  /\ \E value \in {0, -EIO} :
       result' = [result EXCEPT ![t] = value] /\ Goes(t, AfterLoad(value))
  /\ UNCHANGED <<table, done>>

\* idempotent_complete: everybody who is in the table is answered, and is out of it.
Idempotent_Complete(t) ==
  /\ At(t, "Idempotent_Complete")
  /\ result' = [u \in Loaders |-> IF u \in table THEN result[t] ELSE result[u]]
  /\ done'  = done \cup table
  /\ table' = {}
  /\ Goes(t, "IdempotentInitModule_Return")

IdempotentWait_Completed(t) ==
  /\ At(t, "IdempotentWait_Completed")
  /\ t \in done
  /\ Goes(t, "IdempotentInitModule_Return")
  /\ UNCHANGED <<table, done, result>>

\* A waiter whose wait a signal ends takes its entry out, if the winner has not.
OutOfTheTable(t) == table \ {t}

IdempotentWait_Killed(t) ==
  /\ At(t, "IdempotentWait_Completed")
  /\ WaitsCanBeKilled
  /\ table' = OutOfTheTable(t)
  /\ Goes(t, "IdempotentInitModule_Return")
  /\ UNCHANGED <<done, result>>

IdempotentInitModule_Return(t) ==
  /\ At(t, "IdempotentInitModule_Return")
  /\ Goes(t, "idle")
  /\ result' = [result EXCEPT ![t] = 0] /\ done' = done \ {t}
  /\ UNCHANGED table

-----------------------------------------------------------------------------
Step(t) ==
  \/ InitModuleFromFile_Load(t)
  \/ Idempotent_Complete(t)
  \/ IdempotentWait_Completed(t)
  \/ IdempotentWait_Killed(t)
  \/ IdempotentInitModule_Return(t)

Next == \E t \in Loaders : IdempotentInitModule_Call(t) \/ Step(t)

Fairness == \A t \in Loaders : WF_vars(Step(t))

Spec == Init /\ [][Next]_vars
FairSpec == Spec /\ Fairness

-----------------------------------------------------------------------------
\* An entry in the table is on the stack of a task that is in the call.
EntriesAreOfCallers == \A t \in table : ~At(t, "idle")

\* One at a time loads the file.
OneLoadAtATime == \A t, u \in Loaders :
  At(t, "InitModuleFromFile_Load") /\ At(u, "InitModuleFromFile_Load") => t = u

\* Every call returns.
EveryCallReturns == \A t \in Loaders : ~At(t, "idle") ~> At(t, "idle")

\* Who takes which action: it must fire then, and not else (see Takers).
Takers == [
  IdempotentInitModule_Call   |-> Loaders # {},
  InitModuleFromFile_Load     |-> Loaders # {},
  Idempotent_Complete         |-> Loaders # {},
  IdempotentWait_Completed    |-> Cardinality(Loaders) > 1,
  IdempotentWait_Killed       |-> Cardinality(Loaders) > 1 /\ "idempotent-killable" \in Changes,
  IdempotentInitModule_Return |-> Loaders # {}]
=============================================================================
