package org.rmmodel.checker.trace;

import org.rmmodel.checker.trace.TraceEvent.Counted;
import org.rmmodel.checker.trace.TraceEvent.Operation;

/**
 * Which step of the protocol a get or put is.
 *
 * @param kind the step
 * @param certain whether the call site says so; otherwise it is how a reader of the log would take
 *     it
 */
record CountStep(Kind kind, boolean certain) {
  /** The steps. */
  enum Kind {
    /** A get of resolve_symbol, for a link. */
    LINK,
    /** A put of module_unload_free, or of resolve_symbol when there is no memory for the link. */
    UNLINK,
    /** The put of do_init_module. */
    INIT_HOLD,
    /** Any other get or put. */
    OTHER
  }

  /**
   * Finds the step.
   *
   * @param event a get or put
   * @param task what its task is in the middle of
   * @return the step
   */
  static CountStep of(Counted event, LogTask task) {
    return event.operation() == Operation.PUT ? put(event, task) : get(event, task);
  }

  private static CountStep get(Counted event, LogTask task) {
    return switch (event.callSite()) {
      case RESOLVE_SYMBOL, LOAD_MODULE -> new CountStep(Kind.LINK, true);
      case UNKNOWN -> new CountStep(task.holdsInit(event.module()) ? Kind.OTHER : Kind.LINK, false);
      case MODULE_UNLOAD_FREE, DO_INIT_MODULE, OTHER -> new CountStep(Kind.OTHER, true);
    };
  }

  private static CountStep put(Counted event, LogTask task) {
    boolean own = task.load != null && event.module().equals(task.load.module);
    boolean other = task.load == null ? task.loads() || task.links.isFreeing() : !own;
    return switch (event.callSite()) {
      case DO_INIT_MODULE, LOAD_MODULE -> new CountStep(other ? Kind.UNLINK : Kind.INIT_HOLD, true);
      case MODULE_UNLOAD_FREE, RESOLVE_SYMBOL -> new CountStep(Kind.UNLINK, true);
      case UNKNOWN ->
          task.holdsInit(event.module())
              ? new CountStep(Kind.INIT_HOLD, !task.hasOwnGets)
              : new CountStep(task.links.owes(event.module()) ? Kind.UNLINK : Kind.OTHER, false);
      case OTHER -> new CountStep(Kind.OTHER, true);
    };
  }
}
