------------------------------- MODULE Kernel -------------------------------
(* The kernel as a parameter, and the names that every other module uses.    *)
(*                                                                           *)
(* Models: which of the five patches of the series "module: Remove           *)
(*   stop_machine from module unloading" (Masami Hiramatsu, 2014) are        *)
(*   applied, whether the kernel is preemptible, and who takes part.         *)
(* Leaves out: later kernels and fixes. They belong here, as further         *)
(*   predicates on the kernel, so that no other module grows a version test. *)
EXTENDS Integers, Sequences, FiniteSets

CONSTANTS
  Patches,       \* how many of the five patches are applied, in order: 0 is v3.18
  Preemptible,   \* CONFIG_PREEMPT: kernel code outside preempt-off sections can be preempted
  Modules,       \* slots for a struct module; a slot stands for one name, loaded again and again
  CPUs,          \* 0 .. n-1
  \* The tasks by role. A task may have several roles; a role may be empty.
  Users,         \* call try_module_get and module_put
  Readers,       \* call module_refcount (sysfs, /proc/modules)
  ListWalkers,   \* walk the module list (__module_address, kallsyms)
  BugWalkers,    \* walk module_bug_list (module_find_bug)
  Unloaders,     \* call delete_module
  Loaders        \* call load_module

Tasks == Users \cup Readers \cup ListWalkers \cup BugWalkers \cup Unloaders \cup Loaders

ASSUME KernelIsAPrefix   == Patches \in 0 .. 5 /\ Preemptible \in BOOLEAN
ASSUME SomebodyIsThere   == Modules # {} /\ Tasks # {} /\ CPUs # {}
ASSUME CpusAreNumbers    == CPUs = 0 .. Cardinality(CPUs) - 1

None == "none"       \* no task, no module
ListHead == "head"   \* the head of a list
Poison == "poison"   \* LIST_POISON1, what list_del leaves in a next pointer
ASSUME NamesAreFree == {None, ListHead, Poison} \cap (Tasks \cup Modules) = {}

-----------------------------------------------------------------------------
(* What the patches change. This is the only place that asks for Patches.    *)

\* struct module's count: per-CPU pairs up to patch 3, then one atomic_t, then one with a base.
PerCpuRefcount     == Patches <= 3
AtomicRefcount     == Patches = 4
BaseRefcount       == Patches = 5

\* delete_module tests the count with every CPU stopped (patch 5 releases the base instead).
TestsUnderStopMachine == Patches <= 4

\* free_module unlinks with every CPU stopped (patch 2 unlinks under RCU instead).
UnlinksUnderStopMachine == Patches <= 1

\* load_module's failure path waits for a grace period before it frees (patch 1).
FailedLoadWaits    == Patches >= 1

\* module_bug_list is an RCU list with rcu readers, and is cleaned before the wait (patch 3).
BugListIsRcu       == Patches >= 3

MODULE_REF_BASE    == 1

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
=============================================================================
