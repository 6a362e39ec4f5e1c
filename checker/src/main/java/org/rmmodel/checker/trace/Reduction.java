package org.rmmodel.checker.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which silent steps are tried from a node.
 *
 * <p>What makes them few, and why that loses no explanation:
 *
 * <ul>
 *   <li>Steps that change nothing another task can see, or that only let others go on (leaving a
 *       section, releasing the mutex, returning, the read of a count that matches what was
 *       printed), are taken at once and alone: a behaviour in which such a step comes later remains
 *       one when it is moved here.
 *   <li>The steps of a get or put up to its read-modify-write are taken in one go. Disabling
 *       preemption early only holds up grace periods, so it can be moved to just before; likewise
 *       the look at the state, unless the state can turn to GOING with references left, which only
 *       a failing init() and a forced unload do: then the two are kept apart.
 *   <li>A get that was refused, a read of the count, a look at a missing file and a refused
 *       delete_module have no effect, so they happen at one instant, the first at which they can.
 * </ul>
 *
 * <p>One thing can lose some: a get or put is begun early, before its own line is next, only where
 * the search says so ({@link When#early}).
 */
final class Reduction {
  /** Once all this is on the stack of a task it is taken at once, or the state is given up. */
  private static final Set<String> AT_ONCE =
      Set.of(
          "TryModuleGet_PreemptDisable",
          "TryModuleGet_IsLive",
          "TryModuleGet_IncNotZero",
          "ModuleGet_PreemptDisable",
          "ModuleGet_Inc",
          "ModulePut_DecIfPositive",
          "ModuleRefcount_AtomicRead",
          "ModuleRefcount_Return",
          "DeleteModule_Capable",
          "DeleteModule_CopyName",
          "DeleteModule_Check");

  /** Taken as soon as possible, and nothing else before it. */
  private static final Set<String> SOON =
      Set.of(
          "TryModuleGet_Trace",
          "ModuleGet_Trace",
          "ModulePut_Trace",
          "DeleteModule_Return",
          "LoadModule_Return",
          "SynchronizeRcu_Begin",
          "SynchronizeRcu_End",
          "SynchronizeSched_Begin",
          "SynchronizeSched_End",
          "FreeModule_BugCleanup",
          "FreeModule_MutexUnlock",
          "DeleteModule_MutexUnlock",
          "DeleteModule_ExitBegin",
          "DeleteModule_ExitEnd",
          "DoInitModule_DropInit",
          "LoadModule_ModuleUnloadInit",
          "LoadModule_Trace",
          "DoInitModule_Init",
          "FreeModule_Trace");

  /** Steps that a task may take in place of the one that its label names. */
  private static final Map<String, String> ALTERNATIVES =
      Map.of(
          "DoInitModule_DropInit", "DoInitModule_RoFails",
          "LoadModule_Trace", "LoadModule_FailLate");

  private final Steps steps;
  private final Agenda agenda;
  private final Meter meter;

  /** The operation that a step was last asked for, and as of which line; and what it was then. */
  private ModuleScript.@Nullable Operation lastOperation;

  private int lastCursor;
  private ModuleScript.Operation lastAt = ModuleScript.Operation.NONE;

  /**
   * The steps of one module's search.
   *
   * @param steps the specification
   * @param agenda what the tasks have to do
   * @param meter is told of every state
   */
  Reduction(Steps steps, Agenda agenda, Meter meter) {
    this.steps = steps;
    this.agenda = agenda;
    this.meter = meter;
  }

  /**
   * At which point of the log.
   *
   * @param cursor how many lines are explained
   * @param target the task whose line is next
   * @param early whether gets and puts may be begun before their own line is next
   */
  record When(int cursor, int target, boolean early) {}

  /**
   * Puts the node's successors into next; false if the node is not one in which a line can be
   * taken.
   */
  boolean expand(Node node, When when, List<Node> next) {
    meter.state();
    if (eager(node, when.cursor, next)) {
      return false;
    }
    for (int task : agenda.tasks()) {
      if (instant(node, task, when.cursor, next)) {
        return false;
      }
    }
    for (int task : agenda.tasks()) {
      String label = node.label(task);
      if (label == null) {
        begin(node, task, when, next);
      } else if (!isSoon(node, task, label)) {
        step(node, task, label, when.cursor, next);
      }
    }
    return true;
  }

  /**
   * Takes a step that is to be taken at once, if there is one; true if there was, even if it could
   * not be taken.
   */
  boolean eager(Node node, int cursor, List<Node> next) {
    for (int task : agenda.tasks()) {
      String label = node.label(task);
      if (label == null) {
        continue;
      }
      if (AT_ONCE.contains(label)
          && !(agenda.script().goesWhileUsed() && label.equals("TryModuleGet_IncNotZero"))) {
        step(node, task, label, cursor, next);
        return true;
      }
      if (isSoon(node, task, label) && !isWaitedFor(node, task, label, cursor)) {
        step(node, task, label, cursor, next);
        if (!next.isEmpty()) {
          return true;
        }
      }
    }
    return false;
  }

  /** A load that fails before its module_load does that some time, and it can be seen. */
  private boolean isSoon(Node node, int task, String label) {
    return SOON.contains(label)
        && !(label.equals("LoadModule_Trace")
            && agenda.now(node, task).kind() == OperationKind.FAILS);
  }

  /** A line that shows the recovery's success is taken before the mutex is released. */
  private boolean isWaitedFor(Node node, int task, String label, int cursor) {
    return label.equals("DeleteModule_MutexUnlock") && agenda.recoveredAt(node, task) > cursor;
  }

  /**
   * What has no effect on anybody happens at the first instant at which it can: all of it, or
   * nothing.
   */
  private boolean instant(Node node, int task, int cursor, List<Node> next) {
    String label = node.label(task);
    if (label == null) {
      return beginsWithoutEffect(node, task, cursor, next);
    }
    if (!label.equals("DeleteModule_MutexLock")) {
      return false;
    }
    int result = agenda.now(node, task).result();
    boolean refused =
        Errno.ENOENT.is(result) || Errno.EBUSY.is(result) || node.state.dependents[task];
    return refused && through(node, task, label, cursor, next);
  }

  private boolean beginsWithoutEffect(Node node, int task, int cursor, List<Node> next) {
    ModuleScript.Operation op = agenda.soon(node, task);
    if (op.from() > cursor) {
      return false;
    }
    return switch (op.kind()) {
      case GET, TRY ->
          op.result() == 0
              && (node.state.refcnt == 0 || node.state.module.equals("GOING"))
              && through(node, task, "TryModuleGet_Call", cursor, next);
      case READ ->
          node.state.refcnt - 1 == op.value()
              && through(node, task, "ModuleRefcount_Call", cursor, next);
      case ABSENT -> through(node, task, "FindsNoFile", cursor, next);
      // Up to the lock there is nothing to see of a call; the phantom's is left out where it has
      // no use.
      case DELETE ->
          op.dependents() == Dependents.NO
              && !agenda.isPhantom(task)
              && through(node, task, "DeleteModule_Call", cursor, next);
      case PUT, EITHER, LOAD, FAILS, NONE -> false;
    };
  }

  /** Takes this step and the task's next ones, as long as they are to be taken at once. */
  private boolean through(Node node, int task, String action, int cursor, List<Node> next) {
    List<Node> here = new ArrayList<>();
    step(node, task, action, cursor, here);
    boolean reached = false;
    while (!here.isEmpty()) {
      Node last = here.remove(here.size() - 1);
      String label = last.label(task);
      if (label != null && AT_ONCE.contains(label)) {
        meter.state();
        step(last, task, label, cursor, here);
      } else {
        boolean refused =
            action.equals("DeleteModule_MutexLock")
                && label != null
                && !label.equals("DeleteModule_MutexUnlock")
                && !label.equals("DeleteModule_Return");
        if (!refused) {
          next.add(last);
          reached = true;
        }
      }
    }
    return reached;
  }

  /** Begins what an idle task does next, if it may. */
  private void begin(Node node, int task, When when, List<Node> next) {
    ModuleScript.Operation op = agenda.soon(node, task);
    if (op.from() > when.cursor) {
      return;
    }
    switch (op.kind()) {
      case GET, TRY -> {
        beginCount(node, task, op, "TryModuleGet_Call", when, next);
        if (op.kind() == OperationKind.GET
            && (node.state.refcnt == 0 || node.state.module.equals("GOING"))) {
          beginCount(node, task, op, "ModuleGet_Call", when, next);
        }
      }
      case PUT -> beginCount(node, task, op, "ModulePut_Call", when, next);
      case EITHER -> {
        if (when.early) {
          beginUnseen(node, task, when.cursor, next);
        }
      }
      case DELETE -> {
        boolean used = node.state.dependents[task];
        if (op.dependents() != Dependents.YES || used) {
          through(node, task, "DeleteModule_Call", when.cursor, next);
        }
        if (op.dependents() != Dependents.NO && !used) {
          step(node, task, "IsUsedByAnother", when.cursor, next);
        }
      }
      case LOAD, FAILS -> step(node, task, "LoadModule_Call", when.cursor, next);
      case READ, ABSENT, NONE -> {}
    }
  }

  private void beginCount(
      Node node, int task, ModuleScript.Operation op, String action, When when, List<Node> next) {
    boolean own = task == when.target;
    if (op.result() != 0
        && (own || when.early)
        && op.line() > when.cursor
        && (op.line() < ModuleScript.NEVER || own)
        && !isPreceded(node, task, op, when.cursor)) {
      early(node, task, action, when.cursor, next, own ? 0 : 1);
    }
  }

  /** All tasks whose next operation has no line are alike: one gets, and one puts. */
  private void beginUnseen(Node node, int task, int cursor, List<Node> next) {
    int[] alike =
        Arrays.stream(agenda.tasks()).filter(t -> isNextUnseen(node, t, cursor)).toArray();
    if (task == alike[0]) {
      early(node, task, "TryModuleGet_Call", cursor, next, 1);
    }
    if (task == alike[alike.length - 1]) {
      early(node, task, "ModulePut_Call", cursor, next, 1);
    }
  }

  /**
   * Can another task begin the same just as well, and must have done it by an earlier line? Then
   * that one goes first: two gets whose exact old values are not known can change places, and so
   * can two puts.
   */
  private boolean isPreceded(Node node, int task, ModuleScript.Operation op, int cursor) {
    if (op.old() != ModuleScript.UNKNOWN) {
      return false;
    }
    for (int other : agenda.tasks()) {
      if (other != task && node.label(other) == null) {
        ModuleScript.Operation its = agenda.soon(node, other);
        if (its.kind() == op.kind()
            && its.old() == ModuleScript.UNKNOWN
            && its.result() == 1
            && its.from() <= cursor
            && its.after() <= cursor
            && its.line() > cursor
            && its.line() < op.line()) {
          return true;
        }
      }
    }
    return false;
  }

  /** Is the task's next operation one whose line is not in the log? */
  private boolean isNextUnseen(Node node, int task, int cursor) {
    if (node.label(task) != null) {
      return false;
    }
    ModuleScript.Operation op = agenda.soon(node, task);
    return op.kind() == OperationKind.EITHER && op.from() <= cursor;
  }

  private void early(
      Node node, int task, String action, int cursor, List<Node> next, int moreEarly) {
    List<Node> here = new ArrayList<>();
    through(node, task, action, cursor, here);
    for (Node n : here) {
      next.add(n.withEarly(n.early + moreEarly));
    }
  }

  /** Takes a step of Next that the log permits. */
  private void step(Node node, int task, String action, int cursor, List<Node> next) {
    ModuleScript.Operation op =
        node.label(task) == null ? agenda.soon(node, task) : agenda.now(node, task);
    for (Steps.Successor after : steps.after(node.state, task, action, at(op, cursor))) {
      next.add(node.after(after, task));
    }
    String other = ALTERNATIVES.get(action);
    if (other != null) {
      step(node, task, other, cursor, next);
    }
  }

  /** The states of one line ask for the same operations one after the other. */
  @SuppressWarnings("ReferenceEquality") // Of another that is equal it is only computed anew.
  private ModuleScript.Operation at(ModuleScript.Operation operation, int cursor) {
    if (operation != lastOperation || cursor != lastCursor) {
      lastOperation = operation;
      lastCursor = cursor;
      lastAt = operation.at(cursor);
    }
    return lastAt;
  }
}
