package org.rmmodel.impl.module;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Thrown;

/** {@code module_notify_list}, a blocking notifier chain. */
final class Notifiers {
  private final List<ModuleNotifier> chain = new CopyOnWriteArrayList<>();

  void register(ModuleNotifier notifier) {
    chain.add(notifier);
  }

  boolean unregister(ModuleNotifier notifier) {
    return chain.remove(notifier);
  }

  void call(Cpu cpu, ModuleState event, Module module, Thrown thrown) {
    Action action =
        switch (event) {
          case COMING -> Action.ModuleNotify_Coming;
          case LIVE -> Action.ModuleNotify_Live;
          case GOING -> Action.ModuleNotify_Going;
          case UNFORMED -> throw new IllegalArgumentException("nobody is told of UNFORMED");
        };
    cpu.at(action, module.name());
    for (ModuleNotifier notifier : chain) {
      thrown.collect(cpu, () -> notifier.moduleNotify(cpu, event, module));
    }
  }
}
