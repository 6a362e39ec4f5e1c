package org.rmmodel.checker.trace;

import static org.rmmodel.checker.trace.ModuleScript.NEVER;
import static org.rmmodel.checker.trace.ModuleScript.UNKNOWN;

import org.jspecify.annotations.Nullable;

/** A call of try_module_get, __module_get or module_put. */
final class CountCall extends Call {
  final OperationKind kind;

  /** Its caller is a test module's thread, which writes a line before and after. */
  final boolean worker;

  /** The exact value that the read-modify-write replaced. */
  int old = UNKNOWN;

  /** 1 or 0 of a get. */
  int result = UNKNOWN;

  /** Of a get: it is try_module_get. Otherwise it may be __module_get, too. */
  boolean tries;

  CountCall(OperationKind kind, boolean worker, @Nullable String module, int from) {
    super(module, from);
    this.kind = kind;
    this.worker = worker;
  }

  /** What a call of this function is. */
  static OperationKind kind(TraceEvent.Operation operation) {
    return operation == TraceEvent.Operation.PUT ? OperationKind.PUT : OperationKind.GET;
  }

  /** Was its read-modify-write seen, by a probe? */
  boolean isDone() {
    return marks().stream().anyMatch(mark -> mark.kind() == LineKind.GET_DONE);
  }

  /** The position of the last line before the function's entry. */
  int lastCall() {
    int last = from;
    for (Mark mark : marks()) {
      last = mark.kind() == LineKind.CALL ? mark.position() : last;
    }
    return last;
  }

  @Override
  Role role() {
    return Role.USER;
  }

  @Override
  ModuleScript.Operation operation(Positions at, Lives lives) {
    int gate = line >= 0 ? at.upTo(line) : result == 0 ? 0 : NEVER;
    OperationKind what = kind == OperationKind.GET && tries ? OperationKind.TRY : kind;
    return ModuleScript.Operation.count(what, at.upTo(from), gate, value, old, result);
  }
}
