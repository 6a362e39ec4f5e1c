package org.rmmodel.impl.module;

import java.util.Set;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.kernel.KernelBugException;
import org.rmmodel.impl.kernel.KernelVersion;
import org.rmmodel.impl.refcount.Refcount;

/**
 * Taking and giving back references: {@code try_module_get}, {@code __module_get}, {@code
 * module_put}, {@code strong_try_module_get}. What is the same whatever the count looks like.
 *
 * <p>The kernel's functions disable preemption, up to v6.4 or without {@code CONFIG_PREEMPT}. As in
 * the specification, that is a section of its own only where it matters: to stop_machine, and to a
 * tracepoint that touches the module after its reference is gone.
 */
final class ModuleReferences {
  private final KernelVersion version;

  /** Litmus: none, a switch that is set before the calls. */
  private volatile boolean tracesGet;

  /** Litmus: none, a switch that is set before the calls. */
  private volatile boolean tracesPut;

  /** Litmus: none, a switch that is set before the calls. */
  private volatile boolean isSection;

  ModuleReferences(KernelVersion version) {
    this.version = version;
    isSection = version.testsUnderStopMachine();
  }

  void setTracing(Set<Tracepoint> on) {
    tracesGet = on.contains(Tracepoint.MODULE_GET);
    tracesPut = on.contains(Tracepoint.MODULE_PUT);
    boolean preemptible = version.getAndPutPreemptible() && version.preemptible();
    isSection = version.testsUnderStopMachine() || (!on.isEmpty() && !preemptible);
  }

  boolean tryModuleGet(Cpu cpu, Module module) {
    if (!isSection) {
      return tryModuleGetInSection(cpu, module);
    }
    cpu.at(Action.TryModuleGet_PreemptDisable, module.name());
    cpu.preemptDisable();
    try {
      return tryModuleGetInSection(cpu, module);
    } finally {
      cpu.preemptEnable();
    }
  }

  /** {@code try_module_get}, where its own preempt_disable changes nothing. */
  boolean tryModuleGetInSection(Cpu cpu, Module module) {
    Refcount refcount = module.refcount();
    cpu.at(Action.TryModuleGet_IsLive, module.name());
    module.touch(cpu, Action.TryModuleGet_IsLive);
    if (!module.state().isLive()) {
      return false;
    }
    cpu.at(refcount.getAction(), module.name());
    module.touch(cpu, refcount.getAction());
    boolean got = refcount.tryModuleGet(cpu);
    if (got && tracesGet) {
      cpu.at(Action.TryModuleGet_Trace, module.name());
      module.touch(cpu, Action.TryModuleGet_Trace);
    }
    return got;
  }

  void moduleGet(Cpu cpu, Module module) {
    if (!isSection) {
      moduleGetInSection(cpu, module);
      return;
    }
    cpu.at(Action.ModuleGet_PreemptDisable, module.name());
    cpu.preemptDisable();
    try {
      moduleGetInSection(cpu, module);
    } finally {
      cpu.preemptEnable();
    }
  }

  private void moduleGetInSection(Cpu cpu, Module module) {
    cpu.at(Action.ModuleGet_Inc, module.name());
    module.touch(cpu, Action.ModuleGet_Inc);
    module.refcount().moduleGet(cpu);
    if (tracesGet) {
      cpu.at(Action.ModuleGet_Trace, module.name());
      module.touch(cpu, Action.ModuleGet_Trace);
    }
  }

  boolean modulePut(Cpu cpu, Module module) {
    if (!isSection) {
      return modulePutInSection(cpu, module);
    }
    cpu.at(Action.ModulePut_PreemptDisable, module.name());
    cpu.preemptDisable();
    try {
      return modulePutInSection(cpu, module);
    } finally {
      cpu.preemptEnable();
    }
  }

  /** {@code module_put}, where its own preempt_disable changes nothing. */
  boolean modulePutInSection(Cpu cpu, Module module) {
    Refcount refcount = module.refcount();
    cpu.at(refcount.putAction(), module.name());
    module.touch(cpu, refcount.putAction());
    boolean put = refcount.modulePut(cpu);
    if (tracesPut) {
      // The tracepoint reads the module after its reference is gone (P14, F10).
      cpu.at(Action.ModulePut_Trace, module.name());
      module.touch(cpu, Action.ModulePut_Trace);
    }
    return put;
  }

  /**
   * {@code strong_try_module_get} in a lookup's section: only of a module that has been formed.
   *
   * @return OK, EBUSY while the module is COMING, ENOENT if it cannot be got any more
   */
  Errno strongTryModuleGet(Cpu cpu, Module module) {
    cpu.at(Action.StrongTryModuleGet_State, module.name());
    module.touch(cpu, Action.StrongTryModuleGet_State);
    Errno errno = strong(module.state());
    return errno != Errno.OK || tryModuleGetInSection(cpu, module) ? errno : Errno.ENOENT;
  }

  /** The same of a link, under module_mutex: all in the step that was announced. */
  Errno strongTryModuleGetOfLink(Cpu cpu, Module module) {
    module.touch(cpu, Action.RefModule_Link);
    ModuleState state = module.state();
    Errno errno = strong(state);
    boolean got = errno == Errno.OK && state.isLive() && module.refcount().tryModuleGet(cpu);
    return errno != Errno.OK || got ? errno : Errno.ENOENT;
  }

  /** {@code module_put} of a link, under module_mutex: all in the step that was announced. */
  void modulePutOfLink(Cpu cpu, Module module) {
    module.touch(cpu, Action.ModuleUnloadFree_Put);
    module.refcount().modulePut(cpu);
  }

  private static Errno strong(ModuleState state) {
    if (state == ModuleState.UNFORMED) {
      throw new KernelBugException("mod->state == MODULE_STATE_UNFORMED");
    }
    if (state == ModuleState.COMING) {
      return Errno.EBUSY;
    }
    return Errno.OK;
  }
}
