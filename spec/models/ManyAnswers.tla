----------------------------- MODULE ManyAnswers -----------------------------
(* Each step of the counted model is possible in the per-task model: from a  *)
(* state of the named tasks the counted model takes any step that it has,    *)
(* and the named tasks have to answer it by one that comes out at the same   *)
(* counts. So, with ManyRefines, the two are bisimilar.                      *)
EXTENDS ManyRefines

VARIABLES    \* the counted model's own state
  counting, holding, reading, atHead, atModule, waitedAtHead, waitedAtModule,
  theirRefcnt, theirState, theirRegistered, theirLinked, theirFreed, theirUnload,
  theirCommitted, theirRefused,
  theirFaults

theirVars == <<counting, holding, reading, atHead, atModule, waitedAtHead, waitedAtModule,
               theirRefcnt, theirState, theirRegistered, theirLinked, theirFreed, theirUnload, theirCommitted,
               theirRefused, theirFaults>>

\* As many users are counted as are named.
UsersCounted == Users

Asker == INSTANCE RefcountMany WITH
  Users <- UsersCounted,
  refcnt <- theirRefcnt, state <- theirState, registered <- theirRegistered, linked <- theirLinked,
  freed <- theirFreed, unload <- theirUnload, committed <- theirCommitted, refused <- theirRefused,
  faults <- theirFaults

InStep == theirVars = Image

Asks    == InStep /\ Asker!Next /\ UNCHANGED vars
Answers == ~InStep /\ UNCHANGED theirVars /\ Next /\ (theirVars = Image)'

AskAndAnswer == Init /\ Asker!Init /\ [][Asks \/ Answers]_<<vars, theirVars>>

\* What the counted model asks for is answered.
EveryStepIsAnswered == InStep \/ ENABLED Answers

\* Wrong on purpose: one more is counted than there are.
OneMore == Users + 1

\* Who takes which action (see Takers): the cfg puts this in the place of RefcountTasks' own.
AnswerTakers == [Asks |-> Users > 0, Answers |-> Users > 0]
=============================================================================
