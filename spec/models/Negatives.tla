------------------------------ MODULE Negatives ------------------------------
(* The protocol with one thing wrong. A negative model's cfg replaces one    *)
(* operator of the protocol by one of these; nothing else differs from the   *)
(* model that it is the negative of, which holds.                            *)
EXTENDS MC

\* The base that makes an idle count differ from a released one.
NoBase == 0

\* GOING first, then the release.
GoingFirst == <<"TryStopModule_Going", "TryReleaseModuleRef_SubBase", "TryReleaseModuleRef_Recover">>

\* The recovery adds nothing back.
NothingBack == 0

\* The count is tested with the CPUs running.
TestWhileRunning ==
  IF PerCpuRefcount
    THEN <<"TryStopModule_SumDecs", "TryStopModule_SumIncs", "TryStopModule_TestZero">>
    ELSE <<"TryStopModule_AtomicRead", "TryStopModule_TestZero">>

\* Increments first: a put is counted whose get is not.
IncsFirst == <<"ModuleRefcount_SumIncs", "ModuleRefcount_SumDecs">>

\* The init hold is neither taken nor put.
NoHold == 0
InitWithoutHold == <<"DoInitModule_Live", "DoInitModule_MutexLock", "DoInitModule_DropInit",
                     "LoadModule_Return">>

\* free_module frees while the module is on the lists.
FreeFirst == <<"FreeModule_Trace", "FreeModule_Unformed", "FreeModule_Free", "FreeModule_MutexLock">>
             \o UnlinkOrder \o <<"FreeModule_MutexUnlock">>

\* The bug list is cleaned after the wait, as in patch 2, though it is an RCU list.
BugListLast == <<"FreeModule_ListDelRcu", "SynchronizeRcu_Begin", "FreeModule_BugCleanup">>

\* An error path that returns with the mutex held.
KeepMutex == <<"DeleteModule_Return">>

\* list_del where list_del_rcu should be.
PoisoningDel(list, m) == [list EXCEPT ![Prev(list, m)] = list[m], ![m] = Poison]

\* A failing init() that does not say GOING.
InitFailsQuietly == <<"SynchronizeSched_Begin">> \o ModulePut \o FreeModule \o <<"LoadModule_Return">>

\* A grace period that also waits for readers that came after it began.
NoReaderAtAll(t) == \A u \in Tasks : sect[u] = {}

\* The release takes more than the base.
TakesTwo == 2

\* What returns, where one of init(), exit() and notifiers does not.
InitAndExit == {"DoInitModule_Init", "DeleteModule_ExitEnd"}
ExitAndNotifiers == ModuleCode \ {"DoInitModule_Init"}
InitAndNotifiers == ModuleCode \ {"DeleteModule_ExitEnd"}

\* ENOENT and EBUSY change places.
SwappedErrors(m, forced) ==
  IF ~Formed(m) THEN EBUSY
  ELSE IF state[m] # LIVE \/ m \in Permanent THEN ENOENT ELSE 0

\* No test for a missing exit().
ForgetPermanent(m, forced) ==
  IF ~Formed(m) THEN ENOENT
  ELSE IF state[m] # LIVE THEN EBUSY ELSE 0

\* Who sets a probe keeps the reference.
NothingIsPut == <<>>

\* Environment assumptions turned off: a get whenever the memory was there once, or while COMING.
OnceLoaded(m) == mem[m] # "none"
\* Puts that no get came before, as many as show something.
PutsUnbalanced(m) == CASE PerCpuRefcount -> SumOver(decs[m], CPUs) + Cardinality(InPut(m)) < MaxIncs
                       [] AtomicRefcount -> refcnt[m] - Cardinality(InPut(m)) > -MaxIncs
                       [] BaseRefcount   -> TRUE
\* A caller takes no notice of a refusal (fact F23).
PutsThoughRefused(m) == refs[m] > Cardinality(InPut(m) \cup ReliedOn(m)) \/ (refused[m] /\ PutsUnbalanced(m))
WhileComing(m) == registered[m] \/ state[m] = COMING
=============================================================================
