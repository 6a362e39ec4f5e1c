package org.rmmodel.impl.module;

import java.util.Objects;
import org.rmmodel.impl.Fact;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.kernel.Mutex;
import org.rmmodel.impl.kernel.Thrown;

/** {@code do_init_module}: from a module that is formed to one that is LIVE, or is gone. */
final class DoInitModule {
  private final Kernel kernel;
  private final ModuleReferences references;
  private final FreeModule freeModule;
  private final Notifiers notifiers;
  private final Mutex moduleMutex;

  DoInitModule(
      Kernel kernel,
      ModuleReferences references,
      FreeModule freeModule,
      Notifiers notifiers,
      Mutex moduleMutex) {
    this.kernel = kernel;
    this.references = references;
    this.freeModule = freeModule;
    this.notifiers = notifiers;
    this.moduleMutex = moduleMutex;
  }

  Errno doInitModule(Cpu cpu, Module module, Thrown thrown) {
    Errno errno = init(cpu, module, thrown);
    if (errno != Errno.OK) {
      initFailed(cpu, module, thrown);
      return errno;
    }
    boolean undone = !initSucceeded(cpu, module, thrown);
    if (undone) {
      goes(cpu, module);
      isGone(cpu, module, thrown);
    }
    return undone ? Errno.EIO : Errno.OK;
  }

  /** What load_module says of EEXIST, it says of a module that is there ({@link Fact#F26 F26}). */
  private Errno init(Cpu cpu, Module module, Thrown thrown) {
    ModuleInit init = module.image().init();
    boolean began = init == null || thrown.collect(cpu, () -> init.begin(cpu, module));
    cpu.at(Action.DoInitModule_Init, module.name());
    if (init == null) {
      return Errno.OK;
    }
    Errno[] returned = {Errno.EIO};
    boolean ended =
        began
            && thrown.collect(
                cpu,
                () ->
                    returned[0] =
                        Objects.requireNonNull(init.init(cpu, module), "what init returned"));
    if (!ended) {
      return Errno.EIO;
    }
    boolean busy = returned[0] == Errno.EEXIST && kernel.version().initExistsIsBusy();
    return busy ? Errno.EBUSY : returned[0];
  }

  /** Tells whether the module stays: ro_after_init may not be set ({@link Fact#F17 F17}). */
  private boolean initSucceeded(Cpu cpu, Module module, Thrown thrown) {
    String name = module.name();
    cpu.at(Action.DoInitModule_Live, name);
    module.touch(cpu, Action.DoInitModule_Live);
    module.setState(ModuleState.LIVE);
    notifiers.live(cpu, module, thrown);
    boolean roFails =
        module.image().failure() == LoadFailure.RO_AFTER_INIT
            && kernel.version().lateRoFailureUnloads();
    Action last = roFails ? Action.DoInitModule_RoFails : Action.DoInitModule_DropInit;
    cpu.at(Action.DoInitModule_MutexLock, name, moduleMutex::isFree);
    moduleMutex.holding(
        cpu,
        () -> {
          references.modulePut(cpu, module);
          cpu.at(last, name);
          module.touch(cpu, last);
        });
    return !roFails;
  }

  /** References that were taken while it was COMING are not looked at ({@link Fact#F6 F6}). */
  private void initFailed(Cpu cpu, Module module, Thrown thrown) {
    goes(cpu, module);
    references.modulePut(cpu, module);
    isGone(cpu, module, thrown);
  }

  private void goes(Cpu cpu, Module module) {
    cpu.at(Action.DoInitModule_Going, module.name());
    module.setState(ModuleState.GOING);
    kernel.synchronizeSched(cpu);
  }

  private void isGone(Cpu cpu, Module module, Thrown thrown) {
    notifiers.going(cpu, module, thrown);
    freeModule.freeModule(cpu, module);
  }
}
