package org.rmmodel.checker.trace;

import static org.rmmodel.checker.trace.ModuleScript.UNKNOWN;

import org.jspecify.annotations.Nullable;

/** A call that begins or ends a module's life, or does both: a load whose init() fails. */
abstract sealed class LifeCall extends Call permits DeleteCall, LoadCall {
  /** What the call returned. */
  int result = UNKNOWN;

  /** It was under way when the log began. */
  boolean begunBefore;

  /** The last line before the step of free_module's first statement. */
  int free = -1;

  /** The line of module_free. */
  int freeLine = -1;

  LifeCall(@Nullable String module, int from) {
    super(module, from);
  }

  /** The line of module_load; negative if there is none. */
  int loadLine() {
    return -1;
  }
}
