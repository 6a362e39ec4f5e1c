package org.rmmodel.lincheck;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.module.Module;
import org.rmmodel.impl.module.ModuleExit;
import org.rmmodel.impl.module.ModuleInit;

/**
 * Where a module's users find it, as in a subsystem that it registers with: {@code init} registers
 * it, {@code exit} withdraws it and waits for those who are on the way in. So every get is made
 * while the module is known to exist, as the protocol requires of its callers.
 *
 * <p>The subsystem is not what is tested: no thread switches happen in here ({@link Search}), but
 * between its methods they do.
 */
final class Registration implements ModuleExit {
  private final AtomicInteger inside = new AtomicInteger();
  private volatile @Nullable Module registered;

  /** Counts the caller in, and gives it the module; null if none is registered. */
  @Nullable Module enter() {
    inside.incrementAndGet();
    return registered;
  }

  /** Counts the caller out. */
  void leave() {
    inside.decrementAndGet();
  }

  /** An {@code init} that registers the module. */
  ModuleInit init() {
    return (cpu, self) -> {
      register(self);
      return Errno.OK;
    };
  }

  @Override
  public void exit(Cpu cpu, Module self) {
    withdraw();
  }

  @Override
  public boolean isQuiet() {
    return inside.get() == 0;
  }

  /** Registers the module. */
  void register(Module module) {
    registered = module;
  }

  /** Withdraws it; who is on the way in may still be. */
  void withdraw() {
    registered = null;
  }
}
