package org.rmmodel.conformance.trace;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.module.Module;
import org.rmmodel.impl.module.ModuleExit;

/** One load of one name, as its users on all threads see it; and its exit(). */
final class Life implements ModuleExit {
  final String name;

  /** The module, before anybody can find this. */
  volatile @Nullable Module module;

  /** Whether gets may begin. */
  volatile boolean registered;

  /** How many are on the way in. Raised before {@link #registered} is read. */
  final AtomicInteger entering = new AtomicInteger();

  Life(String name) {
    this.name = name;
  }

  @Override
  public void exit(Cpu cpu, Module self) {
    registered = false;
  }

  @Override
  public boolean isQuiet() {
    return entering.get() == 0;
  }
}
