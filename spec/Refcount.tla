------------------------------ MODULE Refcount -------------------------------
(* The module reference count in its three forms.                            *)
(*                                                                           *)
(* Models: try_module_get, __module_get, module_put and module_refcount, each*)
(*   in its atomic steps: per-CPU incs and decs (up to patch 3), one atomic_t*)
(*   (patch 4), an atomic_t that starts at MODULE_REF_BASE (patch 5). A task *)
(*   may get on one CPU and put on another.                                  *)
(* Fused: preempt_enable with the step before it, as it lets go and does     *)
(*   nothing else; a compare-and-exchange loop is its one success.           *)
(* Leaves out: memory ordering (the model is sequentially consistent), so    *)
(*   smp_wmb and smp_rmb show as the order of the two sums.                  *)
EXTENDS Environment

RefcountTypeOK ==
  /\ incs   \in [Modules -> [CPUs -> Nat]] /\ decs \in [Modules -> [CPUs -> Nat]]
  /\ refcnt \in [Modules -> Int]
  /\ sum    \in [Tasks -> Int] /\ scan \in [Tasks -> Nat]
  /\ refs   \in [Modules -> Nat] /\ hold \in [Modules -> {0, 1}]
  /\ low \in [Tasks -> Int] /\ high \in [Tasks -> Int]
  /\ registered \in [Modules -> BOOLEAN]
  /\ committed  \in [Modules -> BOOLEAN] /\ refused \in [Modules -> BOOLEAN]

\* What a reader that reads all at once would see, without the base.
Count(m) == CASE PerCpuRefcount -> SumOver(incs[m], CPUs) - SumOver(decs[m], CPUs)
              [] AtomicRefcount -> refcnt[m]
              [] BaseRefcount   -> refcnt[m] - MODULE_REF_BASE

Outstanding(m) == refs[m] + hold[m] + linkRefs[m]

\* What the readers of m's count are to know: from now on n references are outstanding.
Outstands(m, n) ==
  /\ low'  = [u \in Tasks |-> IF Counting(u, m) /\ n < low[u]  THEN n ELSE low[u]]
  /\ high' = [u \in Tasks |-> IF Counting(u, m) /\ n > high[u] THEN n ELSE high[u]]

\* A touch of struct module by somebody who relies on a reference.
HolderTouch(m) == Fault(mem[m] = "freed", UseAfterFreeByHolder)
\* Likewise by the loader, who relies on the init hold.
LoaderTouch(m) == Fault(mem[m] = "freed", UseAfterFreeByLoader)

-----------------------------------------------------------------------------
(* try_module_get                                                            *)

IncLabel == CASE PerCpuRefcount -> "TryModuleGet_ThisCpuInc"
              [] AtomicRefcount -> "TryModuleGet_AtomicInc"
              [] BaseRefcount   -> "TryModuleGet_IncNotZero"
GetTrace == IF "module_get" \in Tracing THEN <<"TryModuleGet_Trace">> ELSE <<>>

\* The section that a get or a put is. stop_machine waits for it, up to patch 4, and so does a grace
\* period: that matters to a tracepoint after the decrement, as else the reference does what the section
\* does. From v6.5 on there is none on a preemptible kernel (and without preemption there always is).
PreemptDisable(label) ==
  IF TestsUnderStopMachine \/ (Tracing # {} /\ ~(GetAndPutPreemptible /\ Preemptible)) THEN <<label>>
                                                                                       ELSE <<>>

\* Within a section that a lookup has begun, and as a call of its own.
TryModuleGetInSection == <<"TryModuleGet_IsLive", IncLabel>> \o GetTrace
TryModuleGet == PreemptDisable("TryModuleGet_PreemptDisable") \o TryModuleGetInSection

TryModuleGet_Call(t, m) ==
  /\ t \in Users /\ Running(t) /\ GetMayBegin(m)
  /\ Call(t, m, TryModuleGet)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, listVars, countVars, ghostVars>>

TryModuleGet_PreemptDisable(t) ==
  /\ At(t, "TryModuleGet_PreemptDisable") /\ Running(t)
  /\ EnterSection(t, "preempt") /\ Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, stopped, listVars, countVars, ghostVars>>

\* What a call returned is kept for its trace event only: nobody else asks for it later.
Got(t, value) == ret' = [ret EXCEPT ![t] = IF Tracing # {} THEN value ELSE 0]

\* What comes after a get that is refused. In exit() that depends on how scsi_device_get is written:
\* it gives up, or takes no notice.
RECURSIVE AfterGet(_)
AfterGet(seq)   == IF seq = <<>> \/ seq[1] \notin GetLabels \cup {"TryModuleGet_Trace"}
                     THEN seq ELSE AfterGet(Tail(seq))
AfterRefusal(t) == CASE CalledByExit(t) /\ ScsiGets = "try" -> From("DeleteModule_ExitEnd", pc[t])
                     [] t \in FprobeSetters -> <<>>   \* nothing is probed
                     [] OTHER -> AfterGet(pc[t])

GetFails(t) ==
  /\ Jump(t, AfterRefusal(t)) /\ LeaveSections(t)
  /\ Got(t, 0)
  /\ refused' = [refused EXCEPT ![obj[t]] = TRUE]
  /\ UNCHANGED <<refs, low, high>>

\* With the increment the section ends, here, or after the tracepoint.
GetSucceeds(t) ==
  /\ Done(t) /\ IF GetTrace # <<>> THEN UNCHANGED <<sect, gpWait>> ELSE LeaveSections(t)
  /\ Got(t, 1)
  /\ refs' = [refs EXCEPT ![obj[t]] = @ + 1]
  /\ Outstands(obj[t], Outstanding(obj[t]) + 1)
  /\ UNCHANGED refused

\* So UNFORMED counts as live (fact F7).
ModuleIsLive(m) == state[m] # GOING

TryModuleGet_IsLive(t) ==
  /\ At(t, "TryModuleGet_IsLive") /\ Running(t)
  /\ faults' = HolderTouch(obj[t]) \cup
               If(committed[obj[t]] /\ state[obj[t]] = COMING, FailedLoadTakenForLive)
  /\ IF ModuleIsLive(obj[t])
       THEN Done(t) /\ UNCHANGED <<ret, sect, gpWait, refs, low, high, refused>>
       ELSE GetFails(t)
  /\ UNCHANGED <<loadVars, mutex, stopped, state, mem, next, bugNext, countVars,
                 hold, registered, committed>>

\* What is wrong with a get that succeeds now.
GetFaults(m) == If(committed[m], GetAfterCommit) \cup If(state[m] = GOING, GetWhileGoing)
                \cup If(state[m] = UNFORMED, GetWhileUnformed)

\* What the three forms of the increment share, but for the counter.
Get_Inc(t, gets) ==
  /\ IF gets THEN GetSucceeds(t) ELSE GetFails(t)
  /\ faults' = HolderTouch(obj[t]) \cup (IF gets THEN GetFaults(obj[t]) ELSE {})
  /\ UNCHANGED <<loadVars, mutex, stopped, state, mem, next, bugNext, sum, scan,
                 hold, registered, committed>>

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
  /\ UNCHANGED <<loadVars, ret, mutex, stopped, state, mem, next, bugNext, countVars, ghostVars>>

-----------------------------------------------------------------------------
(* __module_get: no question is asked. The caller has a reference already, or*)
(* so it should be: exit() that uses a device of its own module has not.     *)

\* One more, in whichever form the count is.
CountInc(m) ==
  IF PerCpuRefcount
    THEN (\E c \in CPUs : incs' = [incs EXCEPT ![m][c] = @ + 1]) /\ UNCHANGED <<decs, refcnt>>
    ELSE refcnt' = [refcnt EXCEPT ![m] = @ + 1] /\ UNCHANGED <<incs, decs>>

ModuleGetTrace == IF "module_get" \in Tracing THEN <<"ModuleGet_Trace">> ELSE <<>>
ModuleGet == PreemptDisable("ModuleGet_PreemptDisable") \o <<"ModuleGet_Inc">> \o ModuleGetTrace

ModuleGet_Call(t, m) ==
  /\ t \in Borrowers /\ Running(t) /\ PutsBalanceGets(m) /\ GetMayBegin(m)
  /\ Call(t, m, ModuleGet)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, listVars, countVars, ghostVars>>

ModuleGet_PreemptDisable(t) ==
  /\ At(t, "ModuleGet_PreemptDisable") /\ Running(t)
  /\ EnterSection(t, "preempt") /\ Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, stopped, listVars, countVars, ghostVars>>

\* The count of a module whose unload is decided.
ZeroForGood(m) == IF BaseRefcount THEN refcnt[m] = 0 ELSE committed[m] /\ Count(m) = 0

ModuleGet_Inc(t) ==
  /\ At(t, "ModuleGet_Inc") /\ Running(t)
  /\ CountInc(obj[t])
  /\ refs' = [refs EXCEPT ![obj[t]] = @ + 1]
  /\ Outstands(obj[t], Outstanding(obj[t]) + 1)
  /\ faults' = HolderTouch(obj[t]) \cup If(ZeroForGood(obj[t]), CountLiftedFromZero)
  /\ Done(t) /\ IF ModuleGetTrace # <<>> THEN UNCHANGED <<sect, gpWait>> ELSE LeaveSections(t)
  /\ UNCHANGED <<loadVars, ret, mutex, stopped, state, mem, next, bugNext, sum, scan,
                 hold, registered, committed, refused>>

ModuleGet_Trace(t) ==
  /\ At(t, "ModuleGet_Trace") /\ Running(t)
  /\ faults' = HolderTouch(obj[t])
  /\ Done(t) /\ LeaveSections(t)
  /\ UNCHANGED <<loadVars, ret, mutex, stopped, state, mem, next, bugNext, countVars, ghostVars>>

-----------------------------------------------------------------------------
(* module_put                                                                *)

DecLabel == CASE PerCpuRefcount -> "ModulePut_ThisCpuInc"
              [] AtomicRefcount -> "ModulePut_AtomicDec"
              [] BaseRefcount   -> "ModulePut_DecIfPositive"
PutTrace == IF "module_put" \in Tracing THEN <<"ModulePut_Trace">> ELSE <<>>
ModulePutInSection == <<DecLabel>> \o PutTrace
ModulePut == PreemptDisable("ModulePut_PreemptDisable") \o ModulePutInSection

ModulePut_Call(t, m) ==
  /\ t \in Users \cup Borrowers \cup SymbolGetters \cup Probers \cup Connectors
  /\ Running(t) /\ PutsBalanceGets(m)
  /\ Call(t, m, ModulePut)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, listVars, countVars, ghostVars>>

ModulePut_PreemptDisable(t) ==
  /\ At(t, "ModulePut_PreemptDisable") /\ Running(t)
  /\ EnterSection(t, "preempt") /\ Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, stopped, listVars, countVars, ghostVars>>

PutTouch(t) == IF IsInitHoldPut(t) THEN LoaderTouch(obj[t]) ELSE HolderTouch(obj[t])

\* What the three forms of the decrement share. A put that no get came before counts as one of a
\* reference, if there is any: the count cannot tell whose it was.
Put_Dec(t) ==
  /\ Done(t) /\ IF PutTrace # <<>> \/ t \in Kthreads THEN UNCHANGED <<sect, gpWait>> ELSE LeaveSections(t)
  /\ LET m == obj[t]
     IN  IF IsInitHoldPut(t)
           THEN hold' = [hold EXCEPT ![m] = 0] /\ UNCHANGED refs
           ELSE refs' = [refs EXCEPT ![m] = IF @ = 0 THEN 0 ELSE @ - 1] /\ UNCHANGED hold
  /\ Outstands(obj[t], refs'[obj[t]] + hold'[obj[t]] + linkRefs[obj[t]])
  /\ UNCHANGED <<loadVars, ret, mutex, stopped, state, mem, next, bugNext, sum, scan, registered, refused>>

ModulePut_ThisCpuInc(t) ==
  /\ At(t, "ModulePut_ThisCpuInc") /\ Running(t)
  /\ Put_Dec(t)
  /\ \E c \in CPUs : decs' = [decs EXCEPT ![obj[t]][c] = @ + 1]
  /\ faults' = PutTouch(t)
  /\ UNCHANGED <<incs, refcnt, committed>>

ModulePut_AtomicDec(t) ==
  /\ At(t, "ModulePut_AtomicDec") /\ Running(t)
  /\ Put_Dec(t)
  /\ refcnt' = [refcnt EXCEPT ![obj[t]] = @ - 1]
  /\ faults' = PutTouch(t)
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
  /\ faults' = PutTouch(t) \cup If(refcnt[obj[t]] <= 0, WarnOnPutAtZero) \cup
               If(Decides(t) /\ refs'[obj[t]] + hold'[obj[t]] + linkRefs[obj[t]] # 0, CommitWhileReferenced)
  /\ committed' = [committed EXCEPT ![obj[t]] = @ \/ Decides(t)]
  /\ UNCHANGED <<incs, decs>>

\* trace_module_put reads the module after its reference is gone (facts P14, F10).
ModulePut_Trace(t) ==
  /\ At(t, "ModulePut_Trace") /\ Running(t)
  /\ faults' = Fault(mem[obj[t]] = "freed", UseAfterFreeByTracepoint)
  /\ Done(t) /\ LeaveSections(t)
  /\ UNCHANGED <<loadVars, ret, mutex, stopped, state, mem, next, bugNext, countVars, ghostVars>>

-----------------------------------------------------------------------------
(* module_refcount, by a reader that holds no lock                           *)

\* Decrements first: a put that is counted had its get counted too.
SumOrder == <<"ModuleRefcount_SumDecs", "ModuleRefcount_SumIncs">>

ModuleRefcount_Call(t, m) ==
  /\ t \in Readers /\ Running(t) /\ ExistenceGuaranteed(m)
  /\ Call(t, m, (IF PerCpuRefcount THEN SumOrder ELSE <<"ModuleRefcount_AtomicRead">>)
                \o <<"ModuleRefcount_Return">>)
  /\ low'  = [low EXCEPT ![t] = Outstanding(m)]
  /\ high' = [high EXCEPT ![t] = Outstanding(m)]
  /\ sum'  = [sum EXCEPT ![t] = 0]
  /\ scan' = [scan EXCEPT ![t] = 0]
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, listVars, incs, decs, refcnt,
                 refs, hold, registered, committed, refused>>

\* One CPU's number at a time: for_each_possible_cpu.
SumOneCpu(t, counters, sign) ==
  /\ sum' = [sum EXCEPT ![t] = @ + sign * counters[obj[t]][scan[t]]]
  /\ IF scan[t] + 1 \in CPUs
       THEN scan' = [scan EXCEPT ![t] = @ + 1] /\ UNCHANGED <<pc, obj>>
       ELSE scan' = [scan EXCEPT ![t] = 0] /\ Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, listVars, incs, decs, refcnt, ghostVars>>

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
  /\ faults' = Fault(~MayReport(obj[t], sum'[t]), RefcountOutOfBounds) \cup
               If(sum'[t] < 0 /\ ~RefcountIsSigned, RefcountIsHuge)
  /\ Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, state, mem, next, bugNext, incs, decs, refcnt, scan,
                 ghostVars>>

ModuleRefcount_Return(t) ==
  /\ At(t, "ModuleRefcount_Return") /\ Running(t)
  /\ Got(t, sum[t])
  /\ sum' = [sum EXCEPT ![t] = 0]
  /\ low' = [low EXCEPT ![t] = 0] /\ high' = [high EXCEPT ![t] = 0]
  /\ Done(t)
  /\ UNCHANGED <<loadVars, mutex, rcuVars, listVars, incs, decs, refcnt, scan,
                 refs, hold, registered, committed, refused>>

-----------------------------------------------------------------------------
RefcountInit ==
  /\ sum = [t \in Tasks |-> 0] /\ scan = [t \in Tasks |-> 0]
  /\ low = [t \in Tasks |-> 0] /\ high = [t \in Tasks |-> 0]
  /\ decs = [m \in Modules |-> [c \in CPUs |-> 0]]
  /\ committed = [m \in Modules |-> FALSE] /\ refused = [m \in Modules |-> FALSE]
=============================================================================
