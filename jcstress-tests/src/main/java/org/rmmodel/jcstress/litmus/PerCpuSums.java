package org.rmmodel.jcstress.litmus;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.rmmodel.fixtures.count.IncrementsSummedFirst;
import org.rmmodel.fixtures.count.PlainDecrements;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.kernel.KernelVersion;
import org.rmmodel.impl.refcount.PerCpuRefcount;
import org.rmmodel.impl.refcount.Refcount;
import org.rmmodel.jcstress.Real;
import org.rmmodel.jcstress.Weakened;

/**
 * The sums of the count before the series: a put is counted only with its get, so the count is
 * never too low.
 *
 * <pre>
 *   user                        reader
 *   get, on one CPU             sums the decrements
 *   put, on another             sums the increments
 * </pre>
 *
 * <p>Release of the decrement, acquire of the decrements' sum. Outcomes: the count that was read.
 */
@Description("A put is counted only with its get")
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "Neither was counted, or both.")
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "The get was counted alone.")
@Outcome(id = "-1", expect = Expect.FORBIDDEN, desc = "The put was counted alone.")
public final class PerCpuSums {
  private PerCpuSums() {}

  /** What the tasks do, whatever the count. */
  abstract static class Body {
    private static final Kernel KERNEL = new Kernel(KernelVersion.V3_18, 3, null);
    private static final Cpu FIRST_CPU = KERNEL.cpuUp();
    private static final Cpu SECOND_CPU = KERNEL.cpuUp();
    private static final Cpu READER = KERNEL.cpuUp();

    private final Refcount count;

    Body(Refcount.Factory factory) {
      count = factory.make(KERNEL, "m");
    }

    final void getAndPut() {
      count.moduleGet(FIRST_CPU);
      count.modulePut(SECOND_CPU);
    }

    final int read() {
      return count.moduleRefcount(READER);
    }
  }

  /** The count of the implementation, up to patch 3. */
  @JCStressTest
  @JCStressMeta(PerCpuSums.class)
  @Real(mustMeet = {"0", "1"})
  @State
  public static class RealSums extends Body {
    /** Makes a count of 0. */
    public RealSums() {
      super(PerCpuRefcount::new);
    }

    /** The user. */
    @Actor
    public void user() {
      getAndPut();
    }

    /**
     * The reader.
     *
     * @param r the count
     */
    @Actor
    public void reader(I_Result r) {
      r.r1 = read();
    }
  }

  /** Sums read the other way round. */
  @JCStressTest
  @JCStressMeta(PerCpuSums.class)
  @Weakened(by = "the increments are read before the decrements", mustShow = "-1")
  @State
  public static class IncsFirst extends Body {
    /** Makes a count of 0. */
    public IncsFirst() {
      super(IncrementsSummedFirst::new);
    }

    /** The user. */
    @Actor
    public void user() {
      getAndPut();
    }

    /**
     * The reader.
     *
     * @param r the count
     */
    @Actor
    public void reader(I_Result r) {
      r.r1 = read();
    }
  }

  /** Decrements written plainly. */
  @JCStressTest
  @JCStressMeta(PerCpuSums.class)
  @Weakened(by = "a decrement is written plainly", hiddenOnX86 = Hidden.OPAQUE_STORE)
  @State
  public static class PlainDecs extends Body {
    /** Makes a count of 0. */
    public PlainDecs() {
      super(PlainDecrements::new);
    }

    /** The user. */
    @Actor
    public void user() {
      getAndPut();
    }

    /**
     * The reader.
     *
     * @param r the count
     */
    @Actor
    public void reader(I_Result r) {
      r.r1 = read();
    }
  }
}
