---------------------------- MODULE TraceProtocol ----------------------------
(* Is what a log says about one module a behaviour of the protocol?          *)
(*                                                                           *)
(* Models: the series' end and the kernels after it (from patch 5 on), as    *)
(*   they are: Next is not changed, but conjoined with one predicate per        *)
(*   tracepoint. A behaviour of TraceSpec in which cursor reaches the end of *)
(*   the log is one that explains it; steps that emit nothing are silent.    *)
(* The log is not in this module: LineAt, OperationOf and MaxInitialRefs are *)
(*   overridden by Java. Their arguments are never constant, so that TLC     *)
(*   asks each time. A protocol task stands for whichever log task is in an  *)
(*   operation; what one protocol task does is one operation after another,  *)
(*   which log tasks or one CPU certainly did one after another.             *)
(* A get or put: read-modify-write, then the timestamp of its line, then the *)
(*   read of the count that the line prints. So the line is taken while the  *)
(*   task is between the two (TakeLine), the read is the protocol's own step *)
(*   TryModuleGet_Trace or ModulePut_Trace, some time later, and must find   *)
(*   what was printed. It comes before the next line of its task, and with   *)
(*   preemption off before the next line of its CPU (`due` of that line).    *)
(* A gate is the number of a line: the step behind it comes after that line. *)
(* What the environment must not do it may have done all the same: a put     *)
(*   without a reference, a get at zero, a touch of what is freed. Such a log*)
(*   is a behaviour, in which a property is violated.                        *)
(* Run: ./check trace LOG.                                                   *)
EXTENDS Properties

VARIABLES
  cursor,      \* how many lines of the log are explained
  nth,         \* task -> how many of its operations it has begun
  dependents   \* unloader -> another module is taken to use the module that it unloads

traceVars == <<cursor, nth, dependents>>

UNKNOWN == -268435456     \* no value is known
NEVER   == 268435456      \* a gate that stays closed
PHANTOM == "phantom"      \* unloads that fail, and that the log could not show

M == CHOOSE m \in Modules : TRUE

\* How a load in a log ends, the log says (in the cfg).
AllLoaders == Loaders

\* Overridden. Line i of the log; kind "end" after the last.
LineAt(i) == [kind |-> "end", task |-> None, nth |-> 0, value |-> UNKNOWN, due |-> <<>>]
\* Overridden. The k-th operation of task t; kind "none" after the last.
OperationOf(t, k) ==
  [kind |-> "none", from |-> NEVER, line |-> NEVER, value |-> UNKNOWN, old |-> UNKNOWN, after |-> 0,
   result |-> UNKNOWN,
   formed |-> 0, load |-> NEVER, sub |-> UNKNOWN, notZero |-> 0, readd |-> UNKNOWN, going |-> 0,
   free |-> NEVER,
   dependents |-> "no", then |-> ""]
\* Overridden. No more references than this were held when the log began.
MaxInitialRefs(i) == 0

Now(t)  == OperationOf(t, nth[t])
Soon(t) == OperationOf(t, nth[t] + 1)

Passed(gate)   == cursor >= gate
Known(v)       == v # UNKNOWN
Exactly(old)   == Known(old) => refcnt[M] = old
Returns(t, op) == Known(op.result) => ret[t] = op.result

-----------------------------------------------------------------------------
(* What the environment may do is what it did: these replace the protocol's  *)
(* assumptions (in the cfg).                                                 *)

\* A pointer may be kept for longer than the module is there.
TraceExistence(m)     == mem[m] # "none"
\* Nor need a put have a get before it.
TracePuts(m)          == mem[m] # "none"
\* exit() need not have waited for anybody.
TraceOnTheWayIn(m)    == {}
\* A delete_module on its way to the mutex has only a name in hand.
TraceNobodyRefersToTheOld(m) ==
  refs[m] = 0 /\ \A u \in Tasks : obj[u] = m => Next1(u) # "LoadModule_AddUnformed"
TraceHasDependents(m) == \E t \in Unloaders : mutex = t /\ dependents[t]

-----------------------------------------------------------------------------
(* The module is not there when the log begins, or it is LIVE, or its load is*)
(* under way (COMING, before module_load or after it), with as many          *)
(* references as the log will show.                                          *)

\* A load of which the log has the end only.
IsUnderWay(t) == LET op == OperationOf(t, 1) IN op.kind = "load" /\ op.from = 0

\* What it has still to do.
LeftToDo(t) == IF OperationOf(t, 1).load = 0 THEN <<"DoInitModule_Init">>
                                             ELSE <<"LoadModule_Trace", "DoInitModule_Init">>

TraceInit ==
  /\ cursor = 0 /\ dependents = [t \in Unloaders |-> FALSE]
  /\ RcuInit /\ RefcountInit /\ DependenciesInit
  /\ lastUnloaded = <<None, None>>
  /\ faults = {}
  /\ ret = [t \in Tasks |-> 0] /\ mutex = None /\ asleep = {}
  /\ incs   = [m \in Modules |-> [c \in CPUs |-> 0]]
  /\ \E n \in -1 .. MaxInitialRefs(cursor), loader \in {None} \cup {t \in Loaders : IsUnderWay(t)},
        short \in {0, 1} :   \* a put too many has been made already
       LET there   == n >= 0
           loading == loader # None
           list    == IF there THEN ListAdd(EmptyList, M) ELSE EmptyList
           held    == IF loading THEN InitHold ELSE 0
       IN  /\ loading => there
           /\ short = 1 => n = 0 /\ ~loading
           /\ pc      = [t \in Tasks |-> IF t = loader THEN LeftToDo(t) ELSE <<>>]
           /\ obj     = [t \in Tasks |-> IF t = loader THEN M ELSE None]
           /\ nth     = [t \in Tasks |-> IF t = loader THEN 1 ELSE 0]
           /\ hold    = [m \in Modules |-> held]
           /\ state   = [m \in Modules |-> IF loading THEN COMING ELSE IF there THEN LIVE ELSE UNFORMED]
           /\ mem     = [m \in Modules |-> IF there THEN "allocated" ELSE "none"]
           /\ next    = list
           /\ bugNext = list
           /\ refcnt  = [m \in Modules |-> IF there THEN MODULE_REF_BASE + held + n - short ELSE 0]
           /\ refs    = [m \in Modules |-> IF there THEN n ELSE 0]
           /\ registered = [m \in Modules |-> there]

-----------------------------------------------------------------------------
(* Lines.                                                                    *)

\* The k-th operation of task t: has it ended, is it before this step?
Ended(t, k)      == nth[t] > k \/ (nth[t] = k /\ Idle(t))
Before(t, k, ls) == nth[t] = k /\ Next1(t) \in ls

Shows(l) ==
  LET t == l.task
      k == l.nth
  IN  CASE l.kind \in {"call", "end_of_log"} -> TRUE
        [] l.kind \in {"get_done", "module_get"} -> Before(t, k, {"TryModuleGet_Trace", "ModuleGet_Trace"})
        [] l.kind \in {"put_done", "module_put"} -> Before(t, k, {"ModulePut_Trace"})
        [] l.kind \in {"get_refused", "operation_ret", "user_read", "delete_ret", "same", "load_exit"} ->
             Ended(t, k)
        [] l.kind \in {"module_load", "init_call"} -> Before(t, k, {"LoadModule_Trace"})
        [] l.kind = "load_ret"    -> Ended(t, k) \/ Before(t, k, {"LoadModule_Return"})
        \* try_release_module_ref: right after the subtraction, before the recovery, right after it.
        [] l.kind = "rel_sub"     -> Before(t, k, {"TryReleaseModuleRef_Recover", "TryReleaseModuleRef_BugOn",
                                                    "TryStopModule_Going"})
        [] l.kind = "rel_nz"      -> Before(t, k, {"TryReleaseModuleRef_Recover"})
        [] l.kind = "rel_readd"   -> Before(t, k, IF t \in Forcers THEN {"TryStopModule_Going"}
                                                                  ELSE {"DeleteModule_MutexUnlock"})
        [] l.kind = "going"       -> Before(t, k, {"TryStopModule_Going"})
        [] l.kind \in {"free_call", "module_free"} -> Before(t, k, {"FreeModule_Trace"})
        [] l.kind = "free_ret"    -> Ended(t, k) \/ Before(t, k, {"LoadModule_Return", "DeleteModule_Return"})
        [] OTHER -> FALSE

\* Whoever printed a count has read it by now.
HasRead(d) ==
  nth[d.task] > d.nth \/ ~Before(d.task, d.nth, {"TryModuleGet_Trace", "ModuleGet_Trace", "ModulePut_Trace"})

TakeLine ==
  LET l == LineAt(cursor + 1)
  IN  /\ Shows(l)
      /\ \A i \in 1 .. Len(l.due) : HasRead(l.due[i])
      /\ cursor' = cursor + 1
      /\ UNCHANGED <<vars, nth, dependents>>

-----------------------------------------------------------------------------
(* Silent steps: those of Next, each by a task that is in an operation.      *)

\* Nobody finds a module before it is formed. From then on, so before module_load already, the notifiers
\* of COMING run, may use it, and may publish it to others.
IsFormed == \A t \in Loaders : Next1(t) \notin {"LoadModule_ModuleUnloadInit", "LoadModule_CompleteFormation"}

\* The first step of an operation. A get that will be refused and a read of the count are begun
\* only at the instant at which they can be carried out at once: nothing that another task does
\* depends on them, so a behaviour in which they take longer has one beside it in which they do not.
Begins(t) ==
  LET op    == Soon(t)
      first == pc'[t][1]
  IN  /\ Passed(op.from)
      /\ \/ op.kind \in {"get", "try", "either"} /\ first = TryModuleGet[1] /\ IsFormed
            /\ (op.result = 0 => state[M] = GOING \/ refcnt[M] = 0)
         \* Where try_module_get succeeds, __module_get does the same.
         \/ op.kind = "get" /\ first = ModuleGet[1] /\ IsFormed
            /\ op.result # 0 /\ (state[M] = GOING \/ refcnt[M] = 0)
         \/ op.kind = "put" /\ first = ModulePut[1] /\ IsFormed
         \* Of what the log does not show, no mistake is assumed.
         \/ op.kind = "either" /\ first = ModulePut[1] /\ refs[M] > Cardinality(InPut(M))
         \/ op.kind = "read" /\ first = "ModuleRefcount_AtomicRead"
            /\ Count(M) = op.value /\ state[M] # UNFORMED /\ (op.then = "live" => state[M] = LIVE)
         \/ op.kind \in {"load", "fails"} /\ first = "LoadModule_AddUnformed"
         \/ op.kind = "delete" /\ first = "DeleteModule_Capable"
            /\ (op.dependents = "yes" => dependents[t])

\* A later step: what the lines of the operation say about it.
GoesOn(t) ==
  LET op    == Now(t)
      label == pc[t][1]
  IN  CASE label = "TryModuleGet_IsLive" -> op.result = 1 => state[M] # GOING
        [] label = "TryModuleGet_IncNotZero" ->
             Exactly(op.old) /\ (op.result = 1 => refcnt[M] # 0) /\ (op.result = 0 => refcnt[M] = 0)
        [] label = "ModuleGet_Inc" -> Exactly(op.old)
        [] label = "ModulePut_DecIfPositive" -> Passed(op.after) /\ Exactly(op.old)
        [] label \in {"TryModuleGet_Trace", "ModuleGet_Trace", "ModulePut_Trace"} ->
             Passed(op.line) /\ refcnt[M] = op.value
        [] label = "LoadModule_CompleteFormation" -> Passed(op.formed)
        [] label = "LoadModule_Trace" ->
             IF pc'[t][1] = "DoInitModule_Init" THEN op.kind = "load" /\ Passed(op.load)
                                                ELSE op.kind = "fails"
        [] label = "DoInitModule_Init" ->
             Known(op.result) => (op.result = 0) = (ret'[t] = 0) \/ (ret'[t] = 0 /\ LateRoFailureUnloads)
        [] label = "DoInitModule_DropInit" -> Known(op.result) => (op.result = 0) = (ret'[t] = 0)
        [] label = "DeleteModule_Check" -> (ret'[t] # 0 /\ Known(op.result)) => ret'[t] = op.result
        [] label = "TryReleaseModuleRef_SubBase" ->
             Exactly(op.sub) /\ (t = PHANTOM => refcnt[M] # MODULE_REF_BASE)
        [] label = "TryReleaseModuleRef_Recover" ->
             /\ Passed(op.notZero)
             /\ IF op.readd = NEVER THEN refcnt[M] = 0 ELSE Exactly(op.readd)
             /\ t = PHANTOM => refcnt[M] # 0
        [] label = "TryStopModule_Going" -> Passed(op.going) /\ (Known(op.result) => op.result = 0)
        [] label = "FreeModule_Trace" -> Passed(op.free)
        [] label = "DeleteModule_Return" -> Returns(t, op)
        [] OTHER -> TRUE

\* Whose step it is: every action of the protocol takes one task on.
Mover == CHOOSE t \in Tasks : pc'[t] # pc[t]

Allowed == IF Idle(Mover) THEN Begins(Mover) ELSE GoesOn(Mover)

\* The phantom's operations are not counted: there is no end of them.
NthAfter ==
  IF Idle(Mover) /\ Mover # PHANTOM THEN [nth EXCEPT ![Mover] = @ + 1] ELSE nth
DependentsAfter ==
  IF At(Mover, "DeleteModule_Return") THEN [dependents EXCEPT ![Mover] = FALSE] ELSE dependents

\* Conjoined with the protocol's Next.
Permitted == Allowed /\ cursor' = cursor /\ nth' = NthAfter /\ dependents' = DependentsAfter

-----------------------------------------------------------------------------
(* Silent and not of the protocol: what the log leaves open about the world  *)
(* around it.                                                                *)

\* The sysfs file is made before module_load, and goes at the beginning of free_module.
FileIsAbsent ==
  \/ ~Allocated(M)
  \/ state[M] = UNFORMED
  \/ \E t \in Tasks : Next1(t) \in {"LoadModule_Trace", "FreeModule_Unformed"}

\* A reader finds no file.
FindsNoFile(t) ==
  /\ Idle(t) /\ Soon(t).kind = "absent" /\ Passed(Soon(t).from)
  /\ FileIsAbsent
  /\ nth' = [nth EXCEPT ![t] = @ + 1]
  /\ UNCHANGED <<vars, cursor, dependents>>

\* Another module may use this one: known, or loaded before the log began.
IsUsedByAnother(t) ==
  /\ Idle(t) /\ ~dependents[t] /\ Soon(t).kind = "delete" /\ Passed(Soon(t).from)
  /\ Soon(t).dependents # "no"
  /\ dependents' = [dependents EXCEPT ![t] = TRUE]
  /\ UNCHANGED <<vars, cursor, nth>>

-----------------------------------------------------------------------------
World ==
  \/ TakeLine
  \/ \E t \in Readers : FindsNoFile(t)
  \/ \E t \in Unloaders : IsUsedByAnother(t)

TraceNext == (Next /\ Permitted) \/ World
TraceSpec == TraceInit /\ [][TraceNext]_<<vars, traceVars>>

\* The search of ./check trace takes the disjuncts of Next one by one, and conjoins Permitted's parts itself.
Search == Next \/ World
=============================================================================
