package org.rmmodel.checker.trace;

import static org.rmmodel.checker.trace.ModuleScript.NEVER;
import static org.rmmodel.checker.trace.ModuleScript.UNKNOWN;

import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.trace.TraceEvent.Release;

/** A call of delete_module. */
final class DeleteCall extends LifeCall {
  private final boolean forced;

  /** The exact values that the base's subtraction and its recovery replaced. */
  int sub = UNKNOWN;

  private int readd = UNKNOWN;

  /** The lines before the recovery and before the state becomes GOING. */
  private int notZero = -1;

  private int going = -1;

  DeleteCall(@Nullable String module, boolean forced, int from) {
    super(module, from);
    this.forced = forced;
  }

  boolean isForced() {
    return forced;
  }

  @Override
  Role role() {
    return forced ? Role.FORCER : Role.UNLOADER;
  }

  /** A probe in try_release_module_ref or delete_module shows a step; each comes only once. */
  void releases(int position, Release release) {
    switch (release.step()) {
      case SUB -> {
        step(position, LineKind.REL_SUB, sub == UNKNOWN, release.value());
        sub = release.value();
      }
      case NOT_ZERO -> {
        step(position, LineKind.REL_NZ, notZero < 0, UNKNOWN);
        notZero = position;
      }
      case READD -> {
        step(position, LineKind.REL_READD, readd == UNKNOWN, release.value());
        readd = release.value();
      }
      case GOING -> {
        step(position, LineKind.GOING, going < 0, UNKNOWN);
        going = position;
      }
    }
  }

  private void step(int position, LineKind kind, boolean first, int value) {
    mark(position, first ? kind : LineKind.IMPOSSIBLE, value);
  }

  /**
   * The call returns.
   *
   * @param position the line of the return
   * @param value what it returned
   * @param again whether the same return may be shown once more: by a probe, then by the system
   *     call
   */
  void returns(int position, int value, boolean again) {
    if (result == UNKNOWN) {
      result = value;
      mark(position, LineKind.DELETE_RET, value);
    } else {
      boolean same = again && result == value && end != position;
      mark(position, same ? LineKind.SAME : LineKind.IMPOSSIBLE, value);
    }
    end = position;
  }

  @Override
  ModuleScript.Operation operation(Positions at, Lives lives) {
    // Where the release is recorded, what is not there was not done.
    int unseen = lives.releasesRecorded() && !begunBefore ? NEVER : UNKNOWN;
    return ModuleScript.Operation.delete(
        at.upTo(freeLine >= 0 ? Math.max(from, lives.loadBefore(this)) : from),
        result,
        sub == UNKNOWN ? unseen : sub,
        notZero >= 0 ? at.upTo(notZero) : 0,
        readd == UNKNOWN ? unseen : readd,
        going >= 0 ? at.upTo(going) : 0,
        freeLine >= 0 ? at.upTo(free) : NEVER,
        lives.dependents(this));
  }
}
