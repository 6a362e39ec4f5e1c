package org.rmmodel.impl.caller;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.Fact;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.KernelBugException;
import org.rmmodel.impl.module.Module;
import org.rmmodel.impl.module.ModuleLoader;
import org.rmmodel.impl.module.ModuleQuery;

/**
 * {@code symbol_put_addr} ({@code kernel/module.c}): puts the module that an address is in. Its
 * caller has a reference to that one, and to no other that the walk comes over.
 *
 * <p>Up to v4.2 the walk takes no lock and leaves preemption on ({@link Fact#F19 F19}, change
 * {@code symbol-put-addr-locks}).
 */
public final class SymbolPutAddr {
  private final ModuleLoader loader;

  /**
   * Makes the function of a machine.
   *
   * @param loader the machine's module loader
   */
  public SymbolPutAddr(ModuleLoader loader) {
    this.loader = Objects.requireNonNull(loader, "loader");
  }

  /**
   * Puts the module that is asked for. Never waits.
   *
   * @param cpu the caller's
   * @param query which module: by an address in it
   * @return false for a WARN_ON of module_put
   * @throws KernelBugException if there is no such module
   * @throws org.rmmodel.impl.module.UseAfterFreeException if a module was freed under the walk
   * @throws org.rmmodel.impl.rcu.ListPoisonException if the walk came to a pointer that was
   *     poisoned
   */
  public boolean symbolPutAddr(Cpu cpu, ModuleQuery query) {
    // Without preemption nothing schedules in between, lock or no lock.
    boolean section =
        loader.kernel().version().symbolPutAddrLocks() || !loader.kernel().version().preemptible();
    return Sections.with(
        cpu,
        Action.SymbolPutAddr_Begin,
        section,
        () -> {
          @Nullable Module module =
              loader
                  .lookups()
                  .walk(cpu, Action.SymbolPutAddr_Next, Action.SymbolPutAddr_Found, query);
          if (module == null) {
            throw new KernelBugException("!__module_text_address");
          }
          return loader.modulePutInSection(cpu, module);
        });
  }
}
