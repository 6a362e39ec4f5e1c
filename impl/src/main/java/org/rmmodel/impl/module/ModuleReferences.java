package org.rmmodel.impl.module;

import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.kernel.KernelBugException;
import org.rmmodel.impl.refcount.Refcount;

/**
 * Taking and giving back references: {@code try_module_get}, {@code __module_get}, {@code
 * module_put}, {@code strong_try_module_get}. What is the same whatever the count looks like.
 */
final class ModuleReferences {
  private volatile boolean tracing;

  void setTracing(boolean tracing) {
    this.tracing = tracing;
  }

  boolean tryModuleGet(Cpu cpu, Module module) {
    Refcount refcount = module.refcount();
    cpu.at(Action.TryModuleGet_PreemptDisable, module.name());
    cpu.preemptDisable();
    try {
      cpu.at(Action.TryModuleGet_IsLive, module.name());
      module.touch(cpu, Action.TryModuleGet_IsLive);
      if (!module.state().isLive()) {
        return false;
      }
      cpu.at(refcount.getAction(), module.name());
      module.touch(cpu, refcount.getAction());
      boolean got = refcount.tryModuleGet(cpu);
      if (got) {
        trace(cpu, module, Action.TryModuleGet_Trace);
      }
      return got;
    } finally {
      cpu.preemptEnable();
    }
  }

  void moduleGet(Cpu cpu, Module module) {
    cpu.at(Action.ModuleGet_PreemptDisable, module.name());
    cpu.preemptDisable();
    try {
      cpu.at(Action.ModuleGet_Inc, module.name());
      module.touch(cpu, Action.ModuleGet_Inc);
      module.refcount().moduleGet(cpu);
      trace(cpu, module, Action.ModuleGet_Trace);
    } finally {
      cpu.preemptEnable();
    }
  }

  boolean modulePut(Cpu cpu, Module module) {
    Refcount refcount = module.refcount();
    cpu.at(Action.ModulePut_PreemptDisable, module.name());
    cpu.preemptDisable();
    try {
      cpu.at(refcount.putAction(), module.name());
      module.touch(cpu, refcount.putAction());
      boolean put = refcount.modulePut(cpu);
      // The tracepoint reads the module after its reference is gone (P14, F10).
      trace(cpu, module, Action.ModulePut_Trace);
      return put;
    } finally {
      cpu.preemptEnable();
    }
  }

  /**
   * {@code strong_try_module_get}: only of a module that has been formed.
   *
   * @return OK, EBUSY while the module is COMING, ENOENT if it cannot be got any more
   */
  Errno strongTryModuleGet(Cpu cpu, Module module) {
    cpu.at(Action.StrongTryModuleGet_State, module.name());
    module.touch(cpu, Action.StrongTryModuleGet_State);
    ModuleState state = module.state();
    if (state == ModuleState.UNFORMED) {
      throw new KernelBugException("mod->state == MODULE_STATE_UNFORMED");
    }
    if (state == ModuleState.COMING) {
      return Errno.EBUSY;
    }
    return tryModuleGet(cpu, module) ? Errno.OK : Errno.ENOENT;
  }

  private void trace(Cpu cpu, Module module, Action tracepoint) {
    if (tracing) {
      cpu.at(tracepoint, module.name());
      module.touch(cpu, tracepoint);
    }
  }
}
