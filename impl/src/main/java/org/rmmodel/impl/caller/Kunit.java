package org.rmmodel.impl.caller;

import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.rmmodel.impl.Fact;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.module.Module;
import org.rmmodel.impl.module.ModuleLoader;
import org.rmmodel.impl.module.ModuleNotifier;
import org.rmmodel.impl.module.ModuleState;

/**
 * kunit ({@code kunit_module_notify}, {@code lib/kunit/test.c}): sets a module's suites up when it
 * is LIVE, and tears them down when it is GOING.
 *
 * <p>GOING may come to a module that never was LIVE. Up to v6.5 kunit does not ask ({@link Fact#F36
 * F36}, change {@code kunit-asks-live}).
 */
public final class Kunit implements ModuleNotifier {
  private final ModuleLoader loader;
  private final Set<Module> suites = ConcurrentHashMap.newKeySet();

  /** Litmus: none, as it is read when all is over. */
  private volatile boolean toreDownBlindly;

  /**
   * Makes the kunit of a machine.
   *
   * @param loader the machine's module loader
   */
  public Kunit(ModuleLoader loader) {
    this.loader = Objects.requireNonNull(loader, "loader");
  }

  /**
   * Is told of a module.
   *
   * @param cpu who calls
   * @param event what has become of it
   * @param module the module
   */
  @Override
  public void moduleNotify(Cpu cpu, ModuleState event, Module module) {
    if (event == ModuleState.LIVE) {
      suites.add(module);
    } else if (event == ModuleState.GOING) {
      boolean wasSetUp = suites.remove(module);
      toreDownBlindly |= !wasSetUp && !loader.kernel().version().kunitAsksLive();
    }
  }

  /**
   * Tells whether suites are set up.
   *
   * @param module the module whose suites they are
   * @return whether they are
   */
  public boolean hasSuitesOf(Module module) {
    return suites.contains(module);
  }

  /**
   * Tells whether suites were ever torn down that had not been set up.
   *
   * @return whether they were
   */
  public boolean hasTornDownBlindly() {
    return toreDownBlindly;
  }
}
