package org.rmmodel.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import org.apache.cassandra.utils.concurrent.OpOrder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.kernel.KernelVersion;

/**
 * A grace period is waited for: one operation, in nanoseconds. Alone, or while another thread is in
 * one short section after the other.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GracePeriod {
  /** How long a reader's section is, in JMH's tokens; about as many nanoseconds. */
  private static final long SECTION = 100;

  /** For JMH. */
  public GracePeriod() {}

  /** What the threads share. */
  @State(Scope.Benchmark)
  public static class Shared {
    private final Kernel kernel = new Kernel(KernelVersion.V3_19);
    private final OpOrder order = new OpOrder();

    /** For JMH. */
    public Shared() {}
  }

  /** A thread's CPU. */
  @State(Scope.Thread)
  public static class Mine {
    private Cpu cpu;

    /** For JMH. */
    public Mine() {}

    /**
     * Brings it up.
     *
     * @param shared the machine
     */
    @Setup
    public void up(Shared shared) {
      cpu = shared.kernel.cpuUp();
    }
  }

  /**
   * {@code synchronize_rcu}, with no reader.
   *
   * @param shared the machine
   * @param mine the thread's CPU
   */
  @Benchmark
  public void rcuAlone(Shared shared, Mine mine) {
    shared.kernel.synchronizeRcu(mine.cpu);
  }

  /**
   * {@code synchronize_rcu}, with a reader.
   *
   * @param shared the machine
   * @param mine the thread's CPU
   */
  @Benchmark
  @Group("rcu")
  public void rcuWait(Shared shared, Mine mine) {
    shared.kernel.synchronizeRcu(mine.cpu);
  }

  /**
   * The reader of the same.
   *
   * @param mine the thread's CPU
   */
  @Benchmark
  @Group("rcu")
  public void rcuReader(Mine mine) {
    mine.cpu.rcuReadLock();
    Blackhole.consumeCPU(SECTION);
    mine.cpu.rcuReadUnlock();
  }

  /**
   * A barrier of Cassandra's OpOrder is issued and awaited, with no reader.
   *
   * @param shared the order
   */
  @Benchmark
  public void opOrderAlone(Shared shared) {
    shared.order.awaitNewBarrier();
  }

  /**
   * A barrier of Cassandra's OpOrder is issued and awaited, with a reader.
   *
   * @param shared the order
   */
  @Benchmark
  @Group("opOrder")
  public void opOrderWait(Shared shared) {
    shared.order.awaitNewBarrier();
  }

  /**
   * The reader of the same.
   *
   * @param shared the order
   */
  @Benchmark
  @Group("opOrder")
  public void opOrderReader(Shared shared) {
    OpOrder.Group group = shared.order.start();
    Blackhole.consumeCPU(SECTION);
    group.close();
  }
}
