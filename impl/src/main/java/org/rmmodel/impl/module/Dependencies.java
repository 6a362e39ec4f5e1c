package org.rmmodel.impl.module;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.Fact;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.kernel.Mutex;
import org.rmmodel.impl.kernel.WaitQueue;

/**
 * Modules that need symbols of others, and so hold a reference on them, one for each pair: {@code
 * resolve_symbol}, {@code ref_module}, {@code module_unload_free}.
 *
 * <p>While the mutex is free, a module in another one's {@code source_list} has a reference for it
 * ({@link Fact#P11 P11}). As a module finds only modules that are further than itself, the graph
 * has no cycle.
 */
final class Dependencies {
  private final ModuleList lists;
  private final ModuleReferences references;
  private final Mutex moduleMutex;
  private final WaitQueue moduleWq;
  private final long patience;

  /**
   * Makes the dependencies of a loader.
   *
   * @param patience how long to wait for a module that is COMING, in nanoseconds
   */
  Dependencies(
      ModuleList lists,
      ModuleReferences references,
      Mutex moduleMutex,
      WaitQueue moduleWq,
      long patience) {
    this.lists = lists;
    this.references = references;
    this.moduleMutex = moduleMutex;
    this.moduleWq = moduleWq;
    this.patience = patience;
  }

  /**
   * Finds every symbol that a module needs and takes a reference on who defines it: {@code
   * simplify_symbols}. What was taken before an error stays taken; {@link #moduleUnloadFree} gives
   * it back.
   *
   * @return OK; ENOENT if nobody defines a symbol; EBUSY if who does was still COMING when the
   *     patience was over, or the thread was interrupted
   */
  Errno simplifySymbols(Cpu cpu, Module module) {
    for (String symbol : module.image().imports()) {
      Errno errno = resolveSymbolWait(cpu, module, symbol);
      if (errno != Errno.OK) {
        return errno;
      }
    }
    return Errno.OK;
  }

  /** {@code resolve_symbol_wait}: gives a definer that is COMING some time to become LIVE. */
  private Errno resolveSymbolWait(Cpu cpu, Module module, String symbol) {
    WaitQueue.Waiter waiter = moduleWq.waiter(cpu, patience);
    try {
      while (true) {
        Errno errno = resolveSymbol(cpu, module, symbol, waiter);
        if (errno != Errno.EBUSY) {
          return errno;
        }
        cpu.at(Action.ResolveSymbol_Wait, module.name(), waiter::isAwake);
        if (!waiter.sleep()) {
          return Errno.EBUSY;
        }
      }
    } catch (InterruptedException e) {
      // As in the kernel, which gives up and says what it waited for.
      Thread.currentThread().interrupt();
      return Errno.EBUSY;
    }
  }

  private Errno resolveSymbol(Cpu cpu, Module module, String symbol, WaitQueue.Waiter waiter) {
    cpu.at(Action.RefModule_Link, module.name(), moduleMutex::isFree);
    return moduleMutex.holding(
        cpu,
        () -> {
          waiter.prepareToWait();
          Module owner = findSymbol(symbol);
          return owner == null ? Errno.ENOENT : refModule(cpu, module, owner);
        });
  }

  /** {@code find_symbol}, under the mutex; skips modules that are not formed. */
  @Nullable Module findSymbol(String symbol) {
    return lists.find((owner, state) -> defines(owner, state, symbol));
  }

  /** Tells whether a module that a walker sees in this state defines the symbol. */
  static boolean defines(Module module, ModuleState state, String symbol) {
    return state != ModuleState.UNFORMED && module.image().exports().contains(symbol);
  }

  /** {@code ref_module}: module will use owner. At most one reference per pair. */
  private Errno refModule(Cpu cpu, Module module, Module owner) {
    if (owner.users().contains(module)) {
      return Errno.OK;
    }
    Errno errno = references.strongTryModuleGetOfLink(cpu, owner);
    if (errno == Errno.OK) {
      owner.users().add(module);
      module.uses().add(owner);
    }
    return errno;
  }

  /**
   * Gives back what a module that goes has taken: {@code module_unload_free}. Each reference before
   * its link, as the kernel does; both under the mutex.
   */
  void moduleUnloadFree(Cpu cpu, Module module) {
    cpu.at(Action.ModuleUnloadFree_MutexLock, module.name(), moduleMutex::isFree);
    moduleMutex.holding(
        cpu,
        () -> {
          for (Module owner : List.copyOf(module.uses())) {
            cpu.at(Action.ModuleUnloadFree_Put, module.name());
            references.modulePutOfLink(cpu, owner);
            cpu.at(Action.ModuleUnloadFree_Unlink, module.name());
            owner.users().remove(module);
            module.uses().remove(owner);
          }
          cpu.at(Action.ModuleUnloadFree_MutexUnlock, module.name());
        });
    module.refcount().moduleUnloadFree();
  }
}
