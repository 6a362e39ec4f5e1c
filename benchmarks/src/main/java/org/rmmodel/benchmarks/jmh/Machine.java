package org.rmmodel.benchmarks.jmh;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.kernel.KernelVersion;
import org.rmmodel.impl.kernel.StepListener;
import org.rmmodel.impl.module.Module;
import org.rmmodel.impl.module.ModuleImage;
import org.rmmodel.impl.module.ModuleLoader;
import org.rmmodel.impl.refcount.Refcount;

/** A machine with one live module. */
final class Machine {
  private static final int CPUS = 8;

  final Kernel kernel;
  final ModuleLoader loader;
  final Module module;

  /** A machine that nobody listens to. */
  Machine(KernelVersion version) {
    this(new Kernel(version));
  }

  /** A machine with a listener. */
  Machine(KernelVersion version, StepListener listener) {
    this(new Kernel(version, CPUS, listener));
  }

  private Machine(Kernel kernel) {
    this.kernel = kernel;
    loader = new ModuleLoader(kernel);
    Cpu cpu = kernel.cpuUp();
    AtomicReference<Module> loaded = new AtomicReference<>();
    Errno errno =
        loader.loadModule(
            cpu,
            ModuleImage.named("live")
                .withInit(
                    (on, self) -> {
                      loaded.set(self);
                      return Errno.OK;
                    }));
    if (errno != Errno.OK) {
      throw new IllegalStateException("not loaded: " + errno);
    }
    module = Objects.requireNonNull(loaded.get());
    kernel.cpuDown(cpu);
  }

  /** Makes a count of this machine's, set up as that of a module that is in use. */
  <T extends Refcount> T inUse(BiFunction<Kernel, String, T> form) {
    T count = form.apply(kernel, "counted");
    Cpu cpu = kernel.cpuUp();
    count.moduleUnloadInit(cpu);
    kernel.cpuDown(cpu);
    return count;
  }

  /** Takes a reference on the module and gives it back; returns whether both succeeded. */
  boolean getAndPut(Cpu cpu) {
    return loader.tryModuleGet(cpu, module) && loader.modulePut(cpu, module);
  }
}
