package org.rmmodel.impl.module;

import org.rmmodel.impl.Fact;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;

/** Is told of modules that come and go: a {@code notifier_block} on {@code module_notify_list}. */
@FunctionalInterface
public interface ModuleNotifier {
  /**
   * A module has become COMING or LIVE, or is GOING. Called without locks; may sleep, and take
   * references. Up to v4.0 nothing is told of a load that fails between COMING and {@code init}
   * ({@link Fact#F15 F15}). GOING may come to a module that never was LIVE.
   *
   * <p>A notifier that throws does not stop anything: the exception reaches the caller of the load
   * or unload at its end.
   *
   * @param cpu the loader's or unloader's
   * @param event COMING, LIVE or GOING
   * @param module the module
   */
  void moduleNotify(Cpu cpu, ModuleState event, Module module);

  /**
   * Tells what the notifier has returned when it was told that the module is COMING: {@code
   * notifier_from_errno}. One that refuses the module is the last that is told. From v5.10 on the
   * load then fails, and those before it are told of GOING; until then nobody listens.
   *
   * @param module the module
   * @return OK, or why the module is refused; OK unless overridden
   */
  default Errno answer(Module module) {
    return Errno.OK;
  }

  /**
   * Tells whether everybody has left who came to the module through this notifier, so that it can
   * take back at GOING what it has published. It is told of GOING when this is so for all who are,
   * or when one throws. Asked again and again, on any thread; without side effects.
   *
   * @param module the module
   * @return whether it may be told of GOING; true unless overridden
   */
  default boolean isQuiet(Module module) {
    return true;
  }
}
