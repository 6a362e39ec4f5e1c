package org.rmmodel.conformance.trace;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.kernel.Action;

/**
 * A call as it was recorded. Times are {@link System#nanoTime()}, less that of the beginning.
 *
 * @param kind which call
 * @param name the module's name, or the exporter's of a symbol; empty if it is about none
 * @param load the address of the module that a load made, or that a get, put or read is about; 0 if
 *     it is not known
 * @param enter when its task came in to it, before anything that it relies on was looked at
 * @param steps the steps that were announced, in their order
 * @param result what it returned, or {@link #OOPS}, {@link #DEATH}
 * @param end when it had returned
 * @param line the line of the file at which it begins; 0 if it was not read from one
 */
public record RecordedCall(
    CallKind kind,
    String name,
    long load,
    long enter,
    List<RecordedStep> steps,
    int result,
    long end,
    int line) {

  /** The result of a call that touched what was freed, or followed a poisoned pointer. */
  static final int OOPS = -1001;

  /** The result of a call that came to a BUG_ON: its task is dead. */
  static final int DEATH = -1002;

  /** Copies the list. */
  public RecordedCall {
    steps = List.copyOf(steps);
  }

  /**
   * A step: it was taken between these two instants.
   *
   * @param action the step
   * @param module the name of the module in hand, or null
   * @param start when its announcement had returned
   * @param end when the next step of the task was announced, or its call had returned
   */
  public record RecordedStep(Action action, @Nullable String module, long start, long end) {}
}
