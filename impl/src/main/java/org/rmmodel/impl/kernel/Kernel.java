package org.rmmodel.impl.kernel;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.Fact;
import org.rmmodel.impl.rcu.Rcu;

/**
 * The machine that the module loader runs on: its CPUs, its flavours of RCU, stop_machine.
 *
 * <p>Open for extension, so that a test can make a kernel that is wrong in one place and require
 * that it is found out.
 */
public class Kernel {
  /** How many CPUs there can be, unless one says otherwise. */
  public static final int DEFAULT_POSSIBLE_CPUS = 8;

  /** The most CPUs there can be: the largest {@code CONFIG_NR_CPUS}. */
  public static final int MAX_POSSIBLE_CPUS = 8192;

  private final KernelVersion version;
  private final int possibleCpus;
  private final @Nullable StepListener listener;
  private final Rcu sched = new Rcu();
  private final Rcu rcu;
  private final StopMachine stopMachine;
  private final List<Cpu> cpus = new CopyOnWriteArrayList<>();
  private final BitSet ids = new BitSet();
  private final List<Runnable> callbacks = new ArrayList<>();
  private final Mutex barrier = new Mutex("rcu_barrier");

  /**
   * Makes a machine that nobody listens to.
   *
   * @param version which kernel it runs
   */
  public Kernel(KernelVersion version) {
    this(version, DEFAULT_POSSIBLE_CPUS, null);
  }

  /**
   * Makes a machine.
   *
   * @param version which kernel it runs
   * @param possibleCpus how many CPUs there can be at a time, 1 to {@link #MAX_POSSIBLE_CPUS}
   * @param listener who is told of every step, or null
   * @throws IllegalArgumentException if there can be no CPU, or too many
   */
  @SuppressWarnings("this-escape") // all that stop_machine needs is set by then
  public Kernel(KernelVersion version, int possibleCpus, @Nullable StepListener listener) {
    if (possibleCpus < 1 || possibleCpus > MAX_POSSIBLE_CPUS) {
      throw new IllegalArgumentException(
          "possible CPUs: 1 to " + MAX_POSSIBLE_CPUS + ", not " + possibleCpus);
    }
    this.version = Objects.requireNonNull(version, "version");
    this.possibleCpus = possibleCpus;
    this.listener = listener;
    rcu = version.preemptible() && !version.flavoursAreMerged() ? new Rcu() : sched;
    stopMachine = newStopMachine();
  }

  /**
   * Makes this kernel's stop_machine; called once, by the constructor.
   *
   * @return a new one
   */
  protected StopMachine newStopMachine() {
    return new StopMachine(this);
  }

  /**
   * Makes a mutex.
   *
   * @param name what the kernel calls it
   * @return a free one
   */
  public Mutex newMutex(String name) {
    return new Mutex(name);
  }

  /**
   * Gives which kernel this is.
   *
   * @return the version
   */
  public KernelVersion version() {
    return version;
  }

  /**
   * Gives how many CPUs there can be at a time.
   *
   * @return 1 or more
   */
  public int possibleCpus() {
    return possibleCpus;
  }

  /**
   * Gives the machine's stop_machine.
   *
   * @return it
   */
  public StopMachine stopMachine() {
    return stopMachine;
  }

  /**
   * Brings a CPU up: {@code cpu_up}. The calling thread, or another one after it, runs on it.
   *
   * @return a CPU, idle
   * @throws IllegalStateException if all possible CPUs are up
   */
  public synchronized Cpu cpuUp() {
    int id = ids.nextClearBit(0);
    if (id >= possibleCpus) {
      throw new IllegalStateException("all " + possibleCpus + " possible CPUs are up");
    }
    Cpu cpu = new Cpu(this, id, listener);
    ids.set(id);
    cpus.add(cpu);
    return cpu;
  }

  /**
   * Takes a CPU down: {@code cpu_down}. It must be idle, and must not be used any more: nobody
   * would wait for its sections, so it refuses them, and every call that may sleep. Its counts
   * stay, as those of an offline CPU do. Called where the CPU is used, or with a happens-before
   * edge from there.
   *
   * @param cpu the CPU
   * @throws KernelBugException if it is in a read-side critical section
   * @throws IllegalStateException if it is within a call (on a kernel that never stops the machine,
   *     that is known only of code that the kernel {@linkplain Cpu#outside calls}), or down already
   * @throws IllegalArgumentException if it is another machine's
   */
  public synchronized void cpuDown(Cpu cpu) {
    Cpu.check(cpu, this);
    cpu.down();
    cpus.remove(cpu);
    ids.clear(cpu.id());
  }

  /**
   * Waits for a grace period: until all rcu read-side critical sections that are there now have
   * ended. On a preemptible kernel preempt-off sections are not among them ({@link Fact#F2 F2}).
   * Sections that begin later are not waited for. Not interruptible: an interrupt stays pending.
   *
   * <p>Memory order: what those sections did happened before this returns; what was unlinked before
   * the call is not found by sections that are not waited for ({@link Rcu}).
   *
   * @param cpu the caller's
   * @throws KernelBugException if the caller is itself in a section, or stops the machine
   * @throws IllegalStateException if the CPU is down
   * @throws IllegalArgumentException if it is another machine's
   */
  public void synchronizeRcu(Cpu cpu) {
    synchronize(cpu, rcu, Action.SynchronizeRcu_Begin, Action.SynchronizeRcu_End);
  }

  /**
   * Waits until all preempt-off sections that are there now have ended: {@code synchronize_sched}.
   * Otherwise as {@link #synchronizeRcu}.
   *
   * @param cpu the caller's
   * @throws KernelBugException as {@link #synchronizeRcu}
   * @throws IllegalStateException as {@link #synchronizeRcu}
   * @throws IllegalArgumentException as {@link #synchronizeRcu}
   */
  public void synchronizeSched(Cpu cpu) {
    synchronize(cpu, sched, Action.SynchronizeSched_Begin, Action.SynchronizeSched_End);
  }

  private void synchronize(Cpu cpu, Rcu flavour, Action begin, Action end) {
    Cpu.check(cpu, this);
    cpu.mightSleep();
    cpu.enter();
    try {
      cpu.at(begin, null);
      long gracePeriod = flavour.startPoll();
      cpu.awaits(flavour, gracePeriod);
      cpu.await(end, null, () -> flavour.poll(gracePeriod));
      cpu.awaits(null, 0);
    } finally {
      cpu.leave();
    }
  }

  /**
   * Has a function run after a grace period of the rcu flavour: {@code call_rcu}. Does not wait.
   * The function runs on the CPU that next calls {@link #rcuBarrier}; this kernel has no thread of
   * its own for it.
   *
   * @param callback the function
   */
  public void callRcu(Runnable callback) {
    Objects.requireNonNull(callback, "callback");
    synchronized (callbacks) {
      callbacks.add(callback);
    }
  }

  /**
   * Waits until all callbacks that were {@linkplain #callRcu queued} before have been run: {@code
   * rcu_barrier}. Runs them itself, in the order of the calls and after a grace period, unless
   * another CPU does. All are run even if one throws; the first exception is then thrown, the
   * others suppressed in it. Not interruptible: an interrupt stays pending.
   *
   * @param cpu the caller's
   * @return how many this call has run
   * @throws KernelBugException if the caller is in a section, or is a callback, or another call has
   *     died in here
   * @throws IllegalStateException if the CPU is down
   * @throws IllegalArgumentException if it is another machine's
   */
  public int rcuBarrier(Cpu cpu) {
    Cpu.check(cpu, this);
    cpu.mightSleep();
    cpu.enter();
    try {
      return Thrown.collecting(
          thrown -> {
            cpu.at(Action.RcuBarrier_MutexLock, null, barrier::isFree);
            return barrier.holding(cpu, () -> runCallbacks(cpu, thrown));
          });
    } finally {
      cpu.leave();
    }
  }

  private int runCallbacks(Cpu cpu, Thrown thrown) {
    List<Runnable> ready = takeCallbacks();
    if (!ready.isEmpty()) {
      synchronizeRcu(cpu);
    }
    for (Runnable callback : ready) {
      cpu.at(Action.RcuBarrier_Invoke, null);
      thrown.collect(cpu, callback);
    }
    return ready.size();
  }

  private List<Runnable> takeCallbacks() {
    synchronized (callbacks) {
      List<Runnable> all = new ArrayList<>(callbacks);
      callbacks.clear();
      return all;
    }
  }

  Rcu rcu() {
    return rcu;
  }

  Rcu sched() {
    return sched;
  }

  List<Cpu> cpus() {
    return cpus;
  }
}
