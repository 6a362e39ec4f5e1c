package org.rmmodel.impl.module;

import org.rmmodel.impl.kernel.Cpu;

/** A module's {@code exit} function, in two halves, so that its waiting can be seen. */
@FunctionalInterface
public interface ModuleExit {
  /**
   * Withdraws the module from its users. Called without locks, when the unload has been decided;
   * may sleep, and load or unload modules.
   *
   * <p>An {@code exit} that throws does not keep the module: the unload goes on, and the exception
   * reaches the caller of {@link ModuleLoader#deleteModule} at its end.
   *
   * @param cpu the unloader's
   * @param self the module, GOING
   */
  void exit(Cpu cpu, Module self);

  /**
   * Tells whether {@code exit} can begin: whether the locks that it takes first are free. Asked
   * again and again, on any thread; without side effects.
   *
   * @return whether it can; true unless overridden
   */
  default boolean canBegin() {
    return true;
  }

  /**
   * Tells whether everybody has left who was on the way in when the module was withdrawn. {@code
   * exit} returns to the kernel when this is so, or when it throws, whatever it throws; an
   * interrupt does not end the wait. Asked again and again, on any thread; without side effects.
   *
   * @return whether {@code exit} may return; true unless overridden
   */
  default boolean isQuiet() {
    return true;
  }
}
