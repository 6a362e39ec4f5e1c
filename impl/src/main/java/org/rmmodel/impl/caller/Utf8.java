package org.rmmodel.impl.caller;

import java.util.Objects;
import org.rmmodel.impl.Fact;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.module.ModuleLoader;

/**
 * {@code utf8_load} and {@code utf8_unload} ({@code fs/unicode/utf8-core.c}): the tables are a
 * symbol of another module.
 *
 * <p>Up to v6.12, where the version is not supported, utf8_load puts by a name that no module
 * exports ({@link Fact#F37 F37}, change {@code utf8-puts-by-name}).
 */
public final class Utf8 {
  /** The symbol that has the tables. */
  public static final String TABLES = "utf8_data_table";

  /** What the macro makes of the expression that is no symbol's name. */
  private static final String EXPRESSION = "um->tables";

  private final ModuleLoader loader;

  /**
   * Makes the functions of a machine.
   *
   * @param loader the machine's module loader
   */
  public Utf8(ModuleLoader loader) {
    this.loader = Objects.requireNonNull(loader, "loader");
  }

  /**
   * Gets the tables: {@code symbol_request}.
   *
   * @param cpu the caller's
   * @return whether they are there
   */
  public boolean request(Cpu cpu) {
    return loader.symbolGet(cpu, TABLES) != null;
  }

  /**
   * Gives them up, as the version is not supported: the error path of {@code utf8_load}.
   *
   * @param cpu the caller's
   * @return false for a WARN_ON of module_put
   * @throws org.rmmodel.impl.kernel.KernelBugException if no module defines what is put
   */
  public boolean refuseVersion(Cpu cpu) {
    return loader.symbolPut(cpu, loader.kernel().version().utf8PutsByName() ? TABLES : EXPRESSION);
  }

  /**
   * Gives them back: {@code utf8_unload}.
   *
   * @param cpu the caller's
   * @return false for a WARN_ON of module_put
   * @throws org.rmmodel.impl.kernel.KernelBugException if no module defines them any more
   */
  public boolean unload(Cpu cpu) {
    return loader.symbolPut(cpu, TABLES);
  }
}
