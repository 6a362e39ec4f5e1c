package org.rmmodel.property.schedule;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;

/** A task: its CPU, what it holds, and which load or unload it is in. */
final class Task {
  final Cpu cpu;

  /** The references that it holds, the newest first. */
  final Deque<Life> held = new ArrayDeque<>();

  @Nullable Life loading;
  @Nullable Unload unloading;

  Task(Cpu cpu) {
    this.cpu = cpu;
  }

  /** Gives a reference that it holds on a module of this name, or null. */
  @Nullable Life held(String name) {
    return held.stream().filter(life -> life.name.equals(name)).findFirst().orElse(null);
  }

  /** Is told of each step that the task takes. */
  void takes(Action action) {
    if (unloading != null) {
      unloading.checked |= action == Action.DeleteModule_Check;
      unloading.recovering |= action == Action.TryReleaseModuleRef_Recover;
    }
  }

  /** A call of delete_module. */
  static final class Unload {
    final String name;
    final boolean forced;

    /** Whether it has module_mutex, or had it. */
    boolean checked;

    /** Whether its release found references. */
    boolean recovering;

    @Nullable Errno returned;

    Unload(String name, boolean forced) {
      this.name = name;
      this.forced = forced;
    }
  }
}
