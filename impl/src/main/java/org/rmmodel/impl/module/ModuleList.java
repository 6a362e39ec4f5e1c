package org.rmmodel.impl.module;

import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.KernelVersion;
import org.rmmodel.impl.rcu.RcuList;

/**
 * The lists that a module hangs on, {@code modules} and {@code module_bug_list}, and their lockless
 * walkers. Written under module_mutex.
 */
final class ModuleList {
  private final KernelVersion version;
  private final RcuList<Module> modules = new RcuList<>();
  private final RcuList<Module> moduleBugList = new RcuList<>();

  ModuleList(KernelVersion version) {
    this.version = version;
  }

  RcuList<Module> modules() {
    return modules;
  }

  RcuList<Module> moduleBugList() {
    return moduleBugList;
  }

  // Writers.

  void add(Module module) {
    modules.addRcu(module.list());
  }

  void delRcu(Module module) {
    modules.delRcu(module.list());
  }

  void moduleBugFinalize(Module module) {
    moduleBugList.addRcu(module.bugList());
  }

  /** {@code module_bug_cleanup}: patch 3 makes it an RCU removal. */
  void moduleBugCleanup(Module module) {
    if (version.bugListIsRcu()) {
      moduleBugList.delRcu(module.bugList());
    } else {
      moduleBugList.del(module.bugList());
    }
  }

  /** {@code __unlink_module}, with the machine stopped: off both lists, and poisoned. */
  void unlink(Module module) {
    modules.del(module.list());
    moduleBugList.del(module.bugList());
  }

  /**
   * Finds a module, all in one step: {@code find_module_all}. Under module_mutex, or by a lookup in
   * its section.
   */
  @Nullable Module find(BiPredicate<Module, ModuleState> wanted) {
    for (RcuList.Node<Module> node = modules.head().next(); ; node = node.next()) {
      Module module = node.entry();
      if (module == null || wanted.test(module, module.state())) {
        return module;
      }
    }
  }

  // Walkers.

  /** Walks {@code modules} without a lock; the caller is in a preempt-off section. */
  @Nullable Module walk(Cpu cpu, Action step, BiPredicate<Module, ModuleState> wanted) {
    return walk(cpu, step, modules, wanted);
  }

  /** Walks {@code modules} without a lock; the step that takes an entry has a name of its own. */
  @Nullable Module walk(Cpu cpu, Action next, Action found, ModuleQuery query) {
    return walk(cpu, next, found, modules, query);
  }

  /** Walks {@code module_bug_list} likewise. */
  @Nullable Module walkBugs(Cpu cpu, Action next, Action found, ModuleQuery query) {
    return walk(cpu, next, found, moduleBugList, query);
  }

  /** From pointer to pointer: each step touches the entry in hand, and has the next one in hand. */
  private static @Nullable Module walk(
      Cpu cpu, Action step, RcuList<Module> list, BiPredicate<Module, ModuleState> wanted) {
    RcuList.Node<Module> node = list.head();
    while (true) {
      Module here = node.entry();
      cpu.at(step, here == null ? null : here.name());
      if (here != null) {
        here.touch(cpu, step);
        if (wanted.test(here, here.state())) {
          return here;
        }
      }
      node = node.next();
      if (node.entry() == null) {
        return null;
      }
    }
  }

  /** Likewise, but whether the entry in hand is the one decides which step is taken. */
  private static @Nullable Module walk(
      Cpu cpu, Action next, Action found, RcuList<Module> list, ModuleQuery query) {
    RcuList.Node<Module> node = list.head();
    while (true) {
      Module here = node.entry();
      if (here != null && query.isMetBy(here)) {
        cpu.at(found, here.name());
        here.touch(cpu, found);
        return here;
      }
      cpu.at(next, here == null ? null : here.name());
      if (here != null) {
        here.touch(cpu, next);
      }
      node = node.next();
      if (node.entry() == null) {
        return null;
      }
    }
  }
}
