package org.rmmodel.impl.caller;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.Fact;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.module.LastUnloaded;
import org.rmmodel.impl.module.Lookups;
import org.rmmodel.impl.module.Module;
import org.rmmodel.impl.module.ModuleLoader;
import org.rmmodel.impl.module.ModuleQuery;
import org.rmmodel.impl.module.ModuleState;

/**
 * {@code print_modules} ({@code kernel/module.c}), which an oops calls: the modules with their
 * flags, and {@code last_unloaded_module}.
 *
 * <p>The state by which a module is skipped is not the one that {@code module_flags} looks at
 * ({@link Fact#F13B F13b}), and {@code last_unloaded_module} can be of two names ({@link Fact#N2
 * N2}). As in the specification, one module is printed.
 */
public final class PrintModules {
  /**
   * What is printed.
   *
   * @param name the module's name; null if none was there
   * @param flags its state
   * @param lastUnloaded the module that was unloaded last
   */
  public record Printed(
      @Nullable String name, @Nullable ModuleState flags, LastUnloaded lastUnloaded) {}

  private final Lookups lookups;

  /**
   * Makes the function of a machine.
   *
   * @param loader the machine's module loader
   */
  public PrintModules(ModuleLoader loader) {
    lookups = Objects.requireNonNull(loader, "loader").lookups();
  }

  /**
   * Prints. Never waits.
   *
   * @param cpu the caller's
   * @param query which module is printed
   * @return what
   * @throws org.rmmodel.impl.kernel.KernelBugException if the module became UNFORMED meanwhile
   * @throws org.rmmodel.impl.module.UseAfterFreeException if it was freed meanwhile
   */
  public Printed printModules(Cpu cpu, ModuleQuery query) {
    lookups.begin(cpu, Action.PrintModules_Begin);
    try {
      Module module = lookups.find(cpu, Action.PrintModules_Next, query);
      ModuleState flags =
          module == null ? null : lookups.moduleFlags(cpu, Action.PrintModules_Flags, module);
      return new Printed(
          module == null ? null : module.name(),
          flags,
          lookups.lastUnloaded(cpu, Action.PrintModules_LastUnloaded));
    } finally {
      lookups.end(cpu);
    }
  }
}
