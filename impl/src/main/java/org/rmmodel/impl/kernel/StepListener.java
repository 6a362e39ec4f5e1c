package org.rmmodel.impl.kernel;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Is told of every step before it is taken, and may hold the thread back for as long as it likes.
 */
@FunctionalInterface
public interface StepListener {
  /**
   * The CPU is about to take a step. The step is taken after this call has returned, up to the next
   * one that is announced.
   *
   * <p>A listener that lets one thread run at a time must return only when the step is enabled;
   * then no thread ever waits inside the implementation. One that does not care may ignore that:
   * the step waits by itself for what it needs.
   *
   * <p>What it throws is an oops of the task at this step: the call is left as it is, nothing is
   * rolled back, and a mutex that is held is lost (see {@link Mutex}). A listener that never
   * returns is a task that never goes on.
   *
   * @param cpu who takes the step; the calling thread runs on it
   * @param action the step
   * @param module the name of the module in hand, or null if the step is about none
   * @param enabled tells whether the step can be taken now, as an action's guard does in the
   *     specification; without side effects; may be asked by any thread while this call lasts
   */
  void at(Cpu cpu, Action action, @Nullable String module, BooleanSupplier enabled);
}
