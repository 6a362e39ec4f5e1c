package org.rmmodel.impl.kernel;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What functions that are not the kernel's own have thrown while the kernel went on with what it
 * had to finish: a module's {@code init} or {@code exit}, a notifier, a callback.
 */
public final class Thrown {
  private @Nullable Throwable first;

  private Thrown() {}

  /**
   * Runs a call that may come upon such functions, to its end; then throws the first exception that
   * was kept, with the others suppressed in it. If the call itself throws, they are suppressed in
   * that.
   *
   * @param <T> what the call returns
   * @param call the call
   * @return what it returned
   */
  public static <T> T collecting(Function<Thrown, T> call) {
    Objects.requireNonNull(call, "call");
    Thrown thrown = new Thrown();
    T result;
    try {
      result = call.apply(thrown);
    } catch (Throwable e) {
      if (thrown.first != null && thrown.first != e) {
        e.addSuppressed(thrown.first);
      }
      throw e;
    }
    if (thrown.first != null) {
      throw Thrown.<RuntimeException>unchecked(thrown.first);
    }
    return result;
  }

  /**
   * Runs a function {@linkplain Cpu#outside outside} the kernel, and keeps what it throws.
   *
   * @param cpu the caller's
   * @param function the function
   * @return whether it has thrown nothing
   */
  public boolean collect(Cpu cpu, Runnable function) {
    Objects.requireNonNull(cpu, "cpu");
    Objects.requireNonNull(function, "function");
    try {
      cpu.outside(function);
      return true;
    } catch (Throwable e) { // also a checked one that was smuggled out
      keep(e);
      return false;
    }
  }

  /**
   * Keeps what was thrown.
   *
   * @param e the exception
   */
  public void keep(Throwable e) {
    Objects.requireNonNull(e, "e");
    if (first == null) {
      first = e;
    } else if (first != e) {
      first.addSuppressed(e);
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // thrown as what it is
  private static <E extends Throwable> E unchecked(Throwable e) throws E {
    throw (E) e;
  }
}
