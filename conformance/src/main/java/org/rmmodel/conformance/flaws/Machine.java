package org.rmmodel.conformance.flaws;

import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.kernel.KernelVersion;
import org.rmmodel.impl.kernel.StepListener;
import org.rmmodel.impl.refcount.Refcount;

/** What a scene is played on: a kernel, and how it counts. A test may make one that is wrong. */
interface Machine {
  /** The machine as it is. */
  Machine REAL = Kernel::new;

  /** Makes the kernel. */
  Kernel kernel(KernelVersion version, int cpus, StepListener listener);

  /** Makes the counts of modules. */
  default Refcount.Factory refcounts(Kernel kernel) {
    return Refcount.of(kernel);
  }
}
