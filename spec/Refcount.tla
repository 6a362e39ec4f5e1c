------------------------------ MODULE Refcount -------------------------------
(* The module reference count in its three forms.                            *)
(*                                                                           *)
(* Models: try_module_get, module_put, module_refcount and try_stop_module's *)
(*   test, each in its atomic steps: per-CPU incs and decs (up to patch 3),  *)
(*   one atomic_t (patch 4), an atomic_t that starts at MODULE_REF_BASE      *)
(*   (patch 5). A task may get on one CPU and put on another.                *)
(* References belong to objects (an open file, a mount), not to tasks:       *)
(*   whoever releases the object puts. So refs[m] counts them.               *)
(* Fused: preempt_enable with the step before it, as it lets go and does     *)
(*   nothing else; a compare-and-exchange loop is its one success.           *)
(* Leaves out: __module_get (a later issue); memory ordering (the model is   *)
(*   sequentially consistent), so smp_wmb and smp_rmb show as the order of   *)
(*   the two sums.                                                           *)
EXTENDS ModuleList

CONSTANTS
  MaxRefs,   \* no more references than this are held at a time
  MaxIncs,   \* no more increments than this in a life: per-CPU sums only grow
  Tracing    \* which tracepoints are on, of module_get and module_put

ASSUME BoundsShowSomething == MaxRefs >= 1 /\ MaxIncs >= 2 /\ Tracing \subseteq {"module_get", "module_put"}

RefcountTypeOK ==
  /\ incs   \in [Modules -> [CPUs -> Nat]] /\ decs \in [Modules -> [CPUs -> Nat]]
  /\ refcnt \in [Modules -> Int]
  /\ sum    \in [Tasks -> Int] /\ scan \in [Tasks -> Nat]
  /\ refs   \in [Modules -> Nat] /\ hold \in [Modules -> {0, 1}] /\ low \in [Tasks -> Int]
  /\ registered \in [Modules -> BOOLEAN]
  /\ committed  \in [Modules -> BOOLEAN] /\ refused \in [Modules -> BOOLEAN]

RECURSIVE SumOver(_, _)
SumOver(f, S) == IF S = {} THEN 0 ELSE LET c == CHOOSE c \in S : TRUE IN f[c] + SumOver(f, S \ {c})

\* What a reader that reads all at once would see, without the base.
Count(m) == CASE PerCpuRefcount -> SumOver(incs[m], CPUs) - SumOver(decs[m], CPUs)
              [] AtomicRefcount -> refcnt[m]
              [] BaseRefcount   -> refcnt[m] - MODULE_REF_BASE

Outstanding(m) == refs[m] + hold[m]

\* A touch of struct module by somebody who relies on a reference.
HolderTouch(m) == Fault(mem[m] = "freed", "use after free: reference holder")

-----------------------------------------------------------------------------
(* The environment (assumption E): named, so that a model can turn it off.   *)

\* A get is made only while the module's existence is otherwise guaranteed.
ExistenceGuaranteed(m) == registered[m]

\* A put within do_init_module lets go of the init hold, any other of a reference.
IsInitHoldPut(t) == \E i \in 1 .. Len(pc[t]) : pc[t][i] \in {"DoInitModule_DropInit", "FreeModule_Trace"}

GetLabels == {"TryModuleGet_PreemptDisable", "TryModuleGet_IsLive", "TryModuleGet_ThisCpuInc",
              "TryModuleGet_AtomicInc", "TryModuleGet_IncNotZero"}
PutLabels == {"ModulePut_PreemptDisable", "ModulePut_ThisCpuInc", "ModulePut_AtomicDec",
              "ModulePut_DecIfPositive"}

InGet(m) == {t \in Tasks : obj[t] = m /\ Next1(t) \in GetLabels}
InPut(m) == {t \in Tasks : obj[t] = m /\ Next1(t) \in PutLabels /\ ~IsInitHoldPut(t)}

\* Puts balance gets: a put is begun only for a reference that nobody else is putting.
PutsBalanceGets(m) == refs[m] > Cardinality(InPut(m))

GetMayBegin(m) ==
  /\ ExistenceGuaranteed(m)
  /\ refs[m] + Cardinality(InGet(m)) < MaxRefs
  /\ PerCpuRefcount => SumOver(incs[m], CPUs) + Cardinality(InGet(m)) < MaxIncs

-----------------------------------------------------------------------------
(* try_module_get                                                            *)

IncLabel == CASE PerCpuRefcount -> "TryModuleGet_ThisCpuInc"
              [] AtomicRefcount -> "TryModuleGet_AtomicInc"
              [] BaseRefcount   -> "TryModuleGet_IncNotZero"
GetTrace == IF "module_get" \in Tracing THEN <<"TryModuleGet_Trace">> ELSE <<>>

TryModuleGet_Call(t, m) ==
  /\ t \in Users /\ Running(t) /\ GetMayBegin(m)
  /\ Call(t, m, <<"TryModuleGet_PreemptDisable", "TryModuleGet_IsLive", IncLabel>> \o GetTrace)
  /\ UNCHANGED <<ret, mutex, rcuVars, listVars, countVars, ghostVars>>

TryModuleGet_PreemptDisable(t) ==
  /\ At(t, "TryModuleGet_PreemptDisable") /\ Running(t)
  /\ EnterSection(t, "preempt") /\ Done(t)
  /\ UNCHANGED <<ret, mutex, stopped, listVars, countVars, ghostVars>>

\* What a call returned is kept for its trace event only: nobody else asks for it later.
Got(t, value) == ret' = [ret EXCEPT ![t] = IF Tracing # {} THEN value ELSE 0]

GetFails(t) ==
  /\ Jump(t, <<>>) /\ LeaveSections(t)
  /\ Got(t, 0)
  /\ refused' = [refused EXCEPT ![obj[t]] = TRUE]
  /\ UNCHANGED refs

\* With the increment the section ends, here, or after the tracepoint.
GetSucceeds(t) ==
  /\ Done(t) /\ IF GetTrace # <<>> THEN UNCHANGED <<sect, gpWait>> ELSE LeaveSections(t)
  /\ Got(t, 1)
  /\ refs' = [refs EXCEPT ![obj[t]] = @ + 1]
  /\ UNCHANGED refused

\* module_is_live: not GOING. So UNFORMED counts as live (fact F7).
TryModuleGet_IsLive(t) ==
  /\ At(t, "TryModuleGet_IsLive") /\ Running(t)
  /\ faults' = HolderTouch(obj[t])
  /\ IF state[obj[t]] = GOING
       THEN GetFails(t)
       ELSE Done(t) /\ UNCHANGED <<ret, sect, gpWait, refs, refused>>
  /\ UNCHANGED <<mutex, stopped, state, mem, next, bugNext, countVars,
                 hold, low, registered, committed>>

\* What the three forms of the increment share, but for the counter.
Get_Inc(t, gets) ==
  /\ IF gets THEN GetSucceeds(t) ELSE GetFails(t)
  /\ faults' = HolderTouch(obj[t]) \cup
               (IF gets /\ committed[obj[t]] THEN {"get after commit"} ELSE {})
  /\ UNCHANGED <<mutex, stopped, state, mem, next, bugNext, sum, scan,
                 hold, low, registered, committed>>

TryModuleGet_ThisCpuInc(t) ==
  /\ At(t, "TryModuleGet_ThisCpuInc") /\ Running(t)
  /\ Get_Inc(t, TRUE)
  /\ \E c \in CPUs : incs' = [incs EXCEPT ![obj[t]][c] = @ + 1]
  /\ UNCHANGED <<decs, refcnt>>

TryModuleGet_AtomicInc(t) ==
  /\ At(t, "TryModuleGet_AtomicInc") /\ Running(t)
  /\ Get_Inc(t, TRUE)
  /\ refcnt' = [refcnt EXCEPT ![obj[t]] = @ + 1]
  /\ UNCHANGED <<incs, decs>>

IncNotZeroGuard(m) == refcnt[m] # 0

TryModuleGet_IncNotZero(t) ==
  /\ At(t, "TryModuleGet_IncNotZero") /\ Running(t)
  /\ Get_Inc(t, IncNotZeroGuard(obj[t]))
  /\ refcnt' = [refcnt EXCEPT ![obj[t]] = IF IncNotZeroGuard(obj[t]) THEN @ + 1 ELSE @]
  /\ UNCHANGED <<incs, decs>>

\* trace_module_get reads the name and the count, in the section and with the reference.
TryModuleGet_Trace(t) ==
  /\ At(t, "TryModuleGet_Trace") /\ Running(t)
  /\ faults' = HolderTouch(obj[t])
  /\ Done(t) /\ LeaveSections(t)
  /\ UNCHANGED <<ret, mutex, stopped, state, mem, next, bugNext, countVars, ghostVars>>

-----------------------------------------------------------------------------
(* module_put                                                                *)

DecLabel == CASE PerCpuRefcount -> "ModulePut_ThisCpuInc"
              [] AtomicRefcount -> "ModulePut_AtomicDec"
              [] BaseRefcount   -> "ModulePut_DecIfPositive"
PutTrace == IF "module_put" \in Tracing THEN <<"ModulePut_Trace">> ELSE <<>>
ModulePut == <<"ModulePut_PreemptDisable", DecLabel>> \o PutTrace

ModulePut_Call(t, m) ==
  /\ t \in Users /\ Running(t) /\ PutsBalanceGets(m)
  /\ Call(t, m, ModulePut)
  /\ UNCHANGED <<ret, mutex, rcuVars, listVars, countVars, ghostVars>>

ModulePut_PreemptDisable(t) ==
  /\ At(t, "ModulePut_PreemptDisable") /\ Running(t)
  /\ EnterSection(t, "preempt") /\ Done(t)
  /\ UNCHANGED <<ret, mutex, stopped, listVars, countVars, ghostVars>>

\* What the three forms of the decrement share. A put that no get came before counts as one of a
\* reference, if there is any: the count cannot tell whose it was.
Put_Dec(t) ==
  /\ Done(t) /\ IF PutTrace # <<>> THEN UNCHANGED <<sect, gpWait>> ELSE LeaveSections(t)
  /\ LET m == obj[t]
     IN  IF IsInitHoldPut(t)
           THEN hold' = [hold EXCEPT ![m] = 0] /\ UNCHANGED refs
           ELSE refs' = [refs EXCEPT ![m] = IF @ = 0 THEN 0 ELSE @ - 1] /\ UNCHANGED hold
  /\ low' = [u \in Tasks |-> IF obj[u] = obj[t] /\ refs'[obj[t]] + hold'[obj[t]] < low[u]
                               THEN refs'[obj[t]] + hold'[obj[t]] ELSE low[u]]
  /\ UNCHANGED <<ret, mutex, stopped, state, mem, next, bugNext, sum, scan, registered, refused>>

ModulePut_ThisCpuInc(t) ==
  /\ At(t, "ModulePut_ThisCpuInc") /\ Running(t)
  /\ Put_Dec(t)
  /\ \E c \in CPUs : decs' = [decs EXCEPT ![obj[t]][c] = @ + 1]
  /\ faults' = HolderTouch(obj[t])
  /\ UNCHANGED <<incs, refcnt, committed>>

ModulePut_AtomicDec(t) ==
  /\ At(t, "ModulePut_AtomicDec") /\ Running(t)
  /\ Put_Dec(t)
  /\ refcnt' = [refcnt EXCEPT ![obj[t]] = @ - 1]
  /\ faults' = HolderTouch(obj[t])
  /\ UNCHANGED <<incs, decs, committed>>

\* The base is away: an unload is between its subtraction and its recovery.
BaseIsAway(m) == \E u \in Tasks : At(u, "TryReleaseModuleRef_Recover") /\ obj[u] = m

\* The last put while the base is away decides the unload (fact P2).
Decides(t) == refcnt[obj[t]] = 1 /\ BaseIsAway(obj[t])

\* atomic_dec_if_positive: at zero nothing is taken and WARN_ON fires.
ModulePut_DecIfPositive(t) ==
  /\ At(t, "ModulePut_DecIfPositive") /\ Running(t)
  /\ Put_Dec(t)
  /\ refcnt' = [refcnt EXCEPT ![obj[t]] = IF @ > 0 THEN @ - 1 ELSE @]
  /\ faults' = HolderTouch(obj[t]) \cup
               (IF refcnt[obj[t]] <= 0 THEN {"WARN_ON: module_put at zero"} ELSE {}) \cup
               (IF Decides(t) /\ refs'[obj[t]] + hold'[obj[t]] # 0
                  THEN {"commit while referenced"} ELSE {})
  /\ committed' = [committed EXCEPT ![obj[t]] = @ \/ Decides(t)]
  /\ UNCHANGED <<incs, decs>>

\* trace_module_put reads the module after its reference is gone (facts P14, F10).
ModulePut_Trace(t) ==
  /\ At(t, "ModulePut_Trace") /\ Running(t)
  /\ faults' = Fault(mem[obj[t]] = "freed", "use after free: tracepoint of module_put")
  /\ Done(t) /\ LeaveSections(t)
  /\ UNCHANGED <<ret, mutex, stopped, state, mem, next, bugNext, countVars, ghostVars>>

-----------------------------------------------------------------------------
(* module_refcount, by a reader that holds no lock                           *)

\* Decrements first: a put that is counted had its get counted too.
SumOrder == <<"ModuleRefcount_SumDecs", "ModuleRefcount_SumIncs">>

ModuleRefcount_Call(t, m) ==
  /\ t \in Readers /\ Running(t) /\ ExistenceGuaranteed(m)
  /\ Call(t, m, (IF PerCpuRefcount THEN SumOrder ELSE <<"ModuleRefcount_AtomicRead">>)
                \o <<"ModuleRefcount_Return">>)
  /\ low'  = [low EXCEPT ![t] = Outstanding(m)]
  /\ sum'  = [sum EXCEPT ![t] = 0]
  /\ scan' = [scan EXCEPT ![t] = 0]
  /\ UNCHANGED <<ret, mutex, rcuVars, listVars, incs, decs, refcnt,
                 refs, hold, registered, committed, refused>>

\* One CPU's number at a time: for_each_possible_cpu.
SumOneCpu(t, counters, sign) ==
  /\ sum' = [sum EXCEPT ![t] = @ + sign * counters[obj[t]][scan[t]]]
  /\ IF scan[t] + 1 \in CPUs
       THEN scan' = [scan EXCEPT ![t] = @ + 1] /\ UNCHANGED <<pc, obj>>
       ELSE scan' = [scan EXCEPT ![t] = 0] /\ Done(t)
  /\ UNCHANGED <<ret, mutex, rcuVars, listVars, incs, decs, refcnt, ghostVars>>

ModuleRefcount_SumDecs(t) ==
  At(t, "ModuleRefcount_SumDecs") /\ Running(t) /\ SumOneCpu(t, decs, -1)
ModuleRefcount_SumIncs(t) ==
  At(t, "ModuleRefcount_SumIncs") /\ Running(t) /\ SumOneCpu(t, incs, 1)

\* What is reported is without the base (facts P6, P7): what is outstanding, or one less while an
\* unload has the base, and -1 only when that unload is decided.
ReportedBase == IF BaseRefcount THEN MODULE_REF_BASE ELSE 0
MayReport(m, n) ==
  /\ n \in {Outstanding(m), Outstanding(m) - ReportedBase}
  /\ n = -1 => committed[m]

\* What the kernel subtracts: apart from the bound above, so that a negative can get it wrong.
LessBase == ReportedBase

ModuleRefcount_AtomicRead(t) ==
  /\ At(t, "ModuleRefcount_AtomicRead") /\ Running(t)
  /\ sum' = [sum EXCEPT ![t] = refcnt[obj[t]] - LessBase]
  /\ faults' = Fault(~MayReport(obj[t], sum'[t]), "module_refcount out of bounds")
  /\ Done(t)
  /\ UNCHANGED <<ret, mutex, rcuVars, state, mem, next, bugNext, incs, decs, refcnt, scan, ghostVars>>

ModuleRefcount_Return(t) ==
  /\ At(t, "ModuleRefcount_Return") /\ Running(t)
  /\ Got(t, sum[t])
  /\ sum' = [sum EXCEPT ![t] = 0]
  /\ low' = [low EXCEPT ![t] = 0]
  /\ Done(t)
  /\ UNCHANGED <<mutex, rcuVars, listVars, incs, decs, refcnt, scan,
                 refs, hold, registered, committed, refused>>

-----------------------------------------------------------------------------
RefcountInit ==
  /\ sum = [t \in Tasks |-> 0] /\ scan = [t \in Tasks |-> 0] /\ low = [t \in Tasks |-> 0]
  /\ decs = [m \in Modules |-> [c \in CPUs |-> 0]]
  /\ committed = [m \in Modules |-> FALSE] /\ refused = [m \in Modules |-> FALSE]
=============================================================================
