package org.rmmodel.impl.caller;

import java.util.Objects;
import org.rmmodel.impl.Fact;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.module.Lookups;
import org.rmmodel.impl.module.Module;
import org.rmmodel.impl.module.ModuleLoader;

/**
 * {@code look_up_lock_class} ({@code kernel/locking/lockdep.c}): whoever takes a lock walks the
 * keys, some of which lie in modules, with interrupts off.
 *
 * <p>Up to v3.19 free_module frees a module as soon as it has taken the module's keys out, though a
 * walker may have one in hand ({@link Fact#F33 F33}, change {@code lockdep-waits}).
 */
public final class Lockdep {
  private final Lookups lookups;

  /**
   * Makes the lockdep of a machine.
   *
   * @param loader the machine's module loader
   */
  public Lockdep(ModuleLoader loader) {
    lookups = Objects.requireNonNull(loader, "loader").lookups();
    loader.enableLockdep();
  }

  /**
   * Comes to a key in a module, and compares it. Never waits.
   *
   * @param cpu the caller's
   * @return whether there was a key in a module
   * @throws org.rmmodel.impl.module.UseAfterFreeException if the module was freed meanwhile
   */
  public boolean lookUpLockClass(Cpu cpu) {
    return Sections.with(
        cpu,
        Action.LookUpLockClass_Begin,
        true,
        () -> {
          Module module = lookups.findKeys(cpu, Action.LookUpLockClass_Find);
          if (module == null) {
            return false;
          }
          lookups.use(cpu, Action.LookUpLockClass_Compare, module);
          return true;
        });
  }
}
