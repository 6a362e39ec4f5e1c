-------------------------------- MODULE State --------------------------------
(* The variables of the whole specification, in groups, and what a task is.  *)
(*                                                                           *)
(* pc[t] is a sequence of labels, the next one first, and a label is the     *)
(* name of the action that takes it. So the order in which a kernel function *)
(* does its work is a tuple that can be read beside the patch, a call puts   *)
(* the callee's tuple in front, and an idle task is one with nothing to do.  *)
(* Ghosts are not in the kernel: the properties are said in terms of them.   *)
EXTENDS Roles

VARIABLES            \* tasks (this module)
  pc,                \* task -> the labels still to do
  obj,               \* task -> the module in hand, ListHead for a walker before the first entry, or None
  ret,               \* task -> what its call returns: an errno negated, a truth value as 0 or 1, a count
  mutex              \* module_mutex: its owner, or None

VARIABLES            \* StopMachine, Rcu
  sect,              \* task -> the sections that it is in: a subset of {"rcu", "preempt"}
  gpWait,            \* task -> the readers that its grace period still waits for
  stopped            \* the task for which stop_machine parks the other CPUs, or None

VARIABLES            \* ModuleList
  state,             \* module -> LIVE, COMING, GOING, UNFORMED; left as it was when the memory goes
  mem,               \* module -> "none" (never loaded), "allocated", "freed"
  next,              \* modules: module or ListHead -> what its next pointer holds
  bugNext,           \* module_bug_list likewise
  faults             \* ghost: what went wrong so far, see Faults

VARIABLES            \* Dependencies, Load, Unload
  uses,              \* module -> the modules that it links to (target_list; source_list is its inverse)
  linkRefs,          \* ghost: module -> references that links to it hold
  asleep,            \* the tasks that sleep on module_wq
  lastUnloaded       \* last_unloaded_module, as two halves of a string

VARIABLES            \* Refcount: the count
  incs, decs,        \* module -> CPU -> how many; only up to patch 3
  refcnt,            \* module -> the atomic_t; only from patch 4 on
  sum,               \* task -> what it has read of the count so far
  scan               \* task -> the next CPU whose pair it reads, one after another

VARIABLES            \* Refcount: what the count is to say
  refs,              \* ghost: module -> references outstanding, the init hold apart
  hold,              \* ghost: module -> 1 while the init hold is taken
  low, high,         \* ghost: task -> fewest, most outstanding since its module_refcount began
  registered,        \* module -> its interface is there to be found, so gets may come
  committed,         \* ghost: module -> its end is decided: it is unloaded, or its load has failed
  refused            \* ghost: module -> a get was refused in this life

taskVars  == <<pc, obj, ret, mutex>>
rcuVars   == <<sect, gpWait, stopped>>
listVars  == <<state, mem, next, bugNext, faults>>
countVars == <<incs, decs, refcnt, sum, scan>>
ghostVars == <<refs, hold, low, high, registered, committed, refused>>
loadVars  == <<uses, linkRefs, asleep, lastUnloaded>>
vars      == <<taskVars, rcuVars, listVars, loadVars, countVars, ghostVars>>

TasksTypeOK ==
  /\ \A t \in Tasks : \A i \in 1 .. Len(pc[t]) : pc[t][i] \in STRING
  /\ obj \in [Tasks -> Modules \cup {None, ListHead}]
  /\ ret \in [Tasks -> Int]
  /\ mutex \in Tasks \cup {None}
  /\ asleep \subseteq Tasks

TasksInit ==
  /\ pc    = [t \in Tasks |-> <<>>]
  /\ obj   = [t \in Tasks |-> None]
  /\ ret   = [t \in Tasks |-> 0]
  /\ mutex = None
  /\ asleep = {}

-----------------------------------------------------------------------------
Idle(t)       == pc[t] = <<>>
At(t, label)  == pc[t] # <<>> /\ pc[t][1] = label
Next1(t)      == IF Idle(t) THEN None ELSE pc[t][1]
\* The step is still to be done, now or later.
Ahead(t, label) == \E i \in 1 .. Len(pc[t]) : pc[t][i] = label

\* The step is done, and these are left to do. Who has nothing left holds no pointer.
Jump(t, seq)  == /\ pc'  = [pc EXCEPT ![t] = seq]
                 /\ obj' = IF seq = <<>> THEN [obj EXCEPT ![t] = None] ELSE obj
\* On with the next.
Done(t)       == Jump(t, Tail(pc[t]))
\* These first, then the rest.
Then(t, seq)  == Jump(t, seq \o Tail(pc[t]))
\* What is left from a label on.
RECURSIVE From(_, _)
From(label, seq) == IF seq[1] = label THEN seq ELSE From(label, Tail(seq))
\* An idle task calls a function on module m.
Call(t, m, seq) == Idle(t) /\ pc' = [pc EXCEPT ![t] = seq] /\ obj' = [obj EXCEPT ![t] = m]

\* Guards that a negative model can drop have a name of their own.
MutexIsFree   == mutex = None
MutexLock(t)  == MutexIsFree /\ mutex' = t
MutexUnlock(t) == mutex' = None

\* A step that does nothing else.
LocksMutex(t) ==
  /\ MutexLock(t)
  /\ Done(t)
  /\ UNCHANGED <<loadVars, ret, rcuVars, listVars, countVars, ghostVars>>
UnlocksMutex(t) ==
  /\ MutexUnlock(t)
  /\ Done(t)
  /\ UNCHANGED <<loadVars, ret, rcuVars, listVars, countVars, ghostVars>>
=============================================================================
