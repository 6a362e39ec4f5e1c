package org.rmmodel.impl;

/**
 * A {@code BUG_ON} has fired.
 *
 * <p>As in the kernel, nothing is rolled back: what the failing step wrote stays written.
 */
public final class KernelBugException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes one.
   *
   * @param condition the condition that the kernel found to be true
   */
  public KernelBugException(String condition) {
    super("BUG_ON(" + condition + ")");
  }
}
