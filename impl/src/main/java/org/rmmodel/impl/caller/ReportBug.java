package org.rmmodel.impl.caller;

import java.util.Objects;
import org.rmmodel.impl.Fact;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.KernelVersion;
import org.rmmodel.impl.module.Lookups;
import org.rmmodel.impl.module.Module;
import org.rmmodel.impl.module.ModuleLoader;
import org.rmmodel.impl.module.ModuleQuery;

/**
 * {@code report_bug} and {@code report_bug_entry} ({@code lib/bug.c}): what a trap in a module does
 * with the module's bug entry.
 *
 * <p>From patch 3 on the section ends with the walk, and the entry is used after it ({@link
 * Fact#F18 F18}). Safe only where the code that traps keeps its module. Up to patch 2 there is no
 * section but that of the trap, which has interrupts off, and without preemption nothing schedules
 * in between. From v6.19 on a trap may bring its entry along (change {@code bug-entry-brought}).
 */
public final class ReportBug {
  private final Lookups lookups;
  private final KernelVersion version;

  /**
   * Makes the functions of a machine.
   *
   * @param loader the machine's module loader
   */
  public ReportBug(ModuleLoader loader) {
    lookups = Objects.requireNonNull(loader, "loader").lookups();
    version = loader.kernel().version();
  }

  private boolean entryIsUsedInSection() {
    return !version.bugListIsRcu() || !version.preemptible();
  }

  /**
   * Finds the entry of a trap, and uses it. Never waits.
   *
   * @param cpu the one that has trapped
   * @param query which module: by the address of the trap
   * @return whether there is an entry
   * @throws org.rmmodel.impl.module.UseAfterFreeException if a module was freed under the walk, or
   *     the one that was found before its entry was used
   * @throws org.rmmodel.impl.rcu.ListPoisonException if the walk came to a pointer that was
   *     poisoned
   */
  public boolean reportBug(Cpu cpu, ModuleQuery query) {
    cpu.enter();
    try {
      Module module;
      lookups.beginFindBug(cpu);
      try {
        module = lookups.findBug(cpu, query);
        if (module == null) {
          return false;
        }
        if (entryIsUsedInSection()) {
          return useEntry(cpu, module);
        }
      } finally {
        lookups.endFindBug(cpu);
      }
      return useEntry(cpu, module);
    } finally {
      cpu.leave();
    }
  }

  private boolean useEntry(Cpu cpu, Module module) {
    lookups.use(cpu, Action.ReportBug_UseEntry, module);
    return true;
  }

  /**
   * Uses the entry that a trap has brought along. Never waits.
   *
   * @param cpu the one that has trapped
   * @param module the module in which the entry lies
   * @throws org.rmmodel.impl.module.UseAfterFreeException if it has been freed
   */
  public void reportBugEntry(Cpu cpu, Module module) {
    Objects.requireNonNull(module, "module");
    Sections.with(
        cpu, Action.ReportBugEntry_Call, entryIsUsedInSection(), () -> useEntry(cpu, module));
  }
}
