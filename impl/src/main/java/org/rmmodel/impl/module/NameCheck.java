package org.rmmodel.impl.module;

import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.Fact;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.kernel.KernelVersion;
import org.rmmodel.impl.kernel.Mutex;
import org.rmmodel.impl.kernel.WaitQueue;

/**
 * How a load finds that its name is taken, and what it does then: {@code
 * module_patient_check_exists}, {@code finished_loading}.
 */
final class NameCheck {
  private final KernelVersion version;
  private final ModuleList lists;
  private final Mutex moduleMutex;
  private final WaitQueue moduleWq;

  NameCheck(KernelVersion version, ModuleList lists, Mutex moduleMutex, WaitQueue moduleWq) {
    this.version = version;
    this.lists = lists;
    this.moduleMutex = moduleMutex;
    this.moduleWq = moduleWq;
  }

  /**
   * Looks for the name of a module, and waits while one that has it is on its way.
   *
   * @param step the step that looks; it finds the name free, or taken
   * @param whenFree what the step does if the name is free, under the mutex
   * @return OK if it was free; EEXIST or EBUSY if not; EINTR if interrupted while waiting
   */
  Errno check(Cpu cpu, Module module, Action step, Runnable whenFree) {
    String name = module.name();
    while (true) {
      cpu.at(step, name, moduleMutex::isFree);
      ModuleState old =
          moduleMutex.<@Nullable ModuleState>holding(
              cpu,
              () -> {
                ModuleState there = stateOf(name);
                if (there == null) {
                  whenFree.run();
                }
                return there;
              });
      if (old == null) {
        return Errno.OK;
      }
      if (isFinished(old)) {
        return version.looksOnceMore() ? existsOrBusy(old) : Errno.EEXIST; // also for GOING (F12)
      }
      try {
        waitUntilFinished(cpu, name);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // the signal stays pending
        return Errno.EINTR;
      }
      if (version.looksOnceMore()) {
        return lookOnceMore(cpu, name);
      }
    }
  }

  /** Nobody wakes who waits for a module that is unloaded, up to v5.4 ({@link Fact#F11 F11}). */
  private void waitUntilFinished(Cpu cpu, String name) throws InterruptedException {
    WaitQueue.Waiter waiter = moduleWq.waiter(cpu, Long.MAX_VALUE);
    boolean finished;
    do {
      cpu.at(
          Action.LoadModule_FinishedLoading, name, () -> waiter.isAwake() && moduleMutex.isFree());
      waiter.sleep();
      finished =
          moduleMutex.holding(
              cpu,
              () -> {
                waiter.prepareToWait();
                ModuleState there = stateOf(name);
                return there == null || isFinished(there);
              });
    } while (!finished);
  }

  /** {@code finished_loading} of a module that is there. */
  private boolean isFinished(ModuleState state) {
    return state == ModuleState.LIVE || (state == ModuleState.GOING && !version.waitsForGoing());
  }

  /** EBUSY, even if the old one is gone by now, unless it is LIVE. */
  private Errno lookOnceMore(Cpu cpu, String name) {
    cpu.at(Action.LoadModule_LookOnceMore, name, moduleMutex::isFree);
    return moduleMutex.holding(cpu, () -> existsOrBusy(stateOf(name)));
  }

  private static Errno existsOrBusy(@Nullable ModuleState state) {
    return state == ModuleState.LIVE ? Errno.EEXIST : Errno.EBUSY;
  }

  private @Nullable ModuleState stateOf(String name) {
    Module there = lists.find((other, state) -> other.name().equals(name));
    return there == null ? null : there.state();
  }
}
