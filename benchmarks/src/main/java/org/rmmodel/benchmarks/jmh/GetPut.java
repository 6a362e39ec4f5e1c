package org.rmmodel.benchmarks.jmh;

import io.netty.util.AbstractReferenceCounted;
import io.netty.util.ReferenceCounted;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.KernelVersion;
import org.rmmodel.impl.refcount.AtomicRefcount;
import org.rmmodel.impl.refcount.BasedRefcount;
import org.rmmodel.impl.refcount.PerCpuRefcount;

/**
 * A reference is taken and given back: one operation, in nanoseconds. All threads share the one
 * object, as they would share a module.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GetPut {
  /** For JMH. */
  public GetPut() {}

  /** A machine before the series, with a module. */
  @State(Scope.Benchmark)
  public static class V318 {
    private final Machine machine = new Machine(KernelVersion.V3_18);

    /** For JMH. */
    public V318() {}
  }

  /** A machine with the series, with a module, and counts alone. */
  @State(Scope.Benchmark)
  public static class V319 {
    private final Machine machine = new Machine(KernelVersion.V3_19);
    private final BasedRefcount based = machine.inUse(BasedRefcount::new);
    private final AtomicRefcount atomic = machine.inUse(AtomicRefcount::new);
    private final PerCpuRefcount perCpu = machine.inUse(PerCpuRefcount::new);

    /** For JMH. */
    public V319() {}
  }

  /** A thread's CPU on the machine before the series. */
  @State(Scope.Thread)
  public static class OnV318 {
    private Cpu cpu;

    /** For JMH. */
    public OnV318() {}

    /**
     * Brings it up.
     *
     * @param shared the machine
     */
    @Setup
    public void up(V318 shared) {
      cpu = shared.machine.kernel.cpuUp();
    }
  }

  /** A thread's CPU on the machine with the series. */
  @State(Scope.Thread)
  public static class OnV319 {
    private Cpu cpu;

    /** For JMH. */
    public OnV319() {}

    /**
     * Brings it up.
     *
     * @param shared the machine
     */
    @Setup
    public void up(V319 shared) {
      cpu = shared.machine.kernel.cpuUp();
    }
  }

  /** What others count references with. */
  @State(Scope.Benchmark)
  public static class Peers {
    private final ReferenceCounted netty = new Counted();
    private final ReentrantReadWriteLock readWriteLock = new ReentrantReadWriteLock();
    private final StampedLock stampedLock = new StampedLock();
    private final LongAdder adder = new LongAdder();

    /** For JMH. */
    public Peers() {}
  }

  /**
   * The count of patch 5, alone: {@code atomic_inc_not_zero} and {@code atomic_dec_if_positive}.
   *
   * @param shared the count
   * @param thread the caller's CPU
   * @return whether both succeeded
   */
  @Benchmark
  public boolean based(V319 shared, OnV319 thread) {
    return shared.based.tryModuleGet(thread.cpu) && shared.based.modulePut(thread.cpu);
  }

  /**
   * The count of patch 4, alone: {@code atomic_inc} and {@code atomic_dec}.
   *
   * @param shared the count
   * @param thread the caller's CPU
   * @return whether both succeeded
   */
  @Benchmark
  public boolean atomic(V319 shared, OnV319 thread) {
    return shared.atomic.tryModuleGet(thread.cpu) && shared.atomic.modulePut(thread.cpu);
  }

  /**
   * The count before the series, alone: a pair of numbers per CPU.
   *
   * @param shared the count
   * @param thread the caller's CPU
   * @return whether both succeeded
   */
  @Benchmark
  public boolean perCpu(V319 shared, OnV319 thread) {
    return shared.perCpu.tryModuleGet(thread.cpu) && shared.perCpu.modulePut(thread.cpu);
  }

  /**
   * A live module of v3.19: the count of patch 5, with the test of the state and the preempt-off
   * section.
   *
   * @param shared the machine
   * @param thread the caller's CPU
   * @return whether both succeeded
   */
  @Benchmark
  public boolean moduleV319(V319 shared, OnV319 thread) {
    return shared.machine.getAndPut(thread.cpu);
  }

  /**
   * A live module of v3.18: the count per CPU, with the test of the state, the preempt-off section
   * and the readiness to be stopped.
   *
   * @param shared the machine
   * @param thread the caller's CPU
   * @return whether both succeeded
   */
  @Benchmark
  public boolean moduleV318(V318 shared, OnV318 thread) {
    return shared.machine.getAndPut(thread.cpu);
  }

  /**
   * Netty's count of references.
   *
   * @param shared the object that is counted
   * @return whether the object has gone: false
   */
  @Benchmark
  public boolean netty(Peers shared) {
    return shared.netty.retain().release();
  }

  /**
   * A read lock of the JDK's {@link ReentrantReadWriteLock}.
   *
   * @param shared the lock
   */
  @Benchmark
  @SuppressWarnings("LockNotBeforeTry") // nothing is between
  public void readWriteLock(Peers shared) {
    shared.readWriteLock.readLock().lock();
    shared.readWriteLock.readLock().unlock();
  }

  /**
   * A read lock of the JDK's {@link StampedLock}.
   *
   * @param shared the lock
   */
  @Benchmark
  public void stampedLock(Peers shared) {
    shared.stampedLock.unlockRead(shared.stampedLock.readLock());
  }

  /**
   * A pair of steps of the JDK's {@link LongAdder}, whose sum nobody reads.
   *
   * @param shared the number
   */
  @Benchmark
  public void longAdder(Peers shared) {
    shared.adder.increment();
    shared.adder.decrement();
  }

  private static final class Counted extends AbstractReferenceCounted {
    @Override
    protected void deallocate() {
      throw new IllegalStateException("one reference is always held");
    }

    @Override
    public ReferenceCounted touch(Object hint) {
      return this;
    }
  }
}
