package org.rmmodel.jcstress.weakened;

import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.kernel.KernelVersion;
import org.rmmodel.impl.kernel.StopMachine;

/** A machine whose stop_machine does not wait until the other CPUs have stopped. */
public final class HastyKernel extends Kernel {
  /**
   * Makes a machine.
   *
   * @param version which kernel it runs
   */
  public HastyKernel(KernelVersion version) {
    super(version);
  }

  @Override
  protected StopMachine newStopMachine() {
    return new HastyStopMachine(this);
  }

  private static final class HastyStopMachine extends StopMachine {
    HastyStopMachine(Kernel kernel) {
      super(kernel);
    }

    @Override
    protected boolean othersAreParked(Cpu cpu) {
      return true;
    }
  }
}
