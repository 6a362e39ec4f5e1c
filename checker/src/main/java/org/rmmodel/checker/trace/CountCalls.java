package org.rmmodel.checker.trace;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.trace.Call.Mark;
import org.rmmodel.checker.trace.TraceEvent.Operation;

/** Finds the get or put in which an event lies. */
final class CountCalls {
  private final LogOrder order;
  private final Calls calls;
  private final Links links;

  /** Gets less puts of the life of each module, in file order. */
  private final Map<String, Integer> held = new HashMap<>();

  CountCalls(LogOrder order, Calls calls, Links links) {
    this.order = order;
    this.calls = calls;
    this.links = links;
  }

  /** Gets less puts since the module was freed. */
  int held(String module) {
    return held.getOrDefault(module, 0);
  }

  /** The module is freed: what it held is over, and COMING notifiers may get the next one. */
  void freed(String module) {
    held.remove(module);
  }

  /** A thread of a test module is about to call. */
  void workerCalls(At at, TraceEvent.WorkerCall event) {
    finish(at.task());
    at.task().anyWorkerCall = true;
    CountCall call = new CountCall(CountCall.kind(event.operation()), true, null, at.i());
    call.tries = event.operation() == Operation.TRY_GET;
    call.mark(at.i(), LineKind.CALL);
    at.task().count = call;
  }

  /** A thread of a test module has called. */
  void workerReturns(At at, TraceEvent.WorkerReturn event) {
    LogTask task = at.task();
    OperationKind kind = CountCall.kind(event.operation());
    CountCall call = task.count;
    task.count = null;
    if (call == null || !call.worker || call.kind != kind) {
      if (call != null) {
        calls.keep(call, task);
      }
      if (task.anyWorkerCall) {
        CountCall stray = new CountCall(kind, false, null, order.previous(at.i()));
        stray.mark(at.i(), LineKind.IMPOSSIBLE);
        stray.end = at.i();
        calls.keep(stray, task);
      }
      return;
    }
    if (kind == OperationKind.GET) {
      call.result = event.result() == 0 ? 0 : 1;
      call.mark(at.i(), LineKind.OPERATION_RET, call.result);
    } else {
      call.mark(at.i(), LineKind.OPERATION_RET);
    }
    call.end = at.i();
    if (call.module != null) {
      task.workerModules.add(call.module);
    }
    calls.keep(call, task);
  }

  /** A probe on the function's entry. */
  void calls(At at, TraceEvent.OperationCall event) {
    if (event.module() == null) {
      return;
    }
    CountCall call = at.task().count;
    if (call == null || !call.worker || call.module != null) {
      finish(at.task());
      call = new CountCall(CountCall.kind(event.operation()), false, null, at.i());
      at.task().count = call;
    }
    call.module = event.module();
    call.tries = event.operation() == Operation.TRY_GET;
    call.from = at.i();
    call.mark(at.i(), LineKind.CALL);
  }

  /** A probe right after the read-modify-write, which tells what that replaced. */
  void done(At at, TraceEvent.OperationDone event) {
    CountCall call = of(at, CountCall.kind(event.operation()), event.module());
    call.mark(
        at.i(),
        call.old != ModuleScript.UNKNOWN
            ? LineKind.IMPOSSIBLE
            : call.kind == OperationKind.GET ? LineKind.GET_DONE : LineKind.PUT_DONE);
    call.old = event.old();
    call.tries = event.operation() == Operation.TRY_GET;
  }

  /** A probe right after __module_get's increment. */
  void done(At at, TraceEvent.GetDone event) {
    of(at, OperationKind.GET, event.module()).mark(at.i(), LineKind.GET_DONE);
  }

  /** A probe on the refusal of a get. */
  void refused(At at) {
    CountCall call = at.task().count;
    if (call != null && call.kind == OperationKind.GET) {
      call.result = 0;
      call.mark(at.i(), LineKind.GET_REFUSED, 0);
    }
  }

  /** A tracepoint, which tells the count after the operation. */
  void counted(At at, TraceEvent.Counted event, CountStep step) {
    int i = at.i();
    OperationKind kind = CountCall.kind(event.operation());
    CountCall call = of(at, kind, event.module());
    call.from = Math.max(call.from, order.begun(i));
    // A probe of this operation lies between the call and this line, and is no bound to it.
    int from = call.from;
    if (call.marks().stream().anyMatch(mark -> mark.position() == from)) {
      Mark first = call.marks().get(0);
      call.from =
          first.position() < from && first.kind() == LineKind.CALL
              ? call.lastCall()
              : order.begun(first.position());
    }
    held.merge(event.module(), kind == OperationKind.GET ? 1 : -1, Integer::sum);
    call.line = i;
    call.value = event.refcnt();
    call.result = 1;
    call.due = order.due(i);
    call.mark(
        i, kind == OperationKind.GET ? LineKind.MODULE_GET : LineKind.MODULE_PUT, event.refcnt());
    links
        .counted(i, event, step, at.task().loads(), at.task().links)
        .ifPresent(complaint -> call.mark(i, complaint));
    if (!call.worker) {
      call.end = call.due;
      calls.add(call);
      at.task().count = null;
    }
  }

  /** The get or put in which this event lies. */
  private CountCall of(At at, OperationKind kind, String module) {
    CountCall call = at.task().count;
    if (call == null || call.kind != kind || !mayBeOf(call, module)) {
      finish(at.task());
      call = new CountCall(kind, false, module, order.begun(at.i()));
      at.task().count = call;
    }
    if (call.module == null) {
      call.module = module;
    }
    return call;
  }

  private static boolean mayBeOf(CountCall call, String module) {
    return call.module == null || (call.module.equals(module) && call.line < 0);
  }

  /** Takes over what the probes of a get or put have shown. */
  @Nullable CountCall take(LogTask task) {
    CountCall call = task.count;
    task.count = null;
    return call;
  }

  /** The task goes on to something else: a get whose call was seen, but no result, was refused. */
  void finish(LogTask task) {
    CountCall call = take(task);
    if (call == null || (call.line >= 0 && !call.worker)) {
      return;
    }
    if (call.line < 0
        && call.kind == OperationKind.GET
        && call.result == ModuleScript.UNKNOWN
        && !call.isDone()) {
      call.result = 0;
    }
    calls.keep(call, task);
  }

  /** The recording stops: what is under way has an unknown result. */
  void stop(LogTask task) {
    CountCall call = take(task);
    if (call != null) {
      calls.keep(call, task);
    }
  }
}
