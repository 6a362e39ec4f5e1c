package org.rmmodel.impl.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code stop_machine}: runs a function while no other CPU takes a step.
 *
 * <p>A CPU that can be preempted parks at its next safe point ({@link Cpu#at}); one in a
 * preempt-off section goes on until the section's end, and is waited for. A preemptible rcu reader
 * is frozen within its section. Idle CPUs and sleeping tasks count as parked, and find the door
 * closed when they wake.
 *
 * <p>Memory order. The stopper and the flags of the CPUs are volatile: a CPU raises its flag and
 * then looks for a stopper, the stopper makes itself known and then looks at the flags, so at least
 * one sees the other. What a CPU did before it parked happened before the function (its flag), and
 * the function happens before what it does afterwards (the stopper's name). So inside the function
 * plain accesses do.
 */
public class StopMachine {
  private static final VarHandle STOPPER;

  static {
    try {
      STOPPER = MethodHandles.lookup().findVarHandle(StopMachine.class, "stopper", Cpu.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Kernel kernel;

  /**
   * For whom the machine is being stopped, or null. Litmus: none, as the memory model has no
   * stop_machine.
   */
  private volatile @Nullable Cpu stopper;

  /** The stopper's thread, or null; plain, as a thread looks only for itself. */
  private @Nullable Thread thread;

  /**
   * Makes the one of a kernel.
   *
   * @param kernel whose CPUs are to be stopped
   */
  protected StopMachine(Kernel kernel) {
    this.kernel = Objects.requireNonNull(kernel, "kernel");
  }

  /**
   * Stops the machine, runs the function, and lets the CPUs go on, also when the function throws.
   * One at a time (Litmus: none, see the class); others wait, at a safe point. Not interruptible,
   * neither for the stopper nor for who stands still: an interrupt stays pending.
   *
   * @param cpu the caller's
   * @param module the name of the module that it is about
   * @param function what to run; it announces its steps, and must not sleep or wait for another CPU
   * @throws KernelBugException if the caller is in a section in which it may not sleep, or in the
   *     function of another stop_machine
   * @throws IllegalStateException if this kernel never stops the machine, or the CPU is down
   * @throws IllegalArgumentException if the CPU is another machine's
   */
  public void run(Cpu cpu, String module, Runnable function) {
    Objects.requireNonNull(module, "module");
    Objects.requireNonNull(function, "function");
    Cpu.check(cpu, kernel);
    if (!kernel.version().stopsMachine()) {
      throw new IllegalStateException("no CPU of this kernel is ready to be stopped");
    }
    if (isStoppedBy(cpu) || isStoppedByThisThread()) {
      throw new KernelBugException("stop_machine within stop_machine");
    }
    cpu.mightSleep();
    do {
      cpu.await(Action.StopMachine_Park, module, () -> stopper == null);
    } while (!STOPPER.compareAndSet(this, null, cpu));
    try {
      thread = Thread.currentThread();
      cpu.await(Action.StopMachine_Stop, module, () -> othersAreParked(cpu));
      function.run();
      cpu.at(Action.StopMachine_Restart, module);
    } finally {
      thread = null;
      stopper = null;
    }
  }

  /**
   * Tells whether the function may run.
   *
   * @param cpu the stopper's
   * @return whether no other CPU takes a step
   */
  protected boolean othersAreParked(Cpu cpu) {
    for (Cpu other : kernel.cpus()) {
      if (other != cpu && !other.isParked()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Tells for whom the machine is stopped, or is about to be. For tests.
   *
   * <p>Memory order: <em>volatile</em>. Litmus: none, as no step reads so.
   *
   * @return the stopper's CPU, or null
   */
  public @Nullable Cpu stopper() {
    return stopper;
  }

  boolean isStoppedBy(Cpu cpu) {
    return stopper == cpu;
  }

  /** Tells whether who would wait for the machine to go on is the one who stops it. */
  boolean isStoppedByThisThread() {
    return thread == Thread.currentThread();
  }

  boolean isStoppedFor(Cpu cpu) {
    Cpu by = stopper;
    return by != null && by != cpu;
  }
}
