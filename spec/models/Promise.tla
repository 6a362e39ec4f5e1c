------------------------------- MODULE Promise -------------------------------
(* The refinement mapping: how the protocol's state shows what Lifetime.tla  *)
(* speaks of. Every step of the protocol is a step of Lifetime, or none.     *)
(*                                                                           *)
(* Linearization points, with the lines that place them:                     *)
(*   load         at LoadModule_AddUnformed, and is over when the init hold  *)
(*                is put; it has failed from the jump to its failure path on,*)
(*                at DoInitModule_Going if init() fails                      *)
(*   get, put     at the change of the count; a refusal where it is noticed  *)
(*   unload       is granted at TryReleaseModuleRef_SubBase if that gives    *)
(*                zero, else at the last holder's ModulePut_DecIfPositive    *)
(*                while the base is away (patch 5); at TryStopModule_TestZero*)
(*                with the CPUs stopped (up to patch 4)                      *)
(*   failed unload at TryReleaseModuleRef_Recover, or TestZero; at           *)
(*                DeleteModule_Check if the module is not LIVE               *)
(*   gone         at FreeModule_Free, not when it is unlinked                *)
(*   look         from the step that reads the pointer to the one that gives *)
(*                it up                                                      *)
(* All is said in terms of pc, ret, and the ghosts that State.tla has.       *)
(* Leaves out: forced unloads, lookups by symbol and by address.             *)
EXTENDS MC

Walkers == ListWalkers \cup BugWalkers

\* The slot is filled, and nothing of it is initialised: the ghosts are those of its last life.
Fresh(m) == \E t \in Loaders : obj[t] = m /\ At(t, "LoadModule_ModuleUnloadInit")
LoadHasFailed(m) == \E t \in Loaders : obj[t] = m /\ Ahead(t, "LoadModule_Free")

\* Until when a module is there, and the step of free_module after which it is not.
There(m) == Allocated(m)
GoneBy   == "FreeModule_Free"

\* From when on its end is decided.
Decided(m) == committed[m] \/ LoadHasFailed(m)

LifeOf(m) == IF ~There(m)        THEN "absent"
             ELSE IF Fresh(m)    THEN "loading"
             ELSE IF Decided(m)  THEN "leaving"
             ELSE IF hold[m] = 1 THEN "loading" ELSE "live"

UsersOf(m)   == refs[m] + linkRefs[m]
RefusedOf(m) == refused[m] /\ There(m) /\ ~Fresh(m)

\* A walker with a module in hand.
LookLabels == {"ModuleAddress_Next", "ModuleFindBug_Next", "ReportBug_UseEntry"}
Looks(r) == IF obj[r] \in Modules /\ Next1(r) \in LookLabels
              THEN obj[r] ELSE None

Undecided(t) == \/ Ahead(t, "TryStopModule_TestZero")
                \/ Ahead(t, "TryReleaseModuleRef_Recover")
                   /\ ~(At(t, "TryReleaseModuleRef_Recover") /\ committed[obj[t]])

AnswerTo(t) == CASE Idle(t)                           -> "none"
                 [] ~Idle(t) /\ ret[t] = -EWOULDBLOCK -> "in use"
                 [] ~Idle(t) /\ ret[t] \in {-ENOENT, -EBUSY} -> "not live"
                 [] OTHER -> IF Undecided(t) THEN "asks"
                             ELSE IF Ahead(t, GoneBy) THEN "granted" ELSE "gone"

\* What counts as touching what is not there.
Touches == {UseAfterFreeByHolder, UseAfterFreeByLoader,
            UseAfterFreeByTracepoint, UseAfterFreeByReportBug,
            UseAfterFreeByListWalker, PoisonForListWalker,
            UseAfterFreeByBugWalker, PoisonForBugWalker}
Harmed  == faults \cap Touches # {}

Lifetime == INSTANCE Lifetime WITH
  Readers <- Walkers,
  life    <- [m \in Modules |-> LifeOf(m)],
  users   <- [m \in Modules |-> UsersOf(m)],
  refused <- [m \in Modules |-> RefusedOf(m)],
  looksAt <- [r \in Walkers |-> Looks(r)],
  wants   <- [t \in Unloaders |-> obj[t]],
  answer  <- [t \in Unloaders |-> AnswerTo(t)],
  harm    <- Harmed

\* The protocol does what a correct module unloader promises (Lifetime.tla).
KeepsThePromise == Lifetime!Spec

-----------------------------------------------------------------------------
(* That the mapping is not vacuous: for each action of Lifetime, that no step*)
(* of the protocol is mapped to it. Each of these has to be violated.        *)

\* No step of the protocol is a Load.
NeverLoad == [][\A m \in Modules : ~Lifetime!Load(m)]_vars

\* No step of the protocol is a Loaded.
NeverLoaded == [][\A m \in Modules : ~Lifetime!Loaded(m)]_vars

\* No step of the protocol is a LoadFails.
NeverLoadFails == [][\A m \in Modules : ~Lifetime!LoadFails(m)]_vars

\* No step of the protocol is a Get.
NeverGet == [][\A m \in Modules : ~Lifetime!Get(m)]_vars

\* No step of the protocol is a Refuse.
NeverRefuse == [][\A m \in Modules : ~Lifetime!Refuse(m)]_vars

\* No step of the protocol is a Put.
NeverPut == [][\A m \in Modules : ~Lifetime!Put(m)]_vars

\* No step of the protocol is a Free.
NeverFree == [][\A m \in Modules : ~Lifetime!Free(m)]_vars

\* No step of the protocol is a Look.
NeverLook == [][\A r \in Walkers, m \in Modules : ~Lifetime!Look(r, m)]_vars

\* No step of the protocol is a LookAway.
NeverLookAway == [][\A r \in Walkers : ~Lifetime!LookAway(r)]_vars

\* No step of the protocol is an Ask.
NeverAsk == [][\A t \in Unloaders, m \in Modules : ~Lifetime!Ask(t, m)]_vars

\* No step of the protocol is an InUse.
NeverInUse == [][\A t \in Unloaders : ~Lifetime!InUse(t)]_vars

\* No step of the protocol is a NotLive.
NeverNotLive == [][\A t \in Unloaders : ~Lifetime!NotLive(t)]_vars

\* No step of the protocol is a Grant.
NeverGrant == [][\A t \in Unloaders : ~Lifetime!Grant(t)]_vars

\* No step of the protocol is a PutGrants: up to patch 4 a put decides nothing.
NeverPutGrants == [][\A t \in Unloaders : ~Lifetime!PutGrants(t)]_vars

\* No step of the protocol is a Return.
NeverReturn == [][\A t \in Unloaders : ~Lifetime!Return(t)]_vars
=============================================================================
