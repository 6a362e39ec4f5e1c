package org.rmmodel.jcstress.litmus;

import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.kernel.KernelVersion;

/** What tests of the count alone need of a machine: the count only asks it who listens. */
final class Machine {
  static final Kernel KERNEL = new Kernel(KernelVersion.V3_19);

  /** The CPU of the task that gets and puts. */
  static final Cpu USER = KERNEL.cpuUp();

  /** The CPU of the task that loads and unloads. */
  static final Cpu UNLOADER = KERNEL.cpuUp();

  private Machine() {}
}
