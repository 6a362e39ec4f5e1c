package org.rmmodel.property.schedule;

import java.util.concurrent.atomic.AtomicInteger;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.kernel.KernelBugException;
import org.rmmodel.impl.refcount.Refcount;

/** A count with a base, written once more, so that each mutant differs from it in one place. */
class CopiedRefcount implements Refcount {
  final String module;
  final AtomicInteger refcnt = new AtomicInteger();

  CopiedRefcount(Kernel kernel, String module) {
    this.module = module;
  }

  @Override
  public Action getAction() {
    return Action.TryModuleGet_IncNotZero;
  }

  @Override
  public Action putAction() {
    return Action.ModulePut_DecIfPositive;
  }

  @Override
  public void moduleUnloadInit(Cpu cpu) {
    refcnt.set(2);
  }

  @Override
  public boolean tryModuleGet(Cpu cpu) {
    return refcnt.getAndUpdate(count -> count == 0 ? 0 : count + 1) != 0;
  }

  @Override
  public void moduleGet(Cpu cpu) {
    refcnt.incrementAndGet();
  }

  @Override
  public boolean modulePut(Cpu cpu) {
    return refcnt.getAndUpdate(count -> count > 0 ? count - 1 : count) > 0;
  }

  @Override
  public int moduleRefcount(Cpu cpu) {
    cpu.at(Action.ModuleRefcount_AtomicRead, module);
    return refcnt.get() - 1;
  }

  @Override
  public boolean tryRelease(Cpu cpu) {
    cpu.at(Action.TryReleaseModuleRef_SubBase, module);
    int left = refcnt.decrementAndGet();
    if (left < 0) {
      throw new KernelBugException("ret < 0");
    }
    if (left == 0) {
      return true;
    }
    cpu.at(Action.TryReleaseModuleRef_Recover, module);
    return recover();
  }

  /** Takes the base back; tells whether it was too late for that. */
  boolean recover() {
    return refcnt.getAndUpdate(count -> count == 0 ? 0 : count + 1) == 0;
  }
}
