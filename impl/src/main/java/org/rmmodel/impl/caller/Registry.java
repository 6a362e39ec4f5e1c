package org.rmmodel.impl.caller;

import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.Fact;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Mutex;
import org.rmmodel.impl.module.Module;
import org.rmmodel.impl.module.ModuleLoader;

/**
 * A registry with a lock of its own, in which a module is found and got: the transports of vsock
 * ({@code vsock_assign_transport}, {@code net/vmw_vsock/af_vsock.c}), and the tracepoints that a
 * tprobe looks through ({@code kernel/trace/trace_fprobe.c}).
 *
 * <p>Up to v6.15 vsock does not take the lock ({@link Fact#F34 F34}, change {@code vsock-locks}),
 * and in v6.14 a tprobe gets the module when it has dropped it ({@link Fact#F40 F40}, change {@code
 * tprobe-drops-lock}). {@code exit} leaves the registry under the lock; it may begin only when the
 * lock {@linkplain #isLockFree is free}.
 */
public final class Registry {
  private final ModuleLoader loader;
  private final boolean locked;
  private final Mutex lock;
  private final Set<Module> registered = new CopyOnWriteArraySet<>();

  private Registry(ModuleLoader loader, String name, boolean locked) {
    this.loader = Objects.requireNonNull(loader, "loader");
    this.locked = locked;
    lock = loader.kernel().newMutex(name);
  }

  /**
   * Makes the registry of vsock's transports.
   *
   * @param loader the machine's module loader
   * @return an empty one
   */
  public static Registry ofTransports(ModuleLoader loader) {
    return new Registry(loader, "vsock_register_mutex", loader.kernel().version().vsockLocks());
  }

  /**
   * Makes the list of tracepoints that are in modules.
   *
   * @param loader the machine's module loader
   * @return an empty one
   */
  public static Registry ofTracepoints(ModuleLoader loader) {
    return new Registry(
        loader, "tracepoint_module_list_mutex", loader.kernel().version().tprobeKeepsLock());
  }

  /**
   * Enters a module: from its {@code init}.
   *
   * @param module the module
   */
  public void register(Module module) {
    registered.add(Objects.requireNonNull(module, "module"));
  }

  /**
   * Takes a module out: from its {@code exit}, which has waited for the lock.
   *
   * @param module the module
   */
  public void unregister(Module module) {
    registered.remove(Objects.requireNonNull(module, "module"));
  }

  /**
   * Tells whether {@code exit} could take the lock now.
   *
   * @return whether nobody has it
   */
  public boolean isLockFree() {
    return lock.isFree();
  }

  /**
   * Finds a module and gets it: {@code vsock_assign_transport}. May sleep; waits for the lock where
   * it takes it. Not interruptible.
   *
   * @param cpu the caller's
   * @return the module that was got; null if none is registered, or it was refused
   * @throws org.rmmodel.impl.module.UseAfterFreeException if it was freed before it was got
   */
  public @Nullable Module findAndGet(Cpu cpu) {
    cpu.enter();
    try {
      cpu.at(Action.VsockAssignTransport_Begin, null);
      if (!locked) {
        return get(cpu);
      }
      cpu.at(Action.VsockAssignTransport_Lock, null, lock::isFree);
      return lock.<@Nullable Module>holding(
          cpu,
          () -> {
            Module module = get(cpu);
            cpu.at(Action.VsockAssignTransport_Unlock, null);
            return module;
          });
    } finally {
      cpu.leave();
    }
  }

  private @Nullable Module get(Cpu cpu) {
    cpu.at(Action.VsockAssignTransport_Find, null);
    for (Module module : registered) {
      return loader.tryModuleGet(cpu, module) ? module : null;
    }
    return null;
  }
}
