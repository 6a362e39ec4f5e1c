package org.rmmodel.impl.module;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.kernel.Thrown;

/**
 * Whether code of a module's own may return to the kernel. What it throws when it is asked, on
 * whatever thread, ends the wait, and is kept.
 */
final class Quiet {
  private final BooleanSupplier code;

  /** Litmus: none, as it is no step of the protocol. */
  private final AtomicReference<@Nullable Throwable> ended = new AtomicReference<>();

  Quiet(BooleanSupplier code) {
    this.code = code;
  }

  boolean isQuiet() {
    try {
      return ended.get() != null || code.getAsBoolean();
    } catch (Throwable e) { // also a checked one that was smuggled out
      ended.compareAndSet(null, e);
      return true;
    }
  }

  void keepIn(Thrown thrown) {
    Throwable e = ended.get();
    if (e != null) {
      thrown.keep(e);
    }
  }
}
