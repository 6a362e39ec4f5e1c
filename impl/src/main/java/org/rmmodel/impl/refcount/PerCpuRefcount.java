package org.rmmodel.impl.refcount;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLongArray;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Kernel;

/**
 * The count before the series: two numbers per CPU, increments and decrements, of a {@code struct
 * module_ref}. A reference may be taken on one CPU and given back on another, so only the sums mean
 * something.
 *
 * <p>A get or put writes to the numbers of its own CPU and to nothing else. Each number has one
 * writer, who is in a preempt-off section; so no atomic update is needed, only that readers see
 * whole numbers.
 *
 * <p>The sums are read one number at a time, decrements first. So a decrement that is counted has
 * had its increment counted too, and the count is never too low; it may be too high by what came
 * and went in between. It is exact when the machine is stopped, as it is for an unload.
 */
public final class PerCpuRefcount implements Refcount {
  /** Longs from one CPU's number to the next: two lines of 64 bytes. */
  private static final int STRIDE = 16;

  private final String module;
  private final int cpus;
  private final AtomicLongArray incs;
  private final AtomicLongArray decs;

  /**
   * Makes a count of 0.
   *
   * @param kernel the machine on which it counts
   * @param module the module's name
   */
  public PerCpuRefcount(Kernel kernel, String module) {
    Objects.requireNonNull(kernel, "kernel");
    this.module = Objects.requireNonNull(module, "module");
    cpus = kernel.possibleCpus();
    incs = new AtomicLongArray(at(cpus));
    decs = new AtomicLongArray(at(cpus));
  }

  @Override
  public Action getAction() {
    return Action.TryModuleGet_ThisCpuInc;
  }

  @Override
  public Action putAction() {
    return Action.ModulePut_ThisCpuInc;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Sets incs to 1 on the loader's CPU.
   *
   * <p>Memory order: <em>release</em>, as in {@link BasedRefcount#moduleUnloadInit}.
   */
  @Override
  public void moduleUnloadInit(Cpu cpu) {
    incs.setRelease(at(cpu.id()), 1);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Memory order: <em>opaque</em>. What the reference is good for is ordered by the end of the
   * preempt-off section, which stop_machine waits for.
   *
   * @return true
   */
  @Override
  public boolean tryModuleGet(Cpu cpu) {
    moduleGet(cpu);
    return true;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Memory order: as {@link #tryModuleGet}.
   */
  @Override
  public void moduleGet(Cpu cpu) {
    int mine = at(cpu.id());
    incs.setOpaque(mine, incs.getPlain(mine) + 1);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Memory order: <em>release</em>, the kernel's {@code smp_wmb} before the decrement: who sees
   * it sees the increment that came before it, on whatever CPU.
   *
   * @return true
   */
  @Override
  public boolean modulePut(Cpu cpu) {
    int mine = at(cpu.id());
    decs.setRelease(mine, decs.getPlain(mine) + 1);
    return true;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Memory order: decrements with <em>acquire</em>, the kernel's {@code smp_rmb} between the
   * sums; increments <em>opaque</em>.
   *
   * @return at least the number of references that were held at some instant of the call; no bound
   *     above
   */
  @Override
  public int moduleRefcount(Cpu cpu) {
    long sum = 0;
    for (int i = 0; i < cpus; i++) {
      cpu.at(Action.ModuleRefcount_SumDecs, module);
      sum -= decs.getAcquire(at(i));
    }
    for (int i = 0; i < cpus; i++) {
      cpu.at(Action.ModuleRefcount_SumIncs, module);
      sum += incs.getOpaque(at(i));
    }
    return (int) sum;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Memory order: plain would do, as stop_machine orders everything before and after.
   */
  @Override
  public boolean tryRelease(Cpu cpu) {
    cpu.at(Action.TryStopModule_SumDecs, module);
    long sum = 0;
    for (int i = 0; i < cpus; i++) {
      sum -= decs.getAcquire(at(i));
    }
    cpu.at(Action.TryStopModule_SumIncs, module);
    for (int i = 0; i < cpus; i++) {
      sum += incs.getOpaque(at(i));
    }
    return sum == 0;
  }

  /** Where a CPU's number is: away from the array's length, which every access on any CPU reads. */
  private static int at(int cpu) {
    return (cpu + 1) * STRIDE;
  }
}
