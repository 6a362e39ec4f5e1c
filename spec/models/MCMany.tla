------------------------------- MODULE MCMany --------------------------------
(* What a model of the counted protocol runs: the protocol as it is, on a    *)
(* kernel that has the base. A negative replaces an operator by one of these.*)
EXTENDS RefcountInvariant

ASSUME KernelHasTheBase   == BaseRefcount
ASSUME TellsWhoTakesWhat  == Tells(Takers)

\* A guard that is not there, a condition that asks nothing.
Always == TRUE

\* The recovery adds nothing back; the release takes more than the base.
NothingBack == 0
TakesTwo    == 2

\* An invariant with a part missing: a count that comes to zero while the base is away need not decide.
DecidedUnlessTaken == /\ committed => holding = 0 /\ ~BeforeRelease
                      /\ GoesFromHere => committed \/ Forcing
\* And one that knows the count only roughly.
CountIsAboutRight == refcnt \in holding - 1 .. holding + 1

\* A grace period that does not wait for who has the module in hand.
WaitsAtHeadOnly == waitedAtHead = 0
=============================================================================
