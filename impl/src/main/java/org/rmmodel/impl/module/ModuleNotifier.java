package org.rmmodel.impl.module;

import org.rmmodel.impl.Fact;
import org.rmmodel.impl.kernel.Cpu;

/** Is told of modules that come and go: a {@code notifier_block} on {@code module_notify_list}. */
@FunctionalInterface
public interface ModuleNotifier {
  /**
   * A module has become COMING or LIVE, or is GOING. Called without locks; may sleep, and take
   * references. Of a load that fails between COMING and {@code init} nothing is told ({@link
   * Fact#F15 F15}).
   *
   * <p>A notifier that throws does not stop anything: the exception reaches the caller of the load
   * or unload at its end.
   *
   * @param cpu the loader's or unloader's
   * @param event COMING, LIVE or GOING
   * @param module the module
   */
  void moduleNotify(Cpu cpu, ModuleState event, Module module);
}
