package org.rmmodel.impl.caller;

import java.util.Objects;
import org.rmmodel.impl.Fact;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.module.Module;
import org.rmmodel.impl.module.ModuleLoader;

/**
 * The end of a thread of a module, which puts the reference that keeps its own code.
 *
 * <p>One that puts and then returns runs through the module's code when nothing keeps it ({@link
 * Fact#F30 F30}). {@code module_put_and_kthread_exit} ({@code kernel/module.c}) does not return.
 * Without preemption nothing schedules between the put and the end of the thread.
 */
public final class Kthread {
  private final ModuleLoader loader;

  /**
   * Makes the threads of a machine's modules.
   *
   * @param loader the machine's module loader
   */
  public Kthread(ModuleLoader loader) {
    this.loader = Objects.requireNonNull(loader, "loader");
  }

  /**
   * Puts the module and returns to its code.
   *
   * @param cpu the thread's
   * @param module the module whose thread it is, with a reference for it
   * @return false for a WARN_ON of module_put
   * @throws org.rmmodel.impl.module.UseAfterFreeException if the code was freed before the return
   */
  public boolean putAndReturn(Cpu cpu, Module module) {
    return end(cpu, module, true);
  }

  /**
   * Puts the module and ends, in the kernel's own code: {@code module_put_and_kthread_exit}.
   *
   * @param cpu the thread's
   * @param module the module whose thread it is, with a reference for it
   * @return false for a WARN_ON of module_put
   */
  public boolean putAndExit(Cpu cpu, Module module) {
    return end(cpu, module, false);
  }

  private boolean end(Cpu cpu, Module module, boolean returns) {
    Objects.requireNonNull(module, "module");
    return Sections.with(
        cpu,
        Action.Kthread_ModulePut,
        !loader.kernel().version().preemptible(),
        () -> {
          boolean put = loader.modulePutInSection(cpu, module);
          if (returns) {
            loader.lookups().use(cpu, Action.Kthread_Return, module);
          }
          return put;
        });
  }
}
