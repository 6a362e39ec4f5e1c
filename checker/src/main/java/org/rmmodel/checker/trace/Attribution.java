package org.rmmodel.checker.trace;

import java.util.HashMap;
import java.util.Map;
import org.rmmodel.checker.trace.Call.Mark;
import org.rmmodel.checker.trace.CountStep.Kind;
import org.rmmodel.checker.trace.LogTask.DeleteStep;
import org.rmmodel.checker.trace.TraceEvent.Operation;
import org.rmmodel.checker.trace.TraceEvent.Span;
import org.rmmodel.checker.trace.TraceEvent.Syscall;

/**
 * Finds the call in which each event lies, and so the module that it is about. Events that name no
 * module belong to the call in which their task is.
 */
final class Attribution implements TraceEvent.Visitor<At> {
  /** A log names no more modules and tasks than this, unless it means harm. */
  private static final int MAX_MODULES = 4_096;

  private static final int MAX_TASKS = 1 << 20;

  private final LogOrder order;
  private final Recorded recorded;
  private final Links links;
  private final boolean freesLive;
  private final Calls calls = new Calls();
  private final CountCalls counts;
  private final Unloads unloads;
  private final Map<Long, LogTask> tasks = new HashMap<>();

  private Attribution(LogOrder order, Recorded recorded, Links links, boolean freesLive) {
    this.order = order;
    this.recorded = recorded;
    this.links = links;
    this.freesLive = freesLive;
    counts = new CountCalls(order, calls, links);
    unloads = new Unloads(order, recorded, calls);
  }

  /**
   * Goes through a log.
   *
   * @param name the log's name, for messages
   * @param order its lines
   * @param recorded what it has recorded
   * @param links is told of every link
   * @param freesLive whether a load can free its module though it is LIVE, and used (fact F17)
   * @return the calls
   * @throws BadLogException if it has more modules or tasks than a log can have
   */
  static Calls of(String name, LogOrder order, Recorded recorded, Links links, boolean freesLive)
      throws BadLogException {
    Attribution attribution = new Attribution(order, recorded, links, freesLive);
    Calls calls = attribution.calls;
    for (int i = 0; i < order.size(); i++) {
      TraceLine line = order.line(i);
      LogTask task = attribution.tasks.computeIfAbsent(order.task(i), k -> new LogTask());
      if (attribution.tasks.size() > MAX_TASKS) {
        throw new BadLogException(name, line.number(), "more than " + MAX_TASKS + " tasks");
      }
      line.event().accept(attribution, new At(i, task));
      if (calls.byModule().size() > MAX_MODULES) {
        throw new BadLogException(name, line.number(), "more than " + MAX_MODULES + " modules");
      }
    }
    for (LogTask task : attribution.tasks.values()) {
      attribution.counts.stop(task);
      if (task.loads()) {
        calls.loadFails(task.loadEnter, LogOrder.OPEN);
      }
    }
    calls.attributeNameless(attribution.tasks.values());
    return calls;
  }

  /** The task goes on to something else: its get or put, and its free_module, are over. */
  private void goesOn(At at) {
    counts.finish(at.task());
    calls.notPut(at.i(), links.freed(at.task().links));
  }

  @Override
  public void syscallEnter(TraceEvent.SyscallEnter event, At at) {
    LogTask task = at.task();
    goesOn(at);
    links.loadBegins(task.links);
    task.load = null;
    if (event.call() == Syscall.DELETE) {
      unloads.enters(at, event.flags());
    } else {
      task.loadEnter = at.i();
    }
    task.isOutside(at.i());
  }

  @Override
  public void syscallExit(TraceEvent.SyscallExit event, At at) {
    LogTask task = at.task();
    boolean fails = event.result() < 0;
    goesOn(at);
    if (event.call() == Syscall.LOAD && fails && task.load == null) {
      calls.notPut(at.i(), links.loadFailed(task.links));
      calls.loadFails(task.loadEnter, at.i());
    }
    links.loadBegins(task.links);
    if (event.call() == Syscall.DELETE) {
      unloads.returns(at, (int) event.result(), true);
    } else {
      if (task.load != null) {
        task.load.result = fails ? -1 : 0;
        task.load.mark(at.i(), LineKind.LOAD_EXIT, task.load.result);
        task.load.end = at.i();
      }
      task.load = null;
      task.loadEnter = -1;
    }
    task.isOutside(at.i());
  }

  @Override
  public void deleteCall(TraceEvent.DeleteCall event, At at) {
    counts.finish(at.task());
    at.task().load = null;
    unloads.calls(at, event);
    at.task().isOutside(at.i());
  }

  @Override
  public void deleteReturn(TraceEvent.DeleteReturn event, At at) {
    goesOn(at);
    unloads.returns(at, (int) event.result(), false);
    at.task().isOutside(at.i());
  }

  @Override
  public void release(TraceEvent.Release event, At at) {
    unloads.of(at, event.module(), DeleteStep.of(event.step())).releases(at.i(), event);
  }

  @Override
  public void moduleLoad(TraceEvent.ModuleLoad event, At at) {
    LogTask task = at.task();
    counts.finish(task);
    boolean callKnown = task.loadEnter >= 0;
    LoadCall load = new LoadCall(event.module(), callKnown ? task.loadEnter : task.lastOutside());
    load.formed = task.links.lastLink();
    if (callKnown) {
      load.mark(task.loadEnter, LineKind.CALL);
    }
    load.loads(at.i());
    task.load = calls.add(load);
    task.hasOwnGets = false;
    links.loaded(at.i(), event.module(), callKnown, task.links).forEach(calls::doubtLink);
    task.isOutside(at.i());
  }

  @Override
  public void moduleFree(TraceEvent.ModuleFree event, At at) {
    LogTask task = at.task();
    counts.finish(task);
    LifeCall call = freeingOf(at, event.module(), DeleteStep.MODULE_FREE);
    calls.notPut(at.i(), links.freed(task.links));
    if (call.freeLine >= 0) {
      call.mark(at.i(), LineKind.IMPOSSIBLE);
    } else {
      call.freeLine = at.i();
      call.free = at.i();
      call.mark(at.i(), LineKind.MODULE_FREE);
      boolean inUse = links.frees(at.i(), event.module(), task.links);
      if (inUse && !(freesLive && call instanceof LoadCall)) {
        call.mark(at.i(), LineKind.IN_USE);
      }
    }
    counts.freed(event.module());
    task.isOutside(at.i());
  }

  @Override
  public void spanCall(TraceEvent.SpanCall event, At at) {
    LogTask task = at.task();
    task.inTeardown |= event.span() == Span.TEARDOWN;
    if (event.span() == Span.SYNC && !task.inTeardown) {
      calls.notPut(at.i(), links.graceBegins(task.links));
    }
    if (event.module() == null) {
      return;
    }
    if (event.span() == Span.INIT) {
      if (task.load == null || !event.module().equals(task.load.module)) {
        LoadCall load = new LoadCall(event.module(), LogOrder.BEGINNING);
        load.begunBefore = order.previous(at.i()) < 0;
        task.load = calls.add(load);
      }
      task.load.initialises(at.i());
    } else if (event.span() == Span.FREE) {
      LifeCall call = freeingOf(at, event.module(), DeleteStep.FREE_CALL);
      call.mark(at.i(), call.free < 0 ? LineKind.FREE_CALL : LineKind.IMPOSSIBLE);
      call.free = at.i();
    }
  }

  @Override
  public void spanReturn(TraceEvent.SpanReturn event, At at) {
    LogTask task = at.task();
    task.inTeardown &= event.span() != Span.TEARDOWN;
    if (event.span() == Span.FREE) {
      LifeCall call = task.load != null && task.load.freeLine >= 0 ? task.load : task.delete;
      if (call != null && call.freeLine >= 0) {
        call.mark(at.i(), LineKind.FREE_RET);
      }
    } else if (event.span() == Span.INIT && task.load != null) {
      task.load.mark(at.i(), LineKind.LOAD_RET);
      if (task.loadEnter < 0) {
        task.load.end = at.i();
        task.load = null;
      }
    }
  }

  /** The call in which this event of a module that is being freed lies. */
  private LifeCall freeingOf(At at, String module, DeleteStep step) {
    LoadCall load = at.task().load;
    return load != null && failsInit(load, module) ? load : unloads.of(at, module, step);
  }

  /**
   * Does a task that has loaded this module free it because its init() has failed? Where neither
   * system calls nor probes say when the load was over, it may also have unloaded it; then no
   * reference is left.
   */
  private boolean failsInit(LoadCall load, String module) {
    return module.equals(load.module)
        && (recorded.deletes() || recorded.loads() || counts.held(module) != 0);
  }

  @Override
  public void counted(TraceEvent.Counted event, At at) {
    LogTask task = at.task();
    CountStep step = CountStep.of(event, task);
    if (!step.certain()
        && step.kind() != Kind.LINK
        && (task.load != null || task.links.isFreeing())) {
      calls.doubt(event.module(), at.i());
    }
    if (step.kind() == Kind.INIT_HOLD) {
      initPut(at, event);
      task.isOutside(at.i());
    } else {
      task.hasOwnGets |= task.holdsInit(event.module()) && event.operation() != Operation.PUT;
      counts.counted(at, event, step);
    }
  }

  /** The put of the init hold belongs to the load. */
  private void initPut(At at, TraceEvent.Counted event) {
    LogTask task = at.task();
    CountCall probes = counts.take(task);
    LoadCall load = task.load;
    if (load == null || !event.module().equals(load.module)) {
      load = new LoadCall(event.module(), LogOrder.BEGINNING);
      // The load was under way when the log began, or else this put has no load.
      load.begunBefore = task.isFresh();
      if (!load.begunBefore) {
        load.mark(at.i(), LineKind.IMPOSSIBLE);
      }
      task.load = calls.add(load);
    }
    if (load.line >= 0) {
      load.mark(at.i(), LineKind.IMPOSSIBLE);
      return;
    }
    load.putFrom = order.begun(at.i());
    if (probes != null) {
      Mark first = probes.marks().get(0);
      load.putFrom =
          first.kind() == LineKind.CALL ? first.position() : order.begun(first.position());
      for (Mark mark : probes.marks()) {
        boolean done = mark.kind() == LineKind.PUT_DONE;
        load.mark(mark.position(), done ? LineKind.PUT_DONE : LineKind.CALL);
      }
      load.old = probes.old;
    }
    load.line = at.i();
    load.value = event.refcnt();
    load.due = order.due(at.i());
    load.mark(at.i(), LineKind.MODULE_PUT, event.refcnt());
  }

  @Override
  public void workerCall(TraceEvent.WorkerCall event, At at) {
    counts.workerCalls(at, event);
    at.task().isOutside(at.i());
  }

  @Override
  public void workerReturn(TraceEvent.WorkerReturn event, At at) {
    counts.workerReturns(at, event);
  }

  @Override
  public void operationCall(TraceEvent.OperationCall event, At at) {
    counts.calls(at, event);
  }

  @Override
  public void operationDone(TraceEvent.OperationDone event, At at) {
    counts.done(at, event);
  }

  @Override
  public void getDone(TraceEvent.GetDone event, At at) {
    counts.done(at, event);
  }

  @Override
  public void getRefused(TraceEvent.GetRefused event, At at) {
    counts.refused(at);
  }

  @Override
  public void userRead(TraceEvent.UserRead event, At at) {
    calls.add(new ReadCall(event, order.previous(at.i()), at.i()));
    at.task().isOutside(at.i());
  }

  @Override
  public void unused(TraceEvent.Unused event, At at) {
    // It says nothing about the protocol.
  }
}
