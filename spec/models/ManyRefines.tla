----------------------------- MODULE ManyRefines -----------------------------
(* The per-task model refines the counted one: each count is the number of   *)
(* tasks at the control point, all else is the same.                         *)
EXTENDS RefcountTasks

ASSUME KernelHasTheBase  == BaseRefcount
ASSUME TellsWhoTakesWhat == Tells(Takers)

Counting       == Cardinality(UsersAt("TryModuleGet_IncNotZero"))
Reading        == Cardinality(ReadersAt("ModuleRefcount_AtomicRead"))
AtHead         == Cardinality(WalkersAt("head") \ gpWait)
AtModule       == Cardinality(WalkersAt("module") \ gpWait)
WaitedAtHead   == Cardinality(WalkersAt("head") \cap gpWait)
WaitedAtModule == Cardinality(WalkersAt("module") \cap gpWait)

Counted == INSTANCE RefcountMany WITH
  counting <- Counting, holding <- Holding, reading <- Reading, atHead <- AtHead, atModule <- AtModule,
  waitedAtHead <- WaitedAtHead, waitedAtModule <- WaitedAtModule

\* Every step of the named tasks is one of the counted tasks, or shows nothing of itself to them.
RefinesTheCounted == Counted!Spec

\* What the counted model sees of a state.
Image == <<Counting, Holding, Reading, AtHead, AtModule, WaitedAtHead, WaitedAtModule,
           refcnt, state, registered, linked, freed, unload, committed, refused, faults>>

\* Wrong on purpose: a holder is still counted among those who are about to get.
HoldersCountTwice == Cardinality(1 .. Users \ UsersAt("idle"))
=============================================================================
