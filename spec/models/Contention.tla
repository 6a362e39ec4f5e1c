----------------------------- MODULE Contention ------------------------------
(* atomic_inc_not_zero as the loop that it is: read, then compare and        *)
(* exchange, which gives the new value when it fails (fact L2). Replaces the *)
(* one step of Refcount, which is the loop's one success. A put's            *)
(* atomic_dec_if_positive and the recovery's atomic_add_unless are loops of  *)
(* the same kind, and stay one step here: one loop suffices to show it.      *)
(* sum[t] holds what t has read, scan[t] how often it has, up to MostTries.  *)
EXTENDS MC

\* Beyond the most, back to the second: so a repetition is always a step, and the states are finite.
MostTries == 3
CountTries(n) == IF n < MostTries THEN n + 1 ELSE 2

\* The exchange fails only if the count is no longer what was read.
ExchangeFails(t) == refcnt[obj[t]] # sum[t]
MustRead(t)      == scan[t] = 0 \/ ExchangeFails(t)

Forgets(t)  == sum' = [sum EXCEPT ![t] = 0] /\ scan' = [scan EXCEPT ![t] = 0]
LoopReads(t) ==
  /\ sum'  = [sum EXCEPT ![t] = refcnt[obj[t]]]
  /\ scan' = [scan EXCEPT ![t] = CountTries(@)]
  /\ faults' = HolderTouch(obj[t])
  /\ UNCHANGED <<pc, obj, ret, sect, gpWait, refcnt, refs, low, high, refused>>

IncNotZeroLoop(t) ==
  /\ At(t, "TryModuleGet_IncNotZero") /\ Running(t)
  /\ \/ /\ refcnt[obj[t]] = 0
        /\ GetFails(t) /\ Forgets(t)
        /\ faults' = HolderTouch(obj[t])
        /\ UNCHANGED refcnt
     \/ refcnt[obj[t]] # 0 /\ MustRead(t) /\ LoopReads(t)
     \/ /\ refcnt[obj[t]] # 0 /\ scan[t] > 0 /\ refcnt[obj[t]] = sum[t]
        /\ GetSucceeds(t) /\ Forgets(t)
        /\ faults' = HolderTouch(obj[t]) \cup GetFaults(obj[t])
        /\ refcnt' = [refcnt EXCEPT ![obj[t]] = @ + 1]
  /\ UNCHANGED <<loadVars, mutex, stopped, state, mem, next, bugNext, incs, decs,
                 hold, registered, committed>>

\* An exchange that may fail for no reason.
FailsAtWill(t) == TRUE

\* No get has to read the count as often as MostTries.
TriesAreFew == \A t \in Users : scan[t] < MostTries

\* No get repeats its loop for ever (what SomebodyGetsOn says of such a get would say nothing).
NoGetRepeatsForEver == \A t \in Users : []<>~At(t, "TryModuleGet_IncNotZero")

\* While a get repeats its loop for ever, others change the count again and again: somebody gets on.
SomebodyGetsOn ==
  \A t \in Users : <>[]At(t, "TryModuleGet_IncNotZero") => []<><<refcnt' # refcnt>>_vars
=============================================================================
