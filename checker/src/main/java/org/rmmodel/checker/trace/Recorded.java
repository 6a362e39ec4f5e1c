package org.rmmodel.checker.trace;

import java.util.List;
import java.util.Set;
import org.rmmodel.checker.trace.TraceEvent.Span;
import org.rmmodel.checker.trace.TraceEvent.Syscall;

/**
 * What a log has recorded at all; what it has not recorded may have happened all the same.
 *
 * @param deletes calls of delete_module
 * @param deleteReturns its returns, by a probe
 * @param loads the beginning of loads, or their end
 * @param releases the steps of a release
 * @param anything any event that is about a module
 */
record Recorded(
    boolean deletes, boolean deleteReturns, boolean loads, boolean releases, boolean anything) {
  /** Events that are about no module by themselves. */
  private static final Set<Class<? extends TraceEvent>> NAMELESS =
      Set.of(
          TraceEvent.Unused.class,
          TraceEvent.SyscallEnter.class,
          TraceEvent.SyscallExit.class,
          TraceEvent.WorkerCall.class,
          TraceEvent.WorkerReturn.class);

  /**
   * Goes through a log.
   *
   * @param lines its lines
   * @return what it has recorded
   */
  static Recorded in(List<TraceLine> lines) {
    boolean deletes = false;
    boolean deleteReturns = false;
    boolean loads = false;
    boolean releases = false;
    boolean anything = false;
    for (TraceLine line : lines) {
      TraceEvent event = line.event();
      deleteReturns |= event instanceof TraceEvent.DeleteReturn;
      deletes |= event instanceof TraceEvent.DeleteCall || enters(event, Syscall.DELETE);
      loads |=
          enters(event, Syscall.LOAD)
              || (event instanceof TraceEvent.SpanReturn ret && ret.span() == Span.INIT);
      releases |= event instanceof TraceEvent.Release;
      anything |= !NAMELESS.contains(event.getClass());
    }
    return new Recorded(deletes || deleteReturns, deleteReturns, loads, releases, anything);
  }

  private static boolean enters(TraceEvent event, Syscall call) {
    return event instanceof TraceEvent.SyscallEnter enter && enter.call() == call;
  }
}
