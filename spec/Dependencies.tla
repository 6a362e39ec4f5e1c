---------------------------- MODULE Dependencies -----------------------------
(* Modules that use modules: a link for each pair, which holds a reference.  *)
(*                                                                           *)
(* Models: resolve_symbol and ref_module (a reference and a link, unless the *)
(*   pair has one), resolve_symbol_wait (a module that is COMING is waited   *)
(*   for on module_wq, and not for ever), module_unload_free (which puts each*)
(*   target before it takes the link away, all under the mutex), wake_up_all.*)
(* Fused: find_symbol, strong_try_module_get and the link: all under the     *)
(*   mutex, without which nobody makes a LIVE module GOING or frees it.      *)
(* Leaves out: ENOMEM for a link; the preempt-off section around the         *)
(*   target's count, as nobody waits for it while the mutex is held.         *)
EXTENDS Refcount

DependenciesTypeOK ==
  /\ uses \in [Modules -> SUBSET Modules]
  /\ linkRefs \in [Modules -> Nat]

DependenciesInit ==
  /\ uses = [m \in Modules |-> {}]
  /\ linkRefs = [m \in Modules |-> 0]

\* source_list: who uses m.
UsedBy(m) == {n \in Modules : m \in uses[n]}

\* find_module, find_symbol: on the list, and not UNFORMED.
Formed(m)   == Linked(next, m) /\ state[m] # UNFORMED
Owners(name) == {m \in Modules : NameOf(m) = name /\ Formed(m)}

-----------------------------------------------------------------------------
(* load_module's symbols, one after another                                  *)

ResolveSymbols(m) == [i \in 1 .. Len(ImportsOf(m)) |-> "RefModule_Link"]

\* Per-CPU sums only grow, so no more links than this are taken to one life of a module.
ImportsAreBounded(m) ==
  PerCpuRefcount => \A b \in Modules : SumOver(incs[b], CPUs) + Len(ImportsOf(m)) <= MaxIncs

\* The name that t looks for now: the first of those that are still to be done.
SymbolOf(t) == LET left == Cardinality({i \in 1 .. Len(pc[t]) : pc[t][i] = "RefModule_Link"})
               IN  ImportsOf(obj[t])[Len(ImportsOf(obj[t])) - left + 1]

AlreadyUses(a, b) == b \in uses[a]

\* strong_try_module_get: COMING is busy, and a count that is zero or a GOING module is gone.
Gettable(b) == ModuleIsLive(b) /\ (BaseRefcount => refcnt[b] # 0)

RefModule_Link(t) ==
  /\ At(t, "RefModule_Link") /\ Running(t) /\ MutexIsFree
  /\ \E b \in Owners(SymbolOf(t)) :
       IF AlreadyUses(obj[t], b)
         THEN Done(t) /\ UNCHANGED <<uses, linkRefs, asleep, incs, decs, refcnt, low, high>>
         ELSE IF state[b] = COMING
           THEN /\ asleep' = asleep \cup {t} /\ Then(t, <<"ResolveSymbol_Wait", "RefModule_Link">>)
                /\ UNCHANGED <<uses, linkRefs, incs, decs, refcnt, low, high>>
           ELSE /\ Gettable(b)
                /\ CountInc(b) /\ Outstands(b, Outstanding(b) + 1)
                /\ uses' = [uses EXCEPT ![obj[t]] = @ \cup {b}]
                /\ linkRefs' = [linkRefs EXCEPT ![b] = @ + 1]
                /\ Done(t) /\ UNCHANGED asleep
  /\ UNCHANGED <<lastUnloaded, ret, mutex, rcuVars, listVars, sum, scan,
                 refs, hold, registered, committed, refused>>

\* Woken, the loader looks again. It may also have waited too long (30 s).
ResolveSymbol_Wait(t) ==
  /\ At(t, "ResolveSymbol_Wait") /\ Running(t)
  /\ t \notin asleep
  /\ Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, listVars, countVars, ghostVars>>

\* What a loader cannot get: nobody has the symbol, or who has it is on its way out.
CannotResolve(t) ==
  /\ At(t, "RefModule_Link") /\ MutexIsFree
  /\ \A b \in Owners(SymbolOf(t)) : ~AlreadyUses(obj[t], b) /\ state[b] # COMING /\ ~Gettable(b)

-----------------------------------------------------------------------------
(* wake_up_all(&module_wq)                                                   *)

WakeUpAll(t) ==
  /\ asleep' = {}
  /\ Done(t)
  /\ UNCHANGED <<uses, linkRefs, lastUnloaded, ret, mutex, rcuVars, listVars, countVars, ghostVars>>

LoadModule_WakeUpAll(t)   == At(t, "LoadModule_WakeUpAll") /\ Running(t) /\ WakeUpAll(t)
DeleteModule_WakeUpAll(t) == At(t, "DeleteModule_WakeUpAll") /\ Running(t) /\ WakeUpAll(t)

\* Nobody sleeps where no module has to be waited for.
Wakes(label) == IF SomebodyWaits THEN <<label>> ELSE <<>>

-----------------------------------------------------------------------------
(* module_unload_free                                                        *)

ModuleUnloadFree == IF SomebodyImports
  THEN <<"ModuleUnloadFree_MutexLock", "ModuleUnloadFree_Put", "ModuleUnloadFree_Unlink",
         "ModuleUnloadFree_MutexUnlock">>
  ELSE <<>>

FirstTarget(m) == CHOOSE b \in uses[m] : TRUE

ModuleUnloadFree_MutexLock(t) ==
  /\ At(t, "ModuleUnloadFree_MutexLock") /\ Running(t)
  /\ MutexLock(t)
  /\ IF uses[obj[t]] = {} THEN Jump(t, From("ModuleUnloadFree_MutexUnlock", pc[t])) ELSE Done(t)
  /\ UNCHANGED <<loadVars, ret, rcuVars, listVars, countVars, ghostVars>>

\* One less, in whichever form the count is.
CountDec(m) ==
  IF PerCpuRefcount
    THEN (\E c \in CPUs : decs' = [decs EXCEPT ![m][c] = @ + 1]) /\ UNCHANGED <<incs, refcnt>>
    ELSE refcnt' = [refcnt EXCEPT ![m] = IF BaseRefcount /\ @ <= 0 THEN @ ELSE @ - 1]
         /\ UNCHANGED <<incs, decs>>

\* The reference goes before the link: seen from outside the mutex, a link can stand without one.
ModuleUnloadFree_Put(t) ==
  /\ At(t, "ModuleUnloadFree_Put") /\ Running(t)
  /\ LET b == FirstTarget(obj[t])
     IN  /\ CountDec(b)
         /\ Outstands(b, Outstanding(b) - 1)
         /\ linkRefs' = [linkRefs EXCEPT ![b] = @ - 1]
         /\ faults' = HolderTouch(b)
  /\ Done(t)
  /\ UNCHANGED <<uses, asleep, lastUnloaded, ret, mutex, rcuVars, state, mem, next, bugNext, sum, scan,
                 refs, hold, registered, committed, refused>>

ModuleUnloadFree_Unlink(t) ==
  /\ At(t, "ModuleUnloadFree_Unlink") /\ Running(t)
  /\ uses' = [uses EXCEPT ![obj[t]] = @ \ {FirstTarget(obj[t])}]
  /\ IF uses'[obj[t]] = {} THEN Done(t) ELSE Then(t, <<"ModuleUnloadFree_Put", "ModuleUnloadFree_Unlink">>)
  /\ UNCHANGED <<linkRefs, asleep, lastUnloaded, ret, mutex, rcuVars, listVars, countVars, ghostVars>>

ModuleUnloadFree_MutexUnlock(t) == At(t, "ModuleUnloadFree_MutexUnlock") /\ Running(t) /\ UnlocksMutex(t)
=============================================================================
