package org.rmmodel.lkmm.execution;

import org.rmmodel.lkmm.parse.LitmusException;

/** Ends a way through a thread before its last statement. */
abstract sealed class DeadEnd extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private DeadEnd() {
    super(null, null, false, false);
  }

  /** No execution takes the way: it reads where nothing is, or reckons with any value. */
  static final class NoWay extends DeadEnd {
    private static final long serialVersionUID = 1L;
  }

  /** The way cannot be gone on with. */
  static final class Fault extends DeadEnd {
    private static final long serialVersionUID = 1L;
    private final transient LitmusException why;

    Fault(LitmusException why) {
      this.why = why;
    }

    LitmusException why() {
      return why;
    }
  }
}
