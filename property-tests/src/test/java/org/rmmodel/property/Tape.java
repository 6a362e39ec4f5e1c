package org.rmmodel.property;

import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.StepListener;
import org.rmmodel.impl.module.Module;

/** Is told of the calls that tasks make, and of their steps. Nobody is, unless a test records. */
public interface Tape {
  /** Records nothing. */
  Tape NONE = new Tape() {};

  /** The calls, by the names that recordings have for them. */
  enum Kind {
    GET,
    BORROW,
    PUT,
    READ,
    SYMBOL_GET,
    SYMBOL_PUT,
    LOAD,
    DELETE,
    PROC_MODULES
  }

  /**
   * Is told of steps, too.
   *
   * @param next who is told besides
   * @return who is told in its place
   */
  default StepListener around(StepListener next) {
    return next;
  }

  /** A task comes in to a call, before it looks at anything that the call relies on. */
  default void enters(Cpu cpu, Kind kind, String name) {}

  /** The call is about this module, or has loaded it. */
  default void isAbout(Cpu cpu, Module module) {}

  /** Nothing came of the call: it was not made. */
  default void leaves(Cpu cpu) {}

  /** The call has returned. */
  default void returns(Cpu cpu, int result) {}
}
