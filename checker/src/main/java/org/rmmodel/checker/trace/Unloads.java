package org.rmmodel.checker.trace;

import org.rmmodel.checker.trace.LogTask.DeleteStep;

/** Finds the call of delete_module in which an event lies. */
final class Unloads {
  /** The flag of delete_module that forces. */
  private static final int O_TRUNC = 0x200;

  private final LogOrder order;
  private final Recorded recorded;
  private final Calls calls;

  Unloads(LogOrder order, Recorded recorded, Calls calls) {
    this.order = order;
    this.recorded = recorded;
    this.calls = calls;
  }

  private static boolean forces(int flags) {
    return (flags & O_TRUNC) != 0;
  }

  /** A system call begins; it names no module. */
  void enters(At at, int flags) {
    at.task().delete = null;
    at.task().deleteEnter = at.i();
    at.task().forced = forces(flags);
  }

  /** A probe on the function's entry names the module. */
  void calls(At at, TraceEvent.DeleteCall event) {
    LogTask task = at.task();
    if (task.delete != null
        && task.delete.result == ModuleScript.UNKNOWN
        && recorded.deleteReturns()) {
      task.delete.mark(at.i(), LineKind.IMPOSSIBLE);
    }
    task.delete = calls.add(new DeleteCall(event.module(), forces(event.flags()), at.i()));
    if (task.deleteEnter >= 0) {
      task.delete.mark(task.deleteEnter, LineKind.CALL);
    }
    task.delete.mark(at.i(), LineKind.CALL);
  }

  /**
   * The call in which this event of a module lies; one begun before the log if there is none.
   *
   * @param at where the event is
   * @param module the module
   * @param step how far in the call it is
   * @return the call
   */
  DeleteCall of(At at, String module, DeleteStep step) {
    LogTask task = at.task();
    // Where calls are not recorded, an earlier step than the last one is of another call.
    boolean another = !recorded.deletes() && step.compareTo(task.deleteStep) <= 0;
    task.deleteStep = step;
    DeleteCall known = task.delete;
    if (known != null && known.module == null) {
      // It had returned before anything said of which module it was.
      known.module = module;
      calls.add(known);
    }
    if (known != null && module.equals(known.module) && !another) {
      return known;
    }
    boolean entered = task.deleteEnter >= 0;
    int from = entered ? task.deleteEnter : order.previous(at.i());
    DeleteCall call =
        new DeleteCall(module, entered && task.forced, task.isFresh() ? LogOrder.BEGINNING : from);
    call.begunBefore = task.isFresh();
    if (recorded.deletes() && !entered && !call.begunBefore) {
      call.mark(at.i(), LineKind.IMPOSSIBLE);
    }
    task.delete = calls.add(call);
    return call;
  }

  /**
   * The call returns.
   *
   * @param at where
   * @param result what it returned
   * @param last whether it is the system call's return, and not the probe's before it
   */
  void returns(At at, int result, boolean last) {
    LogTask task = at.task();
    if (task.delete == null && task.deleteEnter >= 0) {
      // A call without a name. If only one module is in the log it is that one; found out at the
      // end.
      task.delete = new DeleteCall(null, task.forced, task.deleteEnter);
      task.delete.mark(task.deleteEnter, LineKind.CALL);
      calls.keep(task.delete, task);
    }
    if (task.delete != null) {
      // The probe's return, then the system call's: the same value, and each only once.
      task.delete.returns(at.i(), result, last);
    }
    if (last || task.deleteEnter < 0) {
      task.delete = null;
      task.deleteEnter = -1;
    }
  }
}
