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
 * kallsyms ({@code kernel/kallsyms.c}, {@code kernel/module/kallsyms.c}): who finds the module of
 * an address, and uses what lies in the module.
 *
 * <p>{@code dereference_symbol_descriptor} does that when its section is over, up to v6.13 ({@link
 * Fact#F22 F22}, change {@code descriptor-in-section}); {@code sprint_symbol} up to v6.19 ({@link
 * Fact#F31 F31}, change {@code sprint-symbol-in-section}). Without preemption nothing schedules in
 * between, so that the use belongs to the section there all the same.
 */
public final class Kallsyms {
  private final ModuleLoader loader;
  private final Lookups lookups;

  /**
   * Makes the kallsyms of a machine.
   *
   * @param loader the machine's module loader
   */
  public Kallsyms(ModuleLoader loader) {
    this.loader = Objects.requireNonNull(loader, "loader");
    lookups = loader.lookups();
  }

  /**
   * Reads a function descriptor out of the module that it is in: {@code
   * dereference_symbol_descriptor}. Never waits.
   *
   * @param cpu the caller's
   * @param query which module: by the address of the descriptor
   * @return whether there was such a module
   * @throws org.rmmodel.impl.module.UseAfterFreeException if it was freed before it was read
   */
  public boolean dereferenceSymbolDescriptor(Cpu cpu, ModuleQuery query) {
    return findAndUse(
        cpu,
        query,
        loader.kernel().version().descriptorInSection(),
        Action.DereferenceSymbolDescriptor_Begin,
        Action.DereferenceSymbolDescriptor_Next,
        Action.DereferenceSymbolDescriptor_Use);
  }

  /**
   * Prints the name of the module that an address is in: {@code sprint_symbol}. Never waits.
   *
   * @param cpu the caller's
   * @param query which module: by the address
   * @return whether there was such a module
   * @throws org.rmmodel.impl.module.UseAfterFreeException if it was freed before it was printed
   */
  public boolean sprintSymbol(Cpu cpu, ModuleQuery query) {
    return findAndUse(
        cpu,
        query,
        loader.kernel().version().sprintSymbolInSection(),
        Action.SprintSymbol_Begin,
        Action.SprintSymbol_Lookup,
        Action.SprintSymbol_Print);
  }

  private boolean findAndUse(
      Cpu cpu, ModuleQuery query, boolean inSection, Action begin, Action find, Action use) {
    boolean endsTooSoon = !inSection && loader.kernel().version().preemptible();
    cpu.enter();
    try {
      Module module;
      lookups.begin(cpu, begin);
      try {
        module = lookups.find(cpu, find, query);
        if (module == null) {
          return false;
        }
        if (!endsTooSoon) {
          lookups.use(cpu, use, module);
          return true;
        }
      } finally {
        lookups.end(cpu);
      }
      lookups.use(cpu, use, module);
      return true;
    } finally {
      cpu.leave();
    }
  }
}
