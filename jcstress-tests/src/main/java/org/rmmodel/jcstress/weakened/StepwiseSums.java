package org.rmmodel.jcstress.weakened;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * {@link org.rmmodel.impl.refcount.PerCpuRefcount} for two CPUs, with a method for each step that a
 * subclass weakens. As it stands, every access mode is that of the real class.
 */
public class StepwiseSums {
  private static final int CPUS = 2;
  private static final int STRIDE = 16;

  /** The increments, a number for each CPU. */
  private final AtomicLongArray incs = new AtomicLongArray(CPUS * STRIDE);

  /** The decrements, a number for each CPU. */
  private final AtomicLongArray decs = new AtomicLongArray(CPUS * STRIDE);

  /** Makes a count of 0. */
  public StepwiseSums() {}

  /**
   * Takes a reference: opaque.
   *
   * @param cpu on which CPU
   */
  public final void moduleGet(int cpu) {
    incs.setOpaque(cpu * STRIDE, incs.getPlain(cpu * STRIDE) + 1);
  }

  /**
   * Gives a reference back.
   *
   * @param cpu on which CPU
   */
  public final void modulePut(int cpu) {
    store(decs, cpu * STRIDE, decs.getPlain(cpu * STRIDE) + 1);
  }

  /**
   * Writes a decrement: release.
   *
   * @param decs the decrements
   * @param index which one
   * @param value what to write
   */
  protected void store(AtomicLongArray decs, int index, long value) {
    decs.setRelease(index, value);
  }

  /**
   * Sums up, decrements first.
   *
   * @return how many references are held, or more
   */
  public int moduleRefcount() {
    long given = sumDecs();
    return (int) (sumIncs() - given);
  }

  /**
   * Sums the decrements: acquire.
   *
   * @return the sum
   */
  protected final long sumDecs() {
    long sum = 0;
    for (int cpu = 0; cpu < CPUS; cpu++) {
      sum += decs.getAcquire(cpu * STRIDE);
    }
    return sum;
  }

  /**
   * Sums the increments: opaque.
   *
   * @return the sum
   */
  protected final long sumIncs() {
    long sum = 0;
    for (int cpu = 0; cpu < CPUS; cpu++) {
      sum += incs.getOpaque(cpu * STRIDE);
    }
    return sum;
  }
}
