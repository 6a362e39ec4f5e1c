package org.rmmodel.checker.trace;

import static org.rmmodel.checker.trace.ModuleScript.UNKNOWN;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call of a function of the protocol, as far as the lines of its task have shown it. Positions
 * are those of {@link LogOrder}; where nothing is known they are negative.
 */
abstract sealed class Call permits CountCall, ReadCall, LifeCall {
  /** The module that it is about; null as long as no line has named it. */
  @Nullable String module;

  /** The call begins after this position. */
  int from;

  /** The call has ended by this position. */
  int end = LogOrder.OPEN;

  /** The protocol task that carries it out, and its number among that task's calls. */
  String protocolTask = "";

  int nth;

  /** The line that tells the count, what it tells, and before which position that was read. */
  int line = -1;

  int value = UNKNOWN;
  int due = LogOrder.OPEN;

  private final List<Mark> marks = new ArrayList<>(1);

  Call(@Nullable String module, int from) {
    this.module = module;
    this.from = from;
  }

  /**
   * What a line of the log is to a call.
   *
   * @param position the line's position
   * @param kind what it shows
   * @param value what it prints, or UNKNOWN
   */
  record Mark(int position, LineKind kind, int value) {}

  /** A line of the log shows the call. */
  void mark(int position, LineKind kind, int value) {
    marks.add(new Mark(position, kind, value));
  }

  /** A line of the log shows the call, and prints nothing that is compared. */
  void mark(int position, LineKind kind) {
    mark(position, kind, UNKNOWN);
  }

  /** The lines that show it. */
  List<Mark> marks() {
    return marks;
  }

  /** Whom the specification has carry it out. */
  abstract Role role();

  /** The position of the line that prints the count after the call; negative if there is none. */
  int printedAt() {
    return line;
  }

  /** Where the call stands among those of its role. */
  final int pivot() {
    return line >= 0 ? line : marks.get(marks.size() - 1).position;
  }

  /**
   * The call as the specification reads it.
   *
   * @param at the lines of the module's script
   * @param lives when the module was loaded and freed
   * @return the operation
   */
  abstract ModuleScript.Operation operation(Positions at, Lives lives);
}
