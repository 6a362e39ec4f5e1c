------------------------------- MODULE Kernel -------------------------------
(* The kernel as a parameter: a set of named changes against v3.18, which is *)
(* the kernel before the series "module: Remove stop_machine from module     *)
(* unloading" (Masami Hiramatsu, 2014, five patches).                        *)
(*                                                                           *)
(* This is the only module that knows the changes. The others ask the        *)
(* predicates below, so a new kernel version or a new patch is a name here,  *)
(* a predicate, the action that it changes, and its row in kernels.yaml,     *)
(* which says which kernel has which changes and where that is known from.   *)
EXTENDS Integers, Sequences, FiniteSets, TLC

CONSTANTS
  Changes,       \* what this kernel has
  Asked          \* the changes that the model's verdict may depend on, says the catalogue

\* Every change, and what it builds on. A kernel that has a change without that makes no sense.
BuildsOn ==
     "preempt"               :> {}  \* CONFIG_PREEMPT
  @@ "patch1"                :> {}
  @@ "patch2"                :> {"patch1"}
  @@ "patch3"                :> {"patch2"}
  @@ "patch4"                :> {"patch3"}
  @@ "patch5"                :> {"patch4"}
  @@ "signed-refcount"       :> {"patch5"}
  @@ "scsi-always-gets"      :> {}
  @@ "notifier-on-failure"   :> {}
  @@ "rcu-sched"             :> {"patch3"}
  @@ "symbol-put-addr-locks" :> {}
  @@ "flavours-merged"       :> {}
  @@ "wait-for-going"        :> {}
  @@ "wake-on-unload"        :> {}
  @@ "rwx-enforced"          :> {}
  @@ "going-on-failure"      :> {"notifier-on-failure"}
  @@ "scsi-tries"            :> {"scsi-always-gets"}
  @@ "duplicate-ebusy"       :> {"wait-for-going"}
  @@ "get-put-preemptible"   :> {"patch5"}
  @@ "misaligned-cleans-up"  :> {"rwx-enforced"}
  @@ "kprobes-one-lookup"    :> {}
  @@ "ro-failure-unloads"    :> {}
  @@ "ro-failure-ignored"    :> {"ro-failure-unloads"}
  @@ "rcu-readers"           :> {"rcu-sched", "flavours-merged"}
  @@ "descriptor-in-section" :> {}
  @@ "lockdep-waits"         :> {}
  @@ "bug-cleanup-last"      :> {"notifier-on-failure"}
  @@ "notifier-refuses"      :> {"bug-cleanup-last"}
  @@ "refused-is-going"      :> {"notifier-refuses"}
  @@ "early-mod-check"       :> {"duplicate-ebusy"}
  @@ "kunit-asks-live"       :> {}
  @@ "utf8-puts-by-name"     :> {}
  @@ "fprobe-gets"           :> {}
  @@ "tprobe-drops-lock"     :> {}
  @@ "idempotent-loads"      :> {}
  @@ "idempotent-killable"   :> {"idempotent-loads"}
  @@ "vsock-locks"           :> {}
  @@ "codetag-fails-load"    :> {"bug-cleanup-last"}
  @@ "codetag-error-kept"    :> {"codetag-fails-load"}
  @@ "long-name-refused"     :> {}
  @@ "bug-entry-brought"     :> {}
  @@ "init-eexist-is-ebusy"  :> {}
  @@ "sprint-symbol-in-section" :> {}
  @@ "kprobes-let-go"        :> {}

AllChanges == DOMAIN BuildsOn

ASSUME EveryChangeIsKnown         == Changes \cup Asked \subseteq AllChanges
ASSUME EveryChangeHasWhatItNeeds  == \A change \in Changes : BuildsOn[change] \subseteq Changes

\* A model may ask only for the changes that it says its verdict depends on. So a run of it stands for
\* every kernel that agrees with the run's kernel on these.
Has(change) == IF change \in Asked THEN change \in Changes
               ELSE Assert(FALSE, "the model does not say in the catalogue that it asks for " \o change)

-----------------------------------------------------------------------------
(* What the changes change: the only place that asks for them.               *)

Preemptible == Has("preempt")

\* struct module's count: per-CPU pairs up to patch 3, then one atomic_t, then one with a base.
PerCpuRefcount     == ~Has("patch4")
AtomicRefcount     == Has("patch4") /\ ~Has("patch5")
BaseRefcount       == Has("patch5")

\* delete_module tests the count with every CPU stopped (patch 5 releases the base instead).
TestsUnderStopMachine == ~Has("patch5")

\* free_module unlinks with every CPU stopped (patch 2 unlinks under RCU instead).
UnlinksUnderStopMachine == ~Has("patch2")

\* load_module's failure path waits for a grace period before it frees (patch 1).
FailedLoadWaits    == Has("patch1")

\* module_bug_list is an RCU list with rcu readers, and is cleaned before the wait (patch 3).
BugListIsRcu       == Has("patch3")

\* The flavour that the unlinking waits for (0be964be0d45), and that walkers use (the series "module:
\* Use RCU instead of RCU-sched"). A grace period waits for all flavours once they are merged.
UnlinkWaitsFor     == IF Has("rcu-sched") /\ ~Has("rcu-readers") THEN "sched" ELSE "rcu"
ListWalkersUse     == IF Has("rcu-readers") THEN "rcu" ELSE "preempt"
BugWalkersUse      == CASE ~BugListIsRcu -> "preempt"
                        [] BugListIsRcu /\ Has("rcu-sched") /\ ~Has("rcu-readers") -> "preempt"
                        [] OTHER -> "rcu"
FlavoursAreMerged  == Has("flavours-merged")

\* try_module_get and module_put no longer disable preemption (cb0b50b813f6).
GetAndPutPreemptible == Has("get-put-preemptible")

\* module_refcount returns a signed number (d5db139ab376).
RefcountIsSigned   == Has("signed-refcount")

\* How scsi_device_get takes its reference, which it does in a module's exit() too.
ScsiGets           == CASE Has("scsi-tries") -> "try"
                        [] Has("scsi-always-gets") /\ ~Has("scsi-tries") -> "always"
                        [] OTHER -> "try, and put only what is not zero"

\* A load that fails after complete_formation: GOING notifiers are called, GOING is set.
FailureNotifies    == Has("notifier-on-failure")
FailureIsGoing     == Has("going-on-failure")

\* A load that finds its name taken: it waits for a GOING module too (6e6de3dee51a), it looks
\* once more and says EBUSY (0254127ab977), and it is woken by delete_module (5d603311615f).
WaitsForGoing      == Has("wait-for-going") /\ ~Has("duplicate-ebusy")
LooksOnceMore      == Has("duplicate-ebusy")
UnloadWakes        == Has("wake-on-unload")

\* complete_formation refuses a misaligned section; the module's entry stays on module_bug_list.
RwxIsEnforced      == Has("rwx-enforced")
MisalignedLeavesBugEntry == Has("rwx-enforced") /\ ~Has("misaligned-cleans-up")

\* A module that is LIVE already is unloaded when ro_after_init cannot be set (d1909c022173, 110b1e070f1d).
LateRoFailureUnloads == Has("ro-failure-unloads") /\ ~Has("ro-failure-ignored")

\* A load that fails late calls the GOING notifiers before it takes the bug entry off (4.1 to 4.5: after).
BugCleanupComesLast == Has("bug-cleanup-last")

\* A COMING notifier that refuses a module makes its load fail; GOING is set from 5e8ed280dab9 on.
RefusalIsHeard     == Has("notifier-refuses")
RefusedIsGoing     == Has("refused-is-going")

\* Allocation tags that cannot be set up make a load fail (93cc3a648d22), and the error is returned.
CodetagFailsLoad   == Has("codetag-fails-load")
CodetagErrorIsLost == ~Has("codetag-error-kept")

\* load_module looks for the name before it allocates, too.
LooksEarly         == Has("early-mod-check")

\* delete_module refuses a name that is too long, instead of cutting it off.
LongNameIsRefused  == Has("long-name-refused")

\* EEXIST, if init() returns it, is turned into EBUSY (743f8cae549a).
InitExistsIsBusy   == Has("init-eexist-is-ebusy")

\* Callers of the module loader, each with the mistake or without.
SymbolPutAddrLocks == Has("symbol-put-addr-locks")
KprobesLookUpOnce  == Has("kprobes-one-lookup")
DescriptorInSection == Has("descriptor-in-section")
SprintSymbolInSection == Has("sprint-symbol-in-section")
Utf8PutsByName     == Has("utf8-puts-by-name")
FprobeGets         == Has("fprobe-gets")
TprobeKeepsLock    == ~Has("tprobe-drops-lock")
VsockLocks         == Has("vsock-locks")
LockdepWaits       == Has("lockdep-waits")
KunitAsksLive      == Has("kunit-asks-live")
KprobesLetGo       == Has("kprobes-let-go")

\* A load of a file that is being loaded waits for the result of that load, and a signal ends the wait.
WaitsCanBeKilled   == Has("idempotent-killable")

MODULE_REF_BASE    == 1

-----------------------------------------------------------------------------
(* What a run tells the checker: which actions somebody takes (Takers).      *)

Tells(takers) == PrintT(<<"takes", {action \in DOMAIN takers : takers[action]}>>)

-----------------------------------------------------------------------------
(* Module states and error numbers, as the kernel names them.                *)

LIVE     == "LIVE"
COMING   == "COMING"
GOING    == "GOING"
UNFORMED == "UNFORMED"
States == {LIVE, COMING, GOING, UNFORMED}

EPERM       == 1
ENOENT      == 2
EINTR       == 4
EIO         == 5      \* stands for whatever a failing init() or a failing load returns
EWOULDBLOCK == 11
EFAULT      == 14
EBUSY       == 16
EEXIST      == 17
=============================================================================
