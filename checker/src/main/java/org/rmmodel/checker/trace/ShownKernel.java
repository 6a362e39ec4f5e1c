package org.rmmodel.checker.trace;

import java.util.List;
import java.util.Optional;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.trace.TraceEvent.Counted;
import org.rmmodel.checker.trace.TraceEvent.Operation;
import org.rmmodel.checker.trace.format.LogShows;

/**
 * What a log shows of its kernel. Only a kernel with CONFIG_PREEMPT_COUNT counts the depth: without
 * it the column is always a dot, which says nothing. A preemptible kernel has it.
 *
 * @param hasFlags whether its lines have flags at all
 * @param countsDepth whether a line shows a depth
 * @param getsDisablePreemption whether a put does that: of the init hold it is called with
 *     preemption on, so the depth on its line is its own; empty if the log does not say it
 */
record ShownKernel(boolean hasFlags, boolean countsDepth, Optional<Boolean> getsDisablePreemption) {

  /**
   * Looks at a log.
   *
   * @param lines its lines
   * @param shows what it shows of itself
   * @return what they show
   */
  static ShownKernel in(List<TraceLine> lines, LogShows shows) {
    if (!shows.flags()) {
      return new ShownKernel(false, false, Optional.empty());
    }
    boolean counts = lines.stream().anyMatch(TraceLine::preemptOff);
    if (!counts) {
      return new ShownKernel(true, false, Optional.empty());
    }
    List<Boolean> own =
        lines.stream()
            .filter(line -> isInitHold(line.event()))
            .map(TraceLine::preemptOff)
            .distinct()
            .toList();
    return new ShownKernel(
        true, true, own.size() == 1 ? Optional.of(own.get(0)) : Optional.empty());
  }

  private static boolean isInitHold(TraceEvent event) {
    return event instanceof Counted counted
        && counted.operation() == Operation.PUT
        && counted.callSite() == CallSite.DO_INIT_MODULE;
  }

  /**
   * Can this kernel show what the log shows?
   *
   * @param kernel a kernel
   * @return false if the log's columns say that it is another
   */
  boolean fits(Kernel kernel) {
    return getsDisablePreemption.isEmpty()
        || getsDisablePreemption.get() != kernel.has("get-put-preemptible");
  }

  /**
   * Is this kernel one that would have shown a depth somewhere, most likely?
   *
   * @param kernel a kernel
   * @return true if it counts the depth, and no line shows one
   */
  boolean isUnlikely(Kernel kernel) {
    return hasFlags && !countsDepth && kernel.preempt();
  }

  /**
   * For the report.
   *
   * @return what the log shows
   */
  String inWords() {
    if (!hasFlags) {
      return "the lines have no flags, so nothing says whether preemption was off";
    }
    if (!countsDepth) {
      return "no line shows a preempt depth, so none is counted (no CONFIG_PREEMPT_COUNT)";
    }
    return getsDisablePreemption
        .map(
            disable ->
                disable
                    ? "the depth is counted, and a put disables preemption (up to v6.4)"
                    : "the depth is counted, and a put does not disable preemption (from v6.5 on)")
        .orElse("the depth is counted");
  }
}
