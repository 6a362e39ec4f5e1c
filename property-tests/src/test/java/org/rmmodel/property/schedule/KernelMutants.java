package org.rmmodel.property.schedule;

import java.util.function.Supplier;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.kernel.KernelVersion;
import org.rmmodel.impl.kernel.Mutex;
import org.rmmodel.impl.kernel.StepListener;
import org.rmmodel.impl.kernel.StopMachine;

/** Machines with one mistake each. */
final class KernelMutants {
  private KernelMutants() {}

  /** Has no task that may load and unload. */
  static final class NobodyIsCapable extends Kernel {
    NobodyIsCapable(KernelVersion version, int cpus, StepListener listener) {
      super(version, cpus, listener);
    }

    @Override
    public synchronized Cpu cpuUp() {
      Cpu cpu = super.cpuUp();
      cpu.setCapable(false);
      return cpu;
    }
  }

  /** Waits for no reader. */
  static final class GracePeriodOfNoLength extends Kernel {
    GracePeriodOfNoLength(KernelVersion version, int cpus, StepListener listener) {
      super(version, cpus, listener);
    }

    @Override
    public void synchronizeRcu(Cpu cpu) {}
  }

  /** Waits for rcu readers where it should wait for preempt-off sections. */
  static final class GracePeriodOfRcuOnly extends Kernel {
    GracePeriodOfRcuOnly(KernelVersion version, int cpus, StepListener listener) {
      super(version, cpus, listener);
    }

    @Override
    public void synchronizeSched(Cpu cpu) {
      synchronizeRcu(cpu);
    }
  }

  /** Waits for preempt-off sections where it should wait for rcu readers. */
  static final class GracePeriodOfSchedOnly extends Kernel {
    GracePeriodOfSchedOnly(KernelVersion version, int cpus, StepListener listener) {
      super(version, cpus, listener);
    }

    @Override
    public void synchronizeRcu(Cpu cpu) {
      synchronizeSched(cpu);
    }
  }

  /** Stops the machine while CPUs are in preempt-off sections. */
  static final class StopMachineOverlooksSections extends Kernel {
    StopMachineOverlooksSections(KernelVersion version, int cpus, StepListener listener) {
      super(version, cpus, listener);
    }

    @Override
    protected StopMachine newStopMachine() {
      return new StopMachine(this) {
        @Override
        protected boolean othersAreParked(Cpu cpu) {
          return true;
        }
      };
    }
  }

  /** Runs the function while the machine goes on. */
  static final class StopMachineParksNobody extends Kernel {
    StopMachineParksNobody(KernelVersion version, int cpus, StepListener listener) {
      super(version, cpus, listener);
    }

    @Override
    protected StopMachine newStopMachine() {
      return new StopMachine(this) {
        @Override
        public void run(Cpu cpu, String module, Runnable function) {
          function.run();
        }
      };
    }
  }

  /** Lets everybody in. */
  static final class MutexExcludesNobody extends Kernel {
    MutexExcludesNobody(KernelVersion version, int cpus, StepListener listener) {
      super(version, cpus, listener);
    }

    @Override
    public Mutex newMutex(String name) {
      return new Mutex(name) {
        @Override
        protected void lock(Cpu cpu) {}
      };
    }
  }

  /** Releases the mutex before an unload is decided. */
  static final class UnloadersExcludeNobody extends Kernel {
    UnloadersExcludeNobody(KernelVersion version, int cpus, StepListener listener) {
      super(version, cpus, listener);
    }

    @Override
    public Mutex newMutex(String name) {
      return new Mutex(name) {
        @Override
        public <T> T holdingInterruptibly(Cpu cpu, Supplier<T> function)
            throws InterruptedException {
          super.holdingInterruptibly(cpu, () -> true);
          return function.get();
        }
      };
    }
  }
}
