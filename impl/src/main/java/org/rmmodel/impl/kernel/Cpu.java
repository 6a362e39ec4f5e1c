package org.rmmodel.impl.kernel;

import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.rcu.Rcu;
import org.rmmodel.impl.rcu.Reader;

/**
 * A CPU with the task that runs on it: what the kernel calls {@code current} and {@code
 * smp_processor_id()}. Every call into the kernel says on which CPU it is made. Confined to one
 * thread at a time; handing a CPU to another thread needs a happens-before edge of the caller's.
 *
 * <p>Outside of calls a CPU is idle and holds nobody up. Inside, it is at a {@linkplain #at safe
 * point} before every step, where {@link StopMachine} may park it unless it is in a preempt-off
 * section.
 *
 * <p>What would cost something at every step is not checked: that the caller's thread is the one
 * that the CPU belongs to, and, in {@link #at} and where the machine is never stopped in {@link
 * #enter}, that the CPU is up. A thread that is in a section on one CPU and waits on another for it
 * to end waits for ever.
 */
public final class Cpu {
  private final Kernel kernel;
  private final int id;
  private final Reader rcu;
  private final Reader sched;
  private final @Nullable StepListener listener;
  private final boolean stoppable;
  private boolean capable = true;

  /** How many calls into the kernel are nested, where that matters; the thread's own business. */
  private int calls;

  /** How many calls of code {@linkplain #outside outside} the kernel are nested. */
  private int outsides;

  /**
   * The flavour of the grace period that the task waits for, if it does, and its number. Litmus:
   * none, as only tests look.
   */
  private volatile @Nullable Rcu awaited;

  private long gracePeriod;

  /** Whether {@link Kernel#cpuDown} has taken it away. */
  private boolean down;

  /**
   * Whether the CPU may take steps: {@link StopMachine} waits for it to be false. Volatile: written
   * before {@link StopMachine#isStoppedFor} is read, while the stopper writes and reads the other
   * way round (store buffering), so that at least one of the two sees the other. Litmus: both-miss.
   */
  private volatile boolean running;

  Cpu(Kernel kernel, int id, @Nullable StepListener listener) {
    this.kernel = kernel;
    this.id = id;
    this.listener = listener;
    stoppable = kernel.version().stopsMachine();
    sched = kernel.sched().register();
    rcu = kernel.version().preemptible() ? kernel.rcu().register() : sched;
  }

  /**
   * Gives its number.
   *
   * @return 0 or more, below {@link Kernel#possibleCpus()}
   */
  public int id() {
    return id;
  }

  /**
   * Tells whether the task may load and unload modules: {@code capable(CAP_SYS_MODULE)}.
   *
   * @return whether it may; true unless {@link #setCapable} said otherwise
   */
  public boolean isCapable() {
    return capable;
  }

  /**
   * Gives the task CAP_SYS_MODULE or takes it away.
   *
   * @param capable whether it has it
   */
  public void setCapable(boolean capable) {
    this.capable = capable;
  }

  /**
   * Enters a preempt-off section, which is a read-side critical section of the sched flavour.
   * Nests. Nothing in it may sleep.
   *
   * <p>Memory order: as {@link Reader#lock()}.
   *
   * @throws IllegalStateException if the CPU is down
   */
  public void preemptDisable() {
    enter();
    sched.lock();
  }

  /**
   * Leaves a preempt-off section: {@code preempt_enable}.
   *
   * <p>Memory order: as {@link Reader#unlock()}.
   *
   * @throws KernelBugException if the CPU is in none
   */
  public void preemptEnable() {
    leaveSection(sched);
  }

  /**
   * Enters a read-side critical section of the rcu flavour: {@code rcu_read_lock}. On a kernel that
   * is not preemptible, the same as {@link #preemptDisable()}. Nests. Nothing in it may sleep.
   *
   * <p>Memory order: as {@link Reader#lock()}.
   *
   * @throws IllegalStateException if the CPU is down
   */
  public void rcuReadLock() {
    enter();
    rcu.lock();
  }

  /**
   * Leaves a read-side critical section: {@code rcu_read_unlock}.
   *
   * <p>Memory order: as {@link Reader#unlock()}.
   *
   * @throws KernelBugException if the CPU is in none
   */
  public void rcuReadUnlock() {
    leaveSection(rcu);
  }

  /**
   * Tells how deep the task is in rcu read-side critical sections. For tests; where that is the
   * same as preempt-off, as {@link #preemptOffDepth}.
   *
   * @return how many are nested, 0 outside
   */
  public int rcuDepth() {
    return rcu.depth();
  }

  /**
   * Tells how deep the task is in preempt-off sections. For tests.
   *
   * @return how many are nested, 0 outside
   */
  public int preemptOffDepth() {
    return sched.depth();
  }

  /**
   * Tells whose sections the grace period that this task waits for still waits for. For tests.
   *
   * @return the CPUs; empty if the task waits for none
   */
  public List<Cpu> holdouts() {
    Rcu flavour = awaited;
    return flavour == null
        ? List.of()
        : kernel.cpus().stream()
            .filter(cpu -> cpu != this)
            .filter(
                cpu ->
                    Stream.of(cpu.rcu, cpu.sched)
                        .anyMatch(
                            reader -> reader.rcu() == flavour && reader.isHoldout(gracePeriod)))
            .toList();
  }

  /** The task waits for a grace period of a flavour, or, if that is null, no longer. */
  void awaits(@Nullable Rcu flavour, long number) {
    gracePeriod = number;
    awaited = flavour;
  }

  /**
   * Enters a read-side critical section of a flavour: {@link #rcuReadLock} or {@link
   * #preemptDisable}.
   *
   * <p>Memory order: as {@link Reader#lock()}.
   *
   * @param flavour the flavour
   * @throws IllegalStateException if the CPU is down
   */
  public void enterSection(Flavour flavour) {
    switch (flavour) {
      case RCU -> rcuReadLock();
      case SCHED -> preemptDisable();
    }
  }

  /**
   * Leaves a read-side critical section of a flavour.
   *
   * <p>Memory order: as {@link Reader#unlock()}.
   *
   * @param flavour the flavour
   * @throws KernelBugException if the CPU is in none
   */
  public void leaveSection(Flavour flavour) {
    switch (flavour) {
      case RCU -> rcuReadUnlock();
      case SCHED -> preemptEnable();
    }
  }

  private void leaveSection(Reader flavour) {
    if (!flavour.inSection()) {
      throw new KernelBugException("a section is left that was not entered");
    }
    flavour.unlock();
    leave();
  }

  /**
   * Enters the kernel; nests. Where the machine may be stopped, waits until it is not. The listener
   * is told only if there is something to wait for. Not interruptible; an interrupt stays pending.
   *
   * <p>Memory order: none of its own on a kernel that never stops the machine, else volatile.
   *
   * @throws IllegalStateException if the CPU is down, where the machine may be stopped
   * @throws KernelBugException if it is the calling thread that stops the machine, on another CPU
   */
  public void enter() {
    if (stoppable) {
      if (!running) {
        startRunning();
      }
      calls++;
    }
  }

  /**
   * Leaves the kernel, as often as it was {@linkplain #enter() entered}.
   *
   * @throws KernelBugException if it was not entered so often, where that matters
   */
  public void leave() {
    if (stoppable) {
      if (calls == 0) {
        throw new KernelBugException("the kernel is left that was not entered");
      }
      if (--calls == 0) {
        running = false;
      }
    }
  }

  /**
   * Runs code that is not the kernel's own, from within the kernel: a module's {@code init}, a
   * notifier, a callback. It may block as it likes and call into the kernel again; the machine can
   * be stopped meanwhile. Sections that it leaves open are closed.
   *
   * @param code the code, called where it may sleep
   * @throws KernelBugException if the caller may not sleep; if the code has left a section open,
   *     and did not throw itself
   * @throws IllegalStateException if the CPU is down
   */
  public void outside(Runnable code) {
    Objects.requireNonNull(code, "code");
    mightSleep();
    int within = calls;
    calls = 0;
    outsides++;
    sleep();
    boolean balanced;
    try {
      code.run();
    } finally {
      balanced = !sched.inSection() && !rcu.inSection();
      sched.leaveAll();
      rcu.leaveAll();
      if (stoppable && within > 0) {
        startRunning();
      }
      calls = within;
      outsides--;
    }
    if (!balanced) {
      throw new KernelBugException("a section was left open");
    }
  }

  /**
   * Announces a step, just before it is taken. A safe point: if the machine is being stopped and
   * this CPU can be preempted, waits until it goes on.
   *
   * <p>Costs a test of two final fields when nobody listens and the kernel never stops the machine.
   *
   * @param action the step
   * @param module the name of the module in hand, or null
   */
  public void at(Action action, @Nullable String module) {
    at(action, module, Cpu::always);
  }

  /**
   * Announces a step that may have to wait, just before the code that waits. Does not wait itself,
   * but gives the guard to who listens.
   *
   * @param action the step
   * @param module the name of the module in hand, or null
   * @param guard tells whether the step can be taken; without side effects, safe on any thread
   */
  public void at(Action action, @Nullable String module, BooleanSupplier guard) {
    if (listener != null) {
      tell(listener, action, module, guard);
    } else if (stoppable) {
      safePoint();
    }
  }

  /**
   * Announces a step and waits until it can be taken, by looking again and again. Other CPUs may
   * stop the machine meanwhile. Not interruptible; an interrupt stays pending.
   *
   * @param action the step
   * @param module the name of the module in hand, or null
   * @param guard tells whether the step can be taken; without side effects, safe on any thread
   */
  public void await(Action action, @Nullable String module, BooleanSupplier guard) {
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(guard, "guard");
    at(action, module, guard);
    for (int looks = 0; !guard.getAsBoolean(); looks++) {
      safePoint();
      Pause.afterLook(looks);
    }
  }

  /**
   * Checks that the task may sleep here: {@code might_sleep}.
   *
   * @throws KernelBugException if it is in a preempt-off section or an rcu read-side critical
   *     section, or stops the machine
   * @throws IllegalStateException if the CPU is down
   */
  public void mightSleep() {
    if (down) {
      throw isDown();
    }
    if (stoppable && kernel.stopMachine().isStoppedBy(this)) {
      throw new KernelBugException("sleeping while the machine is stopped");
    }
    if (sched.inSection() || rcu.inSection()) {
      throw new KernelBugException("sleeping in a read-side critical section");
    }
  }

  /**
   * Checks that a call can be made on a CPU: that it is up, and the machine's own.
   *
   * @param cpu the caller's
   * @param machine the machine that is called
   * @throws IllegalArgumentException if the CPU is another machine's
   * @throws IllegalStateException if it is down
   */
  public static void check(Cpu cpu, Kernel machine) {
    Objects.requireNonNull(cpu, "cpu");
    if (cpu.kernel != machine) {
      throw new IllegalArgumentException("cpu: " + cpu + " is another machine's");
    }
    if (cpu.down) {
      throw cpu.isDown();
    }
  }

  private IllegalStateException isDown() {
    return new IllegalStateException(this + " is down");
  }

  /** The task is about to sleep: until it {@linkplain #wake() wakes}, it takes no step. */
  void sleep() {
    if (stoppable) {
      running = false;
    }
  }

  /** The task goes on, once the machine is not stopped. */
  void wake() {
    if (stoppable && calls > 0) {
      run();
    }
  }

  private static boolean always() {
    return true;
  }

  /** Tells whether the CPU takes no step until the stopper lets it. */
  boolean isParked() {
    return !running;
  }

  private void tell(
      StepListener listener, Action action, @Nullable String module, BooleanSupplier guard) {
    if (!stoppable) {
      listener.at(this, action, module, guard);
    } else if (sched.inSection() || kernel.stopMachine().isStoppedBy(this)) {
      listener.at(this, action, module, guard);
    } else {
      sleep();
      listener.at(
          this,
          action,
          module,
          () -> !kernel.stopMachine().isStoppedFor(this) && guard.getAsBoolean());
      wake();
    }
  }

  private void safePoint() {
    if (stoppable && calls > 0 && !sched.inSection() && kernel.stopMachine().isStoppedFor(this)) {
      running = false;
      run();
    }
  }

  /** Takes the CPU from idle to running, and tells who listens if that has to wait. */
  private void startRunning() {
    if (down) {
      throw isDown();
    }
    if (listener != null && kernel.stopMachine().isStoppedFor(this)) {
      checkNotOwnStopper();
      at(Action.Cpu_Enter, null);
    }
    run();
  }

  private void run() {
    StopMachine stopMachine = kernel.stopMachine();
    while (true) {
      running = true;
      if (!stopMachine.isStoppedFor(this)) {
        return;
      }
      running = false;
      checkNotOwnStopper();
      for (int looks = 0; stopMachine.isStoppedFor(this); looks++) {
        Pause.afterLook(looks);
      }
    }
  }

  /** One thread on two CPUs would wait on one for what only it can do on the other. */
  private void checkNotOwnStopper() {
    if (kernel.stopMachine().isStoppedByThisThread()) {
      throw new KernelBugException("waiting for the machine that this task stops");
    }
  }

  /** Takes the CPU off: {@code cpu_down}. */
  void down() {
    mightSleep();
    if (calls > 0 || outsides > 0) {
      throw new IllegalStateException(this + " is within a call");
    }
    down = true;
    kernel.sched().unregister(sched);
    if (rcu != sched) {
      kernel.rcu().unregister(rcu);
    }
  }

  @Override
  public String toString() {
    return "CPU " + id;
  }
}
