package org.rmmodel.impl.module;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.Fact;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Kernel;

/**
 * The keys of locks that lie in modules, as lockdep knows them. They are there as long as the
 * module's memory is, until {@code free_module} takes them out.
 */
final class LockdepKeys {
  private final List<Module> keys = new CopyOnWriteArrayList<>();

  /** Litmus: none, a switch that is set before the calls. */
  private volatile boolean on;

  /** {@code CONFIG_LOCKDEP}. */
  void turnOn() {
    on = true;
  }

  void add(Module module) {
    keys.add(module);
  }

  void remove(Module module) {
    keys.remove(module);
  }

  @Nullable Module any() {
    for (Module module : keys) {
      return module;
    }
    return null;
  }

  /**
   * {@code lockdep_free_key_range}, from v4.0 on with a grace period after it ({@link Fact#F33
   * F33}); nothing without lockdep.
   */
  void freeKeyRange(Kernel kernel, Cpu cpu, Module module) {
    if (!on) {
      remove(module);
      return;
    }
    cpu.at(Action.FreeModule_LockdepFreeKeyRange, module.name());
    remove(module);
    if (kernel.version().lockdepWaits()) {
      kernel.synchronizeSched(cpu);
    }
  }
}
