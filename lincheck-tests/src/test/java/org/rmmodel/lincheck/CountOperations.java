package org.rmmodel.lincheck;

import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.kernel.Mutex;
import org.rmmodel.impl.module.ModuleState;
import org.rmmodel.impl.refcount.Refcount;

/**
 * A module's reference count as its users and unloaders see it, up to the decision of an unload:
 * the count, the state beside it, and the unloaders' mutex. Far fewer steps than {@link
 * Operations}, so that scenarios can be explored to their end; subclasses may bring another count.
 */
@Param(name = "thread", gen = ThreadIdGen.class)
public class CountOperations {
  private static final String MODULE = "dummy";

  final Setting setting = Setting.now();

  private final Kernel kernel = new Kernel(setting.kernel(), Slots.THREADS, null);
  private final Cpus cpus = new Cpus(kernel);
  private final Mutex moduleMutex = kernel.newMutex("module_mutex");
  private final HeldReferences<String> held = new HeldReferences<>();
  private final Refcount refcount;
  private volatile ModuleState state = ModuleState.LIVE;

  /** Makes a live module with the kernel's own count. */
  public CountOperations() {
    Search.tally().countInstance();
    refcount = Refcount.of(kernel).make(kernel, MODULE);
    setUp();
  }

  CountOperations(Refcount.Factory factory) {
    Search.tally().countInstance();
    refcount = factory.make(kernel, MODULE);
    setUp();
  }

  private void setUp() {
    refcount.moduleUnloadInit(cpus.of(0));
    refcount.modulePut(cpus.of(0));
  }

  /** {@code try_module_get}: reads the state, then the count decides. */
  @Operation(params = "thread")
  public boolean tryModuleGet(int thread) {
    Cpu cpu = cpus.of(thread);
    cpu.preemptDisable();
    try {
      boolean got = state.isLive() && refcount.tryModuleGet(cpu);
      if (got) {
        held.add(thread, MODULE);
      }
      return got;
    } finally {
      cpu.preemptEnable();
    }
  }

  /** {@code module_put}, of a reference that the thread holds. */
  @Operation(params = "thread")
  public String modulePut(int thread) {
    if (held.take(thread) == null) {
      return "nothing held";
    }
    Cpu cpu = cpus.of(thread);
    cpu.preemptDisable();
    try {
      return refcount.modulePut(cpu) ? "put" : "WARN";
    } finally {
      cpu.preemptEnable();
    }
  }

  /** {@code module_refcount}. */
  @Operation(params = "thread")
  public int moduleRefcount(int thread) {
    Cpu cpu = cpus.of(thread);
    cpu.enter();
    try {
      return refcount.moduleRefcount(cpu);
    } finally {
      cpu.leave();
    }
  }

  /** {@code delete_module} up to its decision: state check and {@code try_stop_module}. */
  @Operation(params = "thread", blocking = true)
  public String deleteModule(int thread) {
    return delete(cpus.of(thread), false);
  }

  /** As {@link #deleteModule}, with O_TRUNC. */
  @Operation(params = "thread", blocking = true)
  public String forceDeleteModule(int thread) {
    return delete(cpus.of(thread), true);
  }

  private String delete(Cpu cpu, boolean force) {
    if (!setting.kernel().stopsMachine()) {
      synchronized (moduleMutex) {
        return setting.tell(tryStopModule(cpu, force));
      }
    }
    // Who waits must not hold up stop_machine, which only the kernel's own mutex knows of.
    cpu.enter();
    try {
      return setting.tell(moduleMutex.holding(cpu, () -> tryStopModule(cpu, force)));
    } finally {
      cpu.leave();
    }
  }

  private Errno tryStopModule(Cpu cpu, boolean force) {
    if (state != ModuleState.LIVE) {
      return Errno.EBUSY;
    }
    if (setting.kernel().testsUnderStopMachine()) {
      kernel.stopMachine().run(cpu, MODULE, () -> decide(cpu, force));
    } else {
      decide(cpu, force);
    }
    return state == ModuleState.GOING ? Errno.OK : Errno.EWOULDBLOCK;
  }

  private void decide(Cpu cpu, boolean force) {
    if (refcount.tryRelease(cpu) || force) {
      state = ModuleState.GOING;
    }
  }
}
