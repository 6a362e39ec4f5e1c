package org.rmmodel.lincheck;

import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.kernel.KernelVersion;

/**
 * What the operations of a run are made on. Lincheck makes its instances through constructors
 * without parameters, so this stands in a static field while a search runs; one search runs at a
 * time.
 *
 * @param kernel which kernel
 * @param errors how exactly a refusal is told
 */
record Setting(KernelVersion kernel, Errors errors) {
  /** What of a system call's answer the sequential specification says. */
  enum Errors {
    /** The error number. */
    WHICH,
    /** That there was an error. */
    WHETHER
  }

  private static volatile Setting now = new Setting(KernelVersion.V3_19, Errors.WHETHER);

  /** A kernel, and only whether it refuses. */
  static Setting of(KernelVersion kernel) {
    return new Setting(kernel, Errors.WHETHER);
  }

  static Setting now() {
    return now;
  }

  /** Has what is made from now on use this setting. */
  void enter() {
    now = this;
  }

  /** Tells an error number as exactly as it is to be told. */
  String tell(Errno errno) {
    return errno == Errno.OK || errors == Errors.WHICH ? errno.name() : "refused";
  }
}
