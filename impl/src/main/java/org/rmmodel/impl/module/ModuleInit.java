package org.rmmodel.impl.module;

import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;

/** A module's {@code init} function. */
@FunctionalInterface
public interface ModuleInit {
  /**
   * Makes the module known to its users, or fails and leaves nothing behind. From here on, and
   * until {@code exit} has returned, whoever has the module from it may {@linkplain
   * ModuleLoader#tryModuleGet get} it. Called without locks; may sleep, and load or unload modules.
   * One that loads its own name waits for itself, as in the kernel, until it is interrupted.
   *
   * <p>An {@code init} that throws, or returns null, counts as one that fails; the exception
   * reaches the caller of {@link ModuleLoader#loadModule} once the module is gone.
   *
   * @param cpu the loader's
   * @param self the module, COMING
   * @return OK, or why it failed
   */
  Errno init(Cpu cpu, Module self);

  /**
   * Does what {@code init} has to wait for before it can say how it ends, such as a request for
   * another module: called before {@link #init}, under the same conditions, with steps of its own.
   * If it throws, {@code init} has failed, and is not called.
   *
   * @param cpu the loader's
   * @param self the module, COMING
   */
  default void begin(Cpu cpu, Module self) {}
}
