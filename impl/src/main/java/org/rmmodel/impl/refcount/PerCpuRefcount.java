package org.rmmodel.impl.refcount;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.ToIntFunction;
import org.rmmodel.impl.Fact;
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
public class PerCpuRefcount implements Refcount {
  /** Longs from one CPU's number to the next: two lines of 64 bytes. */
  private static final int STRIDE = 16;

  private final String module;
  private final int cpus;
  private final ToIntFunction<Cpu> smpProcessorId;
  private final AtomicLongArray incs;
  private final AtomicLongArray decs;

  /**
   * Makes a count of 0.
   *
   * @param kernel the machine on which it counts
   * @param module the module's name
   */
  public PerCpuRefcount(Kernel kernel, String module) {
    this(module, Objects.requireNonNull(kernel, "kernel").possibleCpus(), Cpu::id);
  }

  /**
   * Makes a count of 0 whose tasks may migrate: in the kernel a task may get on one CPU and put on
   * another, where here a thread has one {@link Cpu} for good. For tests that run one thread at a
   * time: a number must have one writer at a time.
   *
   * @param module the module's name
   * @param cpus how many pairs of numbers there are
   * @param smpProcessorId on which of them a task counts now, 0 or more, below cpus
   */
  public PerCpuRefcount(String module, int cpus, ToIntFunction<Cpu> smpProcessorId) {
    this.module = Objects.requireNonNull(module, "module");
    this.cpus = cpus;
    this.smpProcessorId = Objects.requireNonNull(smpProcessorId, "smpProcessorId");
    incs = new AtomicLongArray(at(cpus));
    decs = new AtomicLongArray(at(cpus));
  }

  /**
   * Reads the increments that were counted on a CPU. For tests. Memory order: <em>opaque</em>.
   * Litmus: none, as no step reads so.
   *
   * @param cpu its number
   * @return how many
   */
  public long incs(int cpu) {
    return incs.getOpaque(at(cpu));
  }

  /**
   * Reads the decrements that were counted on a CPU. For tests. Memory order: <em>opaque</em>.
   * Litmus: none, as no step reads so.
   *
   * @param cpu its number
   * @return how many
   */
  public long decs(int cpu) {
    return decs.getOpaque(at(cpu));
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
   * <p>Memory order: <em>release</em>, as in {@link BasedRefcount#moduleUnloadInit}. Litmus:
   * first-count-release-acquire.
   */
  @Override
  public void moduleUnloadInit(Cpu cpu) {
    incs.setRelease(at(smpProcessorId.applyAsInt(cpu)), 1);
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
   * <p>Memory order: as {@link #tryModuleGet}. Litmus: pair.
   */
  @Override
  public void moduleGet(Cpu cpu) {
    int mine = at(smpProcessorId.applyAsInt(cpu));
    incs.setOpaque(mine, incs.getPlain(mine) + 1);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Memory order: <em>release</em>, the kernel's {@code smp_wmb} before the decrement: who sees
   * it sees the increment that came before it, on whatever CPU ({@link Fact#F41 F41} in the
   * kernel). Litmus: pair-two-cpus-release.
   *
   * @return true
   */
  @Override
  public boolean modulePut(Cpu cpu) {
    int mine = at(smpProcessorId.applyAsInt(cpu));
    decs.setRelease(mine, decs.getPlain(mine) + 1);
    return true;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Memory order: decrements with <em>acquire</em>, the kernel's {@code smp_rmb} between the
   * sums; increments <em>opaque</em>. Litmus: pair, pair-no-rmb.
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

  @Override
  public int count() {
    long sum = 0;
    for (int i = 0; i < cpus; i++) {
      sum += incs(i) - decs(i);
    }
    return (int) sum;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Memory order: plain would do, as stop_machine orders everything before and after. Litmus:
   * stop-machine-exit.
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
