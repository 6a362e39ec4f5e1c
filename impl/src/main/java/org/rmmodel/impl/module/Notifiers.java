package org.rmmodel.impl.module;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.kernel.Thrown;

/** {@code module_notify_list}, a blocking notifier chain. */
final class Notifiers {
  private final List<ModuleNotifier> chain = new CopyOnWriteArrayList<>();

  /**
   * What came of telling them that a module is COMING.
   *
   * @param errno what the first that refused it has returned; OK if none has
   * @param told those before that one
   */
  record Coming(Errno errno, List<ModuleNotifier> told) {}

  void register(ModuleNotifier notifier) {
    chain.add(notifier);
  }

  boolean unregister(ModuleNotifier notifier) {
    return chain.remove(notifier);
  }

  /** Tells them of COMING. The first that refuses the module is the last one that is told. */
  Coming coming(Cpu cpu, Module module, Thrown thrown) {
    cpu.at(Action.ModuleNotify_Coming, module.name());
    List<ModuleNotifier> told = new ArrayList<>();
    Errno[] errno = {Errno.OK};
    for (ModuleNotifier notifier : chain) {
      thrown.collect(
          cpu,
          () -> {
            notifier.moduleNotify(cpu, ModuleState.COMING, module);
            errno[0] = Objects.requireNonNull(notifier.answer(module), "what answer returned");
          });
      if (errno[0] != Errno.OK) {
        break;
      }
      told.add(notifier);
    }
    cpu.at(Action.ModuleNotify_ComingEnd, module.name());
    return new Coming(errno[0], told);
  }

  void live(Cpu cpu, Module module, Thrown thrown) {
    cpu.at(Action.ModuleNotify_Live, module.name());
    tell(cpu, chain, ModuleState.LIVE, module, thrown);
  }

  void going(Cpu cpu, Module module, Thrown thrown) {
    going(cpu, chain, module, thrown);
  }

  /** Takes back what was told of COMING: {@code blocking_notifier_call_chain_robust}. */
  void rollBack(Cpu cpu, Coming coming, Module module, Thrown thrown) {
    going(cpu, coming.told(), module, thrown);
  }

  private static void going(Cpu cpu, List<ModuleNotifier> some, Module module, Thrown thrown) {
    Quiet quiet = new Quiet(() -> some.stream().allMatch(notifier -> notifier.isQuiet(module)));
    cpu.await(Action.ModuleNotify_Going, module.name(), quiet::isQuiet);
    quiet.keepIn(thrown);
    tell(cpu, some, ModuleState.GOING, module, thrown);
  }

  private static void tell(
      Cpu cpu, List<ModuleNotifier> some, ModuleState event, Module module, Thrown thrown) {
    for (ModuleNotifier notifier : some) {
      thrown.collect(cpu, () -> notifier.moduleNotify(cpu, event, module));
    }
  }
}
