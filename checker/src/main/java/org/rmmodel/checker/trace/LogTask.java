package org.rmmodel.checker.trace;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a task of the log is in the middle of. */
final class LogTask {
  /** How far in delete_module an event is. */
  enum DeleteStep {
    NONE,
    SUB,
    NOT_ZERO,
    READD,
    GOING,
    FREE_CALL,
    MODULE_FREE;

    static DeleteStep of(TraceEvent.ReleaseStep step) {
      return switch (step) {
        case SUB -> SUB;
        case NOT_ZERO -> NOT_ZERO;
        case READD -> READD;
        case GOING -> GOING;
      };
    }
  }

  final Links.OfTask links = new Links.OfTask();

  /** The calls under way. */
  @Nullable LoadCall load;

  @Nullable DeleteCall delete;
  @Nullable CountCall count;

  /** The position of the system call's entry; negative outside of it. */
  int loadEnter = -1;

  int deleteEnter = -1;

  /** Does the system call under way force? */
  boolean forced;

  /** How far the unload under way is, where calls are not recorded. */
  DeleteStep deleteStep = DeleteStep.NONE;

  /** It is in mod_sysfs_teardown. */
  boolean inTeardown;

  /** It is a thread of a test module. */
  boolean anyWorkerCall;

  /** The modules that its gets and puts as such a thread were of. */
  final Set<String> workerModules = new LinkedHashSet<>();

  private boolean fresh = true;

  /** No event so far shows that it was outside of a load or an unload begun before the log. */
  boolean isFresh() {
    return fresh;
  }

  /** An event shows that it is outside of a load and an unload begun before the log. */
  void isOutside() {
    fresh = false;
  }

  /** Is it in a load that has not come to its module_load? */
  boolean loads() {
    return load == null && loadEnter >= 0;
  }
}
