package org.rmmodel.impl.kernel;

/**
 * A {@code BUG_ON} has fired, or a call was made where the kernel forbids it.
 *
 * <p>As in the kernel, nothing is rolled back: what the failing step wrote stays written, and a
 * mutex that was held will never be released (see {@link Mutex}).
 */
public final class KernelBugException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes one.
   *
   * @param condition what the kernel found to be true
   */
  public KernelBugException(String condition) {
    super("BUG_ON(" + condition + ")");
  }
}
