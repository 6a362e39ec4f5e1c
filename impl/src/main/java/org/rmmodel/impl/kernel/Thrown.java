package org.rmmodel.impl.kernel;

import org.jspecify.annotations.Nullable;

/**
 * What functions that are not the kernel's own have thrown while the kernel went on with what it
 * had to finish: a module's {@code init} or {@code exit}, a notifier, a callback.
 */
public final class Thrown {
  private @Nullable Throwable first;

  /** Makes an empty one. */
  public Thrown() {}

  /**
   * Runs a function, and keeps what it throws.
   *
   * @param function the function
   */
  public void collect(Runnable function) {
    try {
      function.run();
    } catch (RuntimeException | Error e) {
      if (first == null) {
        first = e;
      } else if (first != e) {
        first.addSuppressed(e);
      }
    }
  }

  /** Throws the first exception that was kept, with the others suppressed in it; or none. */
  public void rethrow() {
    if (first instanceof RuntimeException e) {
      throw e;
    }
    if (first instanceof Error e) {
      throw e;
    }
  }
}
