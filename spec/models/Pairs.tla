-------------------------------- MODULE Pairs --------------------------------
(* Patch 4's atomic_t refines patch 3's pairs. An atomic_t forgets what it   *)
(* was, and pairs do not: so the atomic count is given a history, incs and   *)
(* decs, which patch 4 does not use, and which nothing asks here. A model    *)
(* of patch 4 replaces the three actions that change the count by these.     *)
EXTENDS Counted

PairCount == INSTANCE PairCount WITH
  decided <- [m \in Modules |-> committed[m]],
  stopped <- \E t \in Tasks : Next1(t) \in WhileStopped

\* Unloading tests per-CPU pairs with the CPUs stopped (PairCount.tla).
CountsInPairs == PairCount!Spec

\* The pairs add up to the count that the kernel has.
PairsAreTheCount == \A m \in Modules : Count(m) = SumOver(incs[m], CPUs) - SumOver(decs[m], CPUs)

\* Any CPU will do.
SomeCpu == CHOOSE c \in CPUs : TRUE

\* As many increments as with pairs, so that the history is finite.
WithinTheHistory(m) ==
  /\ refs[m] + Cardinality(InGet(m)) < MaxRefs
  /\ SumOver(incs[m], CPUs) + Cardinality(InGet(m)) < MaxIncs

ModuleUnloadInitKept(t) ==
  /\ At(t, "LoadModule_ModuleUnloadInit") /\ Running(t)
  /\ LET m == obj[t]
         zero == [c \in CPUs |-> 0]
     IN  /\ refcnt'    = [refcnt EXCEPT ![m] = InitHold]
         /\ incs'      = [incs EXCEPT ![m] = [zero EXCEPT ![SomeCpu] = InitHold]]
         /\ decs'      = [decs EXCEPT ![m] = zero]
         /\ hold'      = [hold EXCEPT ![m] = InitHold]
         /\ committed' = [committed EXCEPT ![m] = FALSE]
         /\ refused'   = [refused EXCEPT ![m] = FALSE]
  /\ Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, listVars, sum, scan, refs, low, high, registered>>

AtomicIncKept(t) ==
  /\ At(t, "TryModuleGet_AtomicInc") /\ Running(t)
  /\ Get_Inc(t, TRUE)
  /\ refcnt' = [refcnt EXCEPT ![obj[t]] = @ + 1]
  /\ incs'   = [incs EXCEPT ![obj[t]][SomeCpu] = @ + 1]
  /\ UNCHANGED decs

\* What the history keeps of a put.
Kept(m) == [decs EXCEPT ![m][SomeCpu] = @ + 1]

AtomicDecKept(t) ==
  /\ At(t, "ModulePut_AtomicDec") /\ Running(t)
  /\ Put_Dec(t)
  /\ refcnt' = [refcnt EXCEPT ![obj[t]] = @ - 1]
  /\ decs'   = Kept(obj[t])
  /\ faults' = PutTouch(t)
  /\ UNCHANGED <<incs, committed>>

\* Wrong on purpose: a history that forgets the puts.
Forgotten(m) == decs
=============================================================================
