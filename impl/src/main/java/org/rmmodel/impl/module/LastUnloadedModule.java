package org.rmmodel.impl.module;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.Fact;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;

/**
 * {@code last_unloaded_module}: a string that delete_module writes when it has released
 * module_mutex. Nothing is locked, and a string is not written at once ({@link Fact#N2 N2}): it is
 * two halves here.
 *
 * <p>Memory order: <em>opaque</em>, each half for itself, as of the bytes of a string. Litmus:
 * last-unloaded.
 */
final class LastUnloadedModule {
  private final AtomicReference<@Nullable String> beginsAs = new AtomicReference<>();
  private final AtomicReference<@Nullable String> endsAs = new AtomicReference<>();

  void write(Cpu cpu, String name) {
    cpu.at(Action.DeleteModule_LastUnloaded, name);
    beginsAs.setOpaque(name);
    cpu.at(Action.DeleteModule_LastUnloadedRest, name);
    endsAs.setOpaque(name);
  }

  LastUnloaded read() {
    return new LastUnloaded(beginsAs.getOpaque(), endsAs.getOpaque());
  }
}
