package org.rmmodel.impl.caller;

import java.util.Objects;
import org.rmmodel.impl.Fact;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.module.Lookups;
import org.rmmodel.impl.module.Module;
import org.rmmodel.impl.module.ModuleLoader;
import org.rmmodel.impl.module.ModuleQuery;

/**
 * {@code register_fprobe} ({@code kernel/trace/fprobe.c}): from the name of a symbol to its
 * address, and from the address to a probe.
 *
 * <p>Up to v6.14 nothing keeps the module in between ({@link Fact#F32 F32}, change {@code
 * fprobe-gets}).
 */
public final class RegisterFprobe {
  private final ModuleLoader loader;
  private final Lookups lookups;

  /**
   * Makes the function of a machine.
   *
   * @param loader the machine's module loader
   */
  public RegisterFprobe(ModuleLoader loader) {
    this.loader = Objects.requireNonNull(loader, "loader");
    lookups = loader.lookups();
  }

  /**
   * Registers a probe. Never waits.
   *
   * @param cpu the caller's
   * @param query which module: by a symbol of it
   * @return whether something is probed
   * @throws org.rmmodel.impl.module.UseAfterFreeException if the module was freed before its
   *     address was used
   */
  public boolean registerFprobe(Cpu cpu, ModuleQuery query) {
    boolean gets = loader.kernel().version().fprobeGets();
    cpu.enter();
    try {
      Module module;
      lookups.begin(cpu, Action.RegisterFprobe_Begin);
      try {
        module = lookups.find(cpu, Action.RegisterFprobe_Lookup, query);
        if (module == null || (gets && !loader.tryModuleGetInSection(cpu, module))) {
          return false;
        }
      } finally {
        lookups.end(cpu);
      }
      lookups.use(cpu, Action.RegisterFprobe_Use, module);
      if (gets) {
        loader.modulePut(cpu, module);
      }
      return true;
    } finally {
      cpu.leave();
    }
  }
}
