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

  /** It has got the module that it is loading since module_load: init() may do that. */
  boolean hasOwnGets;

  private boolean fresh = true;
  private int outside = LogOrder.BEGINNING;

  /** No event so far shows that it was outside of a load or an unload begun before the log. */
  boolean isFresh() {
    return fresh;
  }

  /** An event shows that no load is before its module_load, and no unload begun before the log. */
  void isOutside(int position) {
    fresh = false;
    outside = position;
  }

  /** After this position a load may have begun of which the log does not have the call. */
  int lastOutside() {
    return outside;
  }

  /** Is it in init() of this module, or about to put its init hold? */
  boolean holdsInit(String module) {
    return load != null && module.equals(load.module) && load.line < 0;
  }

  /** Is it in a load that has not come to its module_load? */
  boolean loads() {
    return load == null && loadEnter >= 0;
  }
}
