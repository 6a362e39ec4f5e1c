package org.rmmodel.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.rmmodel.conformance.trace.CallKind;
import org.rmmodel.conformance.trace.Recorder;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.KernelVersion;
import org.rmmodel.impl.kernel.StepListener;
import org.rmmodel.impl.module.ModuleState;
import org.rmmodel.impl.refcount.BasedRefcount;

/**
 * What it costs a get and a put of v3.19 that their steps can be recorded, and that they are: one
 * operation, in nanoseconds. One thread, so that nothing else costs anything.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RecorderCost {
  /** For JMH. */
  public RecorderCost() {}

  /** A machine that nobody listens to, and the same without a place for a listener. */
  @State(Scope.Thread)
  public static class Quiet {
    private final Machine machine = new Machine(KernelVersion.V3_19);
    private final Cpu cpu = machine.kernel.cpuUp();
    private final Bare bare = new Bare(machine.inUse(BasedRefcount::new));

    /** For JMH. */
    public Quiet() {}
  }

  /**
   * What {@code ModuleReferences} does for a get and a put, by the same memory orders and without
   * an announcement: it looks whether the memory is freed, at the state, and counts.
   */
  private static final class Bare {
    private final AtomicBoolean freed = new AtomicBoolean();
    private final AtomicReference<ModuleState> state = new AtomicReference<>(ModuleState.LIVE);
    private final BasedRefcount count;

    Bare(BasedRefcount count) {
      this.count = count;
    }

    private void touch() {
      if (freed.getOpaque()) {
        throw new IllegalStateException("freed");
      }
    }

    private boolean tryModuleGet(Cpu cpu) {
      touch();
      if (!state.getAcquire().isLive()) {
        return false;
      }
      touch();
      return count.tryModuleGet(cpu);
    }

    private boolean modulePut(Cpu cpu) {
      touch();
      return count.modulePut(cpu);
    }
  }

  /** A machine whose steps are recorded. */
  @State(Scope.Thread)
  public static class Recording {
    /** So many operations are one recording, which ends some time or other. */
    private static final int OPERATIONS = 1 << 12;

    private final Latest latest = new Latest();
    private final Machine machine = new Machine(KernelVersion.V3_19, latest);
    private final Cpu cpu = machine.kernel.cpuUp();
    private int operations;

    /** For JMH. */
    public Recording() {}

    private Recorder recorder() {
      if (operations++ % OPERATIONS == 0) {
        latest.recorder = Latest.newRecorder();
      }
      return latest.recorder;
    }
  }

  /** Tells the recorder of the time. */
  private static final class Latest implements StepListener {
    private static final int CPUS = 8;
    private static final int MOST = 1 << 20;

    private Recorder recorder = newRecorder();

    private static Recorder newRecorder() {
      return new Recorder(CPUS, MOST, null);
    }

    @Override
    public void at(Cpu cpu, Action action, @Nullable String module, BooleanSupplier enabled) {
      recorder.at(cpu, action, module, enabled);
    }
  }

  /**
   * Without a listener in the code.
   *
   * @param quiet the count
   * @return whether both succeeded
   */
  @Benchmark
  public boolean without(Quiet quiet) {
    return quiet.bare.tryModuleGet(quiet.cpu) && quiet.bare.modulePut(quiet.cpu);
  }

  /**
   * With a recorder that is off, as always but in recordings: no listener.
   *
   * @param quiet the machine
   * @return whether both succeeded
   */
  @Benchmark
  public boolean off(Quiet quiet) {
    return quiet.machine.getAndPut(quiet.cpu);
  }

  /**
   * With a recorder.
   *
   * @param recording the machine
   * @return whether both succeeded
   */
  @Benchmark
  public boolean on(Recording recording) {
    Recorder recorder = recording.recorder();
    Cpu cpu = recording.cpu;
    long load = recording.machine.module.address();
    recorder.enters(cpu, CallKind.GET, "live");
    recorder.isAbout(cpu, load);
    boolean got = recording.machine.loader.tryModuleGet(cpu, recording.machine.module);
    recorder.returns(cpu, got ? 1 : 0);
    recorder.enters(cpu, CallKind.PUT, "live");
    recorder.isAbout(cpu, load);
    boolean put = recording.machine.loader.modulePut(cpu, recording.machine.module);
    recorder.returns(cpu, put ? 1 : 0);
    return got && put;
  }
}
