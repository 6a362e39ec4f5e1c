package org.rmmodel.property.schedule;

import java.util.concurrent.atomic.AtomicLongArray;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.refcount.Refcount;

/**
 * Counts with one mistake each. Where a step was torn in two, the second half is announced, too.
 */
final class CountMutants {
  private CountMutants() {}

  /** Looks whether the count is zero, and increments it afterwards. */
  static final class GetChecksThenIncrements extends CopiedRefcount {
    GetChecksThenIncrements(Kernel kernel, String module) {
      super(kernel, module);
    }

    @Override
    public boolean tryModuleGet(Cpu cpu) {
      if (refcnt.get() == 0) {
        return false;
      }
      cpu.at(Action.TryModuleGet_AtomicInc, module);
      refcnt.incrementAndGet();
      return true;
    }
  }

  /** Increments without a look at the count: the state alone is looked at. */
  static final class GetNeverLooks extends CopiedRefcount {
    GetNeverLooks(Kernel kernel, String module) {
      super(kernel, module);
    }

    @Override
    public boolean tryModuleGet(Cpu cpu) {
      refcnt.incrementAndGet();
      return true;
    }
  }

  /** Fails when somebody else changes the count at the same time. */
  static final class GetGivesUp extends CopiedRefcount {
    GetGivesUp(Kernel kernel, String module) {
      super(kernel, module);
    }

    @Override
    public boolean tryModuleGet(Cpu cpu) {
      int seen = refcnt.get();
      cpu.at(Action.TryModuleGet_IncNotZero, module);
      return seen != 0 && refcnt.compareAndSet(seen, seen + 1);
    }
  }

  /** Reads the count, and writes one less afterwards. */
  static final class PutReadsThenWrites extends CopiedRefcount {
    PutReadsThenWrites(Kernel kernel, String module) {
      super(kernel, module);
    }

    @Override
    public boolean modulePut(Cpu cpu) {
      int seen = refcnt.get();
      cpu.at(Action.ModulePut_DecIfPositive, module);
      refcnt.set(seen - 1);
      return true;
    }
  }

  /** Looks whether the base is all that is left, and takes it away afterwards. */
  static final class ReleaseWithoutBase extends CopiedRefcount {
    ReleaseWithoutBase(Kernel kernel, String module) {
      super(kernel, module);
    }

    @Override
    public boolean tryRelease(Cpu cpu) {
      cpu.at(Action.TryStopModule_AtomicRead, module);
      if (refcnt.get() != 1) {
        return false;
      }
      cpu.at(Action.TryStopModule_TestZero, module);
      refcnt.decrementAndGet();
      return true;
    }
  }

  /** Takes the base back even if the last put has been, so that a commit is undone. */
  static final class RecoveryAddsBlindly extends CopiedRefcount {
    RecoveryAddsBlindly(Kernel kernel, String module) {
      super(kernel, module);
    }

    @Override
    boolean recover() {
      refcnt.incrementAndGet();
      return false;
    }
  }

  /** Leaves the base where it is. */
  static final class NoRecovery extends CopiedRefcount {
    NoRecovery(Kernel kernel, String module) {
      super(kernel, module);
    }

    @Override
    boolean recover() {
      return false;
    }
  }

  /** Takes the base back and goes on as if it had not. */
  static final class RecoveryIsACommit extends CopiedRefcount {
    RecoveryIsACommit(Kernel kernel, String module) {
      super(kernel, module);
    }

    @Override
    boolean recover() {
      super.recover();
      return true;
    }
  }

  /** Begins with the base alone. */
  static final class NothingHeldDuringInit extends CopiedRefcount {
    NothingHeldDuringInit(Kernel kernel, String module) {
      super(kernel, module);
    }

    @Override
    public void moduleUnloadInit(Cpu cpu) {
      refcnt.set(1);
    }
  }

  /** Says that there was nothing to put. */
  static final class PutAlwaysWarns extends CopiedRefcount {
    PutAlwaysWarns(Kernel kernel, String module) {
      super(kernel, module);
    }

    @Override
    public boolean modulePut(Cpu cpu) {
      super.modulePut(cpu);
      return false;
    }
  }

  /** Keeps every module for ever. */
  static final class ReleaseNeverCommits extends CopiedRefcount {
    ReleaseNeverCommits(Kernel kernel, String module) {
      super(kernel, module);
    }

    @Override
    public boolean tryRelease(Cpu cpu) {
      return false;
    }
  }

  /** Sums the increments before the decrements. */
  static final class IncrementsSummedFirst implements Refcount {
    private final String module;
    private final int cpus;
    private final AtomicLongArray incs;
    private final AtomicLongArray decs;

    IncrementsSummedFirst(Kernel kernel, String module) {
      this.module = module;
      cpus = kernel.possibleCpus();
      incs = new AtomicLongArray(cpus);
      decs = new AtomicLongArray(cpus);
    }

    @Override
    public Action getAction() {
      return Action.TryModuleGet_ThisCpuInc;
    }

    @Override
    public Action putAction() {
      return Action.ModulePut_ThisCpuInc;
    }

    @Override
    public void moduleUnloadInit(Cpu cpu) {
      incs.set(cpu.id(), 1);
    }

    @Override
    public boolean tryModuleGet(Cpu cpu) {
      incs.getAndIncrement(cpu.id());
      return true;
    }

    @Override
    public void moduleGet(Cpu cpu) {
      incs.getAndIncrement(cpu.id());
    }

    @Override
    public boolean modulePut(Cpu cpu) {
      decs.getAndIncrement(cpu.id());
      return true;
    }

    @Override
    public int moduleRefcount(Cpu cpu) {
      long sum = 0;
      for (int i = 0; i < cpus; i++) {
        cpu.at(Action.ModuleRefcount_SumIncs, module);
        sum += incs.get(i);
      }
      for (int i = 0; i < cpus; i++) {
        cpu.at(Action.ModuleRefcount_SumDecs, module);
        sum -= decs.get(i);
      }
      return (int) sum;
    }

    @Override
    public boolean tryRelease(Cpu cpu) {
      return moduleRefcount(cpu) == 0;
    }
  }
}
