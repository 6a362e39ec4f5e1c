-------------------------- MODULE RefcountInvariant --------------------------
(* An inductive invariant of RefcountMany: it holds initially, every step    *)
(* from a state of it leads to a state of it, and each property of the count *)
(* follows from it.                                                          *)
(*                                                                           *)
(* TLC begins in every state of Inv, reachable or not, and takes one step and*)
(*   more: the models Inductive... do so for up to 64 tasks. So each variable*)
(*   gets its range, or its value, before it is used: TLC reads the formula  *)
(*   from the top.                                                           *)
(* ./check prove has the same formula proved for every number of tasks.      *)
EXTENDS RefcountMany

\* What delete_module has still to do before, and what after, the module is GOING.
BeforeRelease == unload = "TryReleaseModuleRef_SubBase"
BaseIsTaken   == unload = "TryReleaseModuleRef_Recover"
GoesFromHere  == ~BeforeRelease /\ ~BaseIsTaken
IsGoing       == GoesFromHere /\ unload # "TryStopModule_Going"
ExitIsBegun   == IsGoing /\ unload # "DeleteModule_ExitBegin"
MayBeFound    == ~ExitIsBegun
ExitIsOver    == ExitIsBegun /\ unload # "DeleteModule_ExitEnd"
IsUnformed    == ExitIsOver /\ unload # "FreeModule_Unformed"
IsOffTheList  == unload \in {"SynchronizeRcu_Begin", "SynchronizeRcu_End", "FreeModule_Free",
                             "DeleteModule_Return"}
GraceIsBegun  == IsOffTheList /\ unload # "SynchronizeRcu_Begin"
GraceIsOver   == GraceIsBegun /\ unload # "SynchronizeRcu_End"
IsFreed       == unload = "DeleteModule_Return"

\* How far delete_module has come bounds what the module looks like. Each says what is needed and no more, so
\* that a module may look further gone, or less, than it can be: Inv is not reachability.
StateFollows ==
  /\ ~IsGoing => state = LIVE
  /\ IsGoing => state # LIVE
  /\ IsUnformed => state = UNFORMED
  /\ registered => MayBeFound
  /\ linked => ~IsOffTheList
  /\ freed => IsFreed

\* The count is what is held, and the base as long as no unload has it.
CountIsExact ==
  refcnt = holding + (IF BaseIsTaken \/ committed THEN 0 ELSE MODULE_REF_BASE)

\* The count decides where it is zero, and only there; and without force nothing else lets an unload go on.
DecidedAtZero ==
  /\ committed => holding = 0 /\ ~BeforeRelease
  /\ BaseIsTaken /\ holding = 0 => committed
  /\ GoesFromHere => committed \/ Forcing

\* Nobody is on the way in when exit() has returned.
NobodyIsLate == ExitIsOver => counting = 0 /\ reading = 0

\* Who has the module in hand is in a section that the grace period waits for.
WalkersAreWaitedFor ==
  /\ ~GraceIsBegun => waitedAtHead = 0 /\ waitedAtModule = 0
  /\ GraceIsBegun  => atModule = 0
  /\ GraceIsOver   => waitedAtHead = 0 /\ waitedAtModule = 0

\* Only force makes these happen.
FaultsOfForce == {GetWhileGoing, FreedWhileReferenced, UseAfterFreeByHolder}
FaultsAreOfForce == faults \in SUBSET FaultsOfForce
NoneWithoutForce == Forcing \/ faults = {}

\* A get is refused by a decided count, or, by force, by a module that is GOING.
RefusedForAReason == refused => committed \/ (Forcing /\ GoesFromHere)

Inv ==
  /\ unload \in Labels \ {"TryReleaseModuleRef_BugOn", "Dead"}
  /\ state \in {LIVE, GOING, UNFORMED}
  /\ registered \in BOOLEAN /\ linked \in BOOLEAN /\ freed \in BOOLEAN
  /\ StateFollows
  /\ holding \in 0 .. Users
  /\ committed \in BOOLEAN
  /\ DecidedAtZero
  /\ CountIsExact
  /\ refused \in BOOLEAN
  /\ RefusedForAReason
  /\ counting \in 0 .. Users - holding
  /\ reading \in 0 .. Readers
  /\ NobodyIsLate
  /\ atHead \in 0 .. Walkers
  /\ atModule \in 0 .. Walkers - atHead
  /\ waitedAtHead \in 0 .. Walkers - atHead - atModule
  /\ waitedAtModule \in 0 .. Walkers - atHead - atModule - waitedAtHead
  /\ WalkersAreWaitedFor
  /\ FaultsAreOfForce
  /\ NoneWithoutForce

\* From every state of Inv, one step after another.
FromInv == Inv /\ [][Next]_vars

-----------------------------------------------------------------------------
(* What follows from it for an unload that may be forced, too, and what only *)
(* where no unload is.                                                       *)

FollowsAnyway ==
  /\ RefcntNeverNegative /\ BugOnNeverFires /\ WarnOnNeverFires
  /\ CommitsOnlyUnused /\ NoGetAfterCommit /\ ZeroStaysZero
  /\ FailedUnloadLeavesNoTrace /\ ModuleRefcountInBounds /\ NoUseAfterFreeByListWalker
FollowsUnforced ==
  ~Forcing => /\ NoGetWhileGoing /\ FailedGetMeansCommitted
              /\ NeverFreedWhileReferenced /\ NoUseAfterFreeByHolder
=============================================================================
