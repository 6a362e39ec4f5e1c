package org.rmmodel.impl.module;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Mutex;
import org.rmmodel.impl.rcu.ListPoisonException;
import org.rmmodel.impl.rcu.RcuList;
import org.rmmodel.impl.refcount.Refcount;

/**
 * What a debugger sees of a module loader: its memory, read without a step of the protocol, without
 * a lock, and of freed modules, too. For tests that compare it with the specification's variables,
 * while every thread stands still.
 *
 * <p>Memory order: that of the single reads, and none between them.
 */
public final class LoaderView {
  private final ModuleList lists;
  private final Mutex moduleMutex;

  LoaderView(ModuleList lists, Mutex moduleMutex) {
    this.lists = lists;
    this.moduleMutex = moduleMutex;
  }

  /**
   * Where a {@code next} pointer leads.
   *
   * @param module the module that it leads to, or null
   * @param isPoison whether it holds LIST_POISON1, or was never set; else, without a module, it
   *     leads to the list's head
   */
  public record Next(@Nullable Module module, boolean isPoison) {}

  /**
   * Tells who holds module_mutex.
   *
   * @return the owner's CPU, or null
   */
  public @Nullable Cpu moduleMutexOwner() {
    return moduleMutex.owner();
  }

  /**
   * Reads a module's state.
   *
   * @param module the module
   * @return its state
   */
  public ModuleState state(Module module) {
    return module.state();
  }

  /**
   * Gives a module's count.
   *
   * @param module the module
   * @return its count
   */
  public Refcount refcount(Module module) {
    return module.refcount();
  }

  /**
   * Gives which modules use a module: {@code source_list}.
   *
   * @param module the module
   * @return a copy
   */
  public List<Module> users(Module module) {
    return List.copyOf(module.users());
  }

  /**
   * Reads a next pointer of the list of all modules.
   *
   * @param module whose, or null for that of the list's head
   * @return where it leads
   */
  public Next next(@Nullable Module module) {
    return next(module == null ? lists.modules().head() : module.list());
  }

  /**
   * Reads a next pointer of {@code module_bug_list}.
   *
   * @param module whose, or null for that of the list's head
   * @return where it leads
   */
  public Next nextBug(@Nullable Module module) {
    return next(module == null ? lists.moduleBugList().head() : module.bugList());
  }

  private static Next next(RcuList.Node<Module> node) {
    try {
      return new Next(node.next().entry(), false);
    } catch (ListPoisonException e) {
      return new Next(null, true);
    }
  }
}
