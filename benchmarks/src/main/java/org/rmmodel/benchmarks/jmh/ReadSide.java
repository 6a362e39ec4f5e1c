package org.rmmodel.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import org.apache.cassandra.utils.concurrent.OpOrder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.kernel.KernelVersion;
import org.rmmodel.impl.rcu.Rcu;
import org.rmmodel.impl.rcu.Reader;

/**
 * An empty read-side critical section is entered and left: one operation, in nanoseconds. No grace
 * period is under way.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReadSide {
  /** For JMH. */
  public ReadSide() {}

  /** What the threads share. */
  @State(Scope.Benchmark)
  public static class Shared {
    private final Rcu rcu = new Rcu();
    private final Kernel v3_18 = new Kernel(KernelVersion.V3_18);
    private final Kernel v3_19 = new Kernel(KernelVersion.V3_19);
    private final Kernel preemptible = new Kernel(KernelVersion.V3_19.withPreemption());
    private final OpOrder order = new OpOrder();

    /** For JMH. */
    public Shared() {}
  }

  /** What each thread has of its own. */
  @State(Scope.Thread)
  public static class Mine {
    private Reader reader;
    private Cpu v3_18;
    private Cpu v3_19;
    private Cpu preemptible;

    /** For JMH. */
    public Mine() {}

    /**
     * Registers the thread everywhere.
     *
     * @param shared where
     */
    @Setup
    public void register(Shared shared) {
      reader = shared.rcu.register();
      v3_18 = shared.v3_18.cpuUp();
      v3_19 = shared.v3_19.cpuUp();
      preemptible = shared.preemptible.cpuUp();
    }
  }

  /**
   * RCU alone.
   *
   * @param mine the thread's reader
   */
  @Benchmark
  public void reader(Mine mine) {
    mine.reader.lock();
    mine.reader.unlock();
  }

  /**
   * {@code rcu_read_lock} and {@code rcu_read_unlock} of v3.19.
   *
   * @param mine the thread's CPU
   */
  @Benchmark
  public void cpuV319(Mine mine) {
    mine.v3_19.rcuReadLock();
    mine.v3_19.rcuReadUnlock();
  }

  /**
   * The same with {@code CONFIG_PREEMPT}.
   *
   * @param mine the thread's CPU
   */
  @Benchmark
  public void cpuV319Preemptible(Mine mine) {
    mine.preemptible.rcuReadLock();
    mine.preemptible.rcuReadUnlock();
  }

  /**
   * The same of v3.18, whose CPUs are ready to be stopped.
   *
   * @param mine the thread's CPU
   */
  @Benchmark
  public void cpuV318(Mine mine) {
    mine.v3_18.rcuReadLock();
    mine.v3_18.rcuReadUnlock();
  }

  /**
   * An operation of Cassandra's OpOrder: started and closed.
   *
   * @param shared the order
   */
  @Benchmark
  public void opOrder(Shared shared) {
    shared.order.start().close();
  }
}
