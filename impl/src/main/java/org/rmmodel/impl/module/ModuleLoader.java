package org.rmmodel.impl.module;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.Fact;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Change;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.kernel.KernelBugException;
import org.rmmodel.impl.kernel.Mutex;
import org.rmmodel.impl.kernel.WaitQueue;
import org.rmmodel.impl.refcount.Refcount;

/**
 * The module loader of one machine: system calls, what other kernel code calls on modules, and the
 * lookups. {@link org.rmmodel.impl.kernel.KernelVersion} says which kernel's it is.
 *
 * <p>Every call takes the {@link Cpu}, of this loader's machine, on which it is made. Errors that
 * the kernel reports by number are {@link Errno}s; a {@code WARN_ON} is a return value, a {@code
 * BUG_ON} a {@link KernelBugException}, a touch of freed memory a {@link UseAfterFreeException},
 * and a poisoned pointer that is followed a {@link org.rmmodel.impl.rcu.ListPoisonException}. After
 * one of these three nothing is rolled back; if module_mutex was held, every later call that needs
 * it throws, too.
 *
 * <p>What is wrong with an argument is told by an exception before anything has changed: a {@link
 * NullPointerException} that names it, an {@link IllegalArgumentException} for a CPU of another
 * machine, an {@link IllegalStateException} for one that is down. Gets and puts do without the
 * second of these checks, as they would pay for it; that the module is this loader's is not checked
 * at all.
 *
 * <p>An interrupt is a signal. It ends only the waits of which that is said below, and never one
 * that need not sleep; it always stays pending.
 *
 * <p>Memory ordering: what was done under module_mutex happened before it is taken again; what a
 * holder did happened before the {@code exit} of the unload that commits after its put ({@link
 * Fact#P13 P13}). The finer guarantees are with {@link Refcount} and {@link
 * org.rmmodel.impl.rcu.Rcu}.
 */
public final class ModuleLoader {
  /** How long a load waits for a module whose symbols it needs to become LIVE: {@code 30 * HZ}. */
  private static final long PATIENCE_SECONDS = 30;

  private final Kernel kernel;
  private final Refcount.Factory refcounts;
  private final Mutex moduleMutex;
  private final ModuleList lists;
  private final ModuleReferences references;
  private final Notifiers notifiers = new Notifiers();
  private final Dependencies dependencies;
  private final LoadModule loadModule;
  private final DeleteModule deleteModule;
  private final Lookups lookups;
  private final LockdepKeys lockdepKeys = new LockdepKeys();
  private final IdempotentLoads idempotentLoads;

  /** Litmus: none, as it only counts. */
  private final AtomicLong memory = new AtomicLong(Module.SIZE);

  /** Litmus: none, a switch that is set before the calls. */
  private volatile boolean modulesDisabled;

  /**
   * Makes the loader of a machine, with nothing loaded.
   *
   * @param kernel the machine
   */
  public ModuleLoader(Kernel kernel) {
    this(kernel, Refcount.of(kernel), PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /**
   * Makes a loader that counts in another way, or is less patient. For tests.
   *
   * @param kernel the machine
   * @param refcounts makes the count of each module
   * @param patience how long to wait for a module whose symbols are needed to become LIVE, 0 or
   *     more; as much as {@link Long#MAX_VALUE} nanoseconds is for ever
   * @param unit the unit of patience
   * @throws IllegalArgumentException if patience is negative
   */
  public ModuleLoader(Kernel kernel, Refcount.Factory refcounts, long patience, TimeUnit unit) {
    this.kernel = Objects.requireNonNull(kernel, "kernel");
    this.refcounts = Objects.requireNonNull(refcounts, "refcounts");
    Objects.requireNonNull(unit, "unit");
    if (patience < 0) {
      throw new IllegalArgumentException("patience: 0 or more, not " + patience);
    }
    moduleMutex = kernel.newMutex("module_mutex");
    WaitQueue moduleWq = new WaitQueue();
    moduleMutex.whenLost(moduleWq::wakeUpAll);
    lists = new ModuleList(kernel.version());
    references = new ModuleReferences(kernel.version());
    idempotentLoads = new IdempotentLoads(kernel.version().waitsCanBeKilled());
    dependencies =
        new Dependencies(lists, references, moduleMutex, moduleWq, unit.toNanos(patience));
    LastUnloadedModule lastUnloaded = new LastUnloadedModule();
    FreeModule freeModule = new FreeModule(kernel, lists, dependencies, moduleMutex, lockdepKeys);
    loadModule =
        new LoadModule(
            kernel,
            lists,
            references,
            dependencies,
            freeModule,
            notifiers,
            moduleMutex,
            moduleWq,
            lockdepKeys);
    deleteModule =
        new DeleteModule(kernel, lists, freeModule, notifiers, moduleMutex, moduleWq, lastUnloaded);
    lookups = new Lookups(kernel.version(), lists, lastUnloaded, lockdepKeys);
  }

  /**
   * Shows what a debugger would see of this loader. For tests.
   *
   * @return a view; it takes no step and no lock
   */
  public LoaderView view() {
    return new LoaderView(lists, moduleMutex);
  }

  // System calls.

  /**
   * Loads a module and runs its {@code init}: {@code init_module}. Sleeps; waits while a module of
   * the same name is being loaded, or one whose symbols it needs; an interrupt ends these two
   * waits, and no other.
   *
   * <p>If this returns an error or throws what {@code init} or a notifier has thrown, nothing of
   * the module is left.
   *
   * @param cpu the caller's
   * @param image the module
   * @return OK; EPERM without the right to load; EEXIST if the name is there, also on its way out;
   *     EINTR if interrupted while waiting for the name; ENOENT if a symbol is missing; EBUSY if
   *     who defines one does not become LIVE in time, or before an interrupt; ENOEXEC if it exports
   *     what another module exports; EINVAL if a parameter is refused; what {@code init} returned
   * @throws KernelBugException if the caller may not sleep
   */
  public Errno loadModule(Cpu cpu, ModuleImage image) {
    Objects.requireNonNull(image, "image");
    return call(
        cpu,
        () -> {
          if (!cpu.isCapable() || modulesDisabled) {
            return Errno.EPERM;
          }
          Module module =
              new Module(image, memory.getAndAdd(Module.SIZE), newRefcount(image.name()));
          return loadModule.loadModule(cpu, module);
        });
  }

  /**
   * Loads a module from a file: {@code finit_module}. From v6.5 on, loads of one file at once share
   * the result of the first; from v6.11 on an interrupt ends the wait for it. Otherwise as {@link
   * #loadModule}.
   *
   * @param cpu the caller's
   * @param file the file; equal ones are the same
   * @param image the module in the file
   * @return as {@link #loadModule}, of whichever call has loaded it; EINTR if interrupted while
   *     waiting for that; EIO if that has thrown
   * @throws KernelBugException if the caller may not sleep
   */
  public Errno finitModule(Cpu cpu, Object file, ModuleImage image) {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(image, "image");
    return kernel.version().changes().contains(Change.IDEMPOTENT_LOADS)
        ? call(
            cpu, () -> idempotentLoads.load(cpu, file, image.name(), () -> loadModule(cpu, image)))
        : loadModule(cpu, image);
  }

  private Refcount newRefcount(String module) {
    return Objects.requireNonNull(refcounts.make(kernel, module), "what refcounts made");
  }

  /**
   * Unloads a module: {@code delete_module}. Sleeps. An interrupt ends the wait for module_mutex,
   * if there is one, and no other: not those of {@code exit}, nor for a grace period.
   *
   * @param cpu the caller's
   * @param name the module's name; null stands for a pointer that cannot be read; as in the kernel,
   *     only its first {@link ModuleImage#MAX_NAME} characters are
   * @return in the order in which they are looked at: EPERM without the right to unload; EFAULT if
   *     there is no name; EINTR if interrupted while waiting for module_mutex; ENOENT if there is
   *     no such module, or it is not formed; EWOULDBLOCK if other modules need it; EBUSY if it is
   *     not LIVE, or permanent; EWOULDBLOCK if references are held; else OK, and the module is gone
   * @throws KernelBugException if the caller may not sleep, or BASE had gone before ({@link Fact#F5
   *     F5})
   */
  public Errno deleteModule(Cpu cpu, @Nullable String name) {
    return delete(cpu, name, false);
  }

  /**
   * Unloads a module, held or permanent as it may be, if the kernel is built for that: {@code
   * delete_module} with O_TRUNC. Other modules that need it, and a state other than LIVE, still
   * prevent it. References that are held then point to freed memory ({@link Fact#F8A F8}).
   *
   * @param cpu the caller's
   * @param name the module's name; null stands for a pointer that cannot be read
   * @return as {@link #deleteModule}
   * @throws KernelBugException as {@link #deleteModule}
   */
  public Errno forceDeleteModule(Cpu cpu, @Nullable String name) {
    return delete(cpu, name, true);
  }

  private Errno delete(Cpu cpu, @Nullable String name, boolean force) {
    return call(cpu, () -> deleteModule.deleteModule(cpu, name, force, modulesDisabled));
  }

  /**
   * Forbids loading and unloading from now on: {@code kernel.modules_disabled}. There is no way
   * back.
   */
  public void disableModules() {
    modulesDisabled = true;
  }

  /**
   * Lists the modules: {@code /proc/modules}. Sleeps; takes module_mutex. Not interruptible.
   *
   * @param cpu the caller's
   * @return a line for each module that is formed, the newest first
   * @throws KernelBugException if the caller may not sleep, or module_mutex is lost
   */
  public List<ModuleInfo> procModules(Cpu cpu) {
    return call(
        cpu,
        () -> {
          cpu.at(Action.ProcModules_Show, null, moduleMutex::isFree);
          return moduleMutex.holding(
              cpu,
              () -> {
                List<ModuleInfo> lines = new ArrayList<>();
                lists.find(
                    (module, state) -> {
                      if (state != ModuleState.UNFORMED) {
                        lines.add(line(cpu, module, state));
                      }
                      return false;
                    });
                return List.copyOf(lines);
              });
        });
  }

  private static ModuleInfo line(Cpu cpu, Module module, ModuleState state) {
    List<String> users = module.users().stream().map(Module::name).toList();
    return new ModuleInfo(module.name(), module.refcount().moduleRefcount(cpu), users, state);
  }

  /**
   * Tells whether a module was ever unloaded by force: TAINT_FORCED_RMMOD.
   *
   * @return whether one was
   */
  public boolean isTainted() {
    return deleteModule.isTainted();
  }

  // References.

  /**
   * Takes a reference on a module: {@code try_module_get}. Never waits; may be called anywhere.
   *
   * <p>The caller has to know that the module exists: between its {@code init} and its {@code exit}
   * whoever was told of it does; so does a lookup within its section, and a holder.
   *
   * <p>Memory order: if it succeeds, <em>acquire</em> (patch 5).
   *
   * @param cpu the caller's
   * @param module the module; null is the kernel itself, which is always there
   * @return whether the caller now holds a reference
   * @throws UseAfterFreeException if it did not exist
   */
  public boolean tryModuleGet(Cpu cpu, @Nullable Module module) {
    return module == null || references.tryModuleGet(cpu, module);
  }

  /**
   * Takes one more reference on a module of which one is held: {@code __module_get}. Never fails,
   * also when it should ({@link Fact#F4 F4}).
   *
   * <p>Memory order: <em>acquire</em> (patch 5).
   *
   * @param cpu the caller's
   * @param module the module; null is the kernel itself
   * @throws UseAfterFreeException if it did not exist
   */
  public void moduleGet(Cpu cpu, @Nullable Module module) {
    if (module != null) {
      references.moduleGet(cpu, module);
    }
  }

  /**
   * Gives a reference back: {@code module_put}. Never waits; may be called anywhere.
   *
   * <p>Memory order: <em>release</em>.
   *
   * @param cpu the caller's
   * @param module the module; null is the kernel itself
   * @return false for the kernel's {@code WARN_ON}: there was nothing to give back, and nothing was
   *     changed. Before patch 5, and for the first surplus put on an idle module ({@link Fact#F5
   *     F5}), nobody notices
   * @throws UseAfterFreeException if it did not exist
   */
  public boolean modulePut(Cpu cpu, @Nullable Module module) {
    return module == null || references.modulePut(cpu, module);
  }

  /**
   * {@link #tryModuleGet}, called in a section of a lookup: the function's own preempt_disable
   * changes nothing there, and is no step.
   *
   * @param cpu the caller's, in a section
   * @param module the module
   * @return as {@link #tryModuleGet}
   * @throws UseAfterFreeException if it did not exist
   */
  public boolean tryModuleGetInSection(Cpu cpu, Module module) {
    return references.tryModuleGetInSection(cpu, module);
  }

  /**
   * {@link #modulePut}, called where the function's own preempt_disable changes nothing, or as the
   * last thing before more that must not be told apart from it.
   *
   * @param cpu the caller's, in the kernel
   * @param module the module
   * @return as {@link #modulePut}
   * @throws UseAfterFreeException if it did not exist
   */
  public boolean modulePutInSection(Cpu cpu, Module module) {
    return references.modulePutInSection(cpu, module);
  }

  /**
   * Reads how many references are held: {@code module_refcount}; the caller must know that the
   * module exists. What it may say is told in {@link Refcount#moduleRefcount} ({@link Fact#P7 P7}).
   *
   * @param cpu the caller's
   * @param module the module; for the kernel itself there is no number
   * @return the number
   * @throws UseAfterFreeException if it did not exist
   */
  public int moduleRefcount(Cpu cpu, Module module) {
    Cpu.check(cpu, kernel);
    Objects.requireNonNull(module, "module");
    cpu.enter();
    try {
      int count = module.refcount().moduleRefcount(cpu);
      // After the steps of reading, so that one of them too late is noticed.
      module.touch(cpu, Action.ModuleRefcount_AtomicRead);
      cpu.at(Action.ModuleRefcount_Return, module.name());
      return count;
    } finally {
      cpu.leave();
    }
  }

  // Lookups.

  /**
   * Finds the module that defines a symbol, and takes a reference on it: {@code __symbol_get}.
   * Never waits.
   *
   * @param cpu the caller's
   * @param symbol the symbol
   * @return the module, held; null if there is none, or it is COMING or GOING
   * @throws KernelBugException if the module became UNFORMED between the two steps ({@link
   *     Fact#F13A F13})
   */
  public @Nullable Module symbolGet(Cpu cpu, String symbol) {
    Cpu.check(cpu, kernel);
    Objects.requireNonNull(symbol, "symbol");
    lookups.begin(cpu, Action.SymbolGet_Begin);
    try {
      Module owner = lookups.find(cpu, Action.SymbolGet_Next, ModuleQuery.symbol(symbol));
      boolean got = owner != null && references.strongTryModuleGet(cpu, owner) == Errno.OK;
      return got ? owner : null;
    } finally {
      lookups.end(cpu);
    }
  }

  /**
   * Gives back what {@link #symbolGet} took: {@code __symbol_put}.
   *
   * @param cpu the caller's
   * @param symbol the symbol
   * @return as {@link #modulePut}
   * @throws KernelBugException if no module defines it
   */
  public boolean symbolPut(Cpu cpu, String symbol) {
    Cpu.check(cpu, kernel);
    Objects.requireNonNull(symbol, "symbol");
    lookups.begin(cpu, Action.SymbolPut_Begin);
    try {
      Module owner = lookups.find(cpu, Action.SymbolPut_Lookup, ModuleQuery.symbol(symbol));
      if (owner == null) {
        throw new KernelBugException("!find_symbol(" + symbol + ")");
      }
      return references.modulePutInSection(cpu, owner);
    } finally {
      lookups.end(cpu);
    }
  }

  /**
   * Gives what other kernel code finds modules by.
   *
   * @return the lookups of this loader
   */
  public Lookups lookups() {
    return lookups;
  }

  /**
   * Finds the module in whose memory an address is: {@code __module_address}. Never waits.
   *
   * <p>What it returns is known to exist only until the caller's preempt-off section ends; call
   * {@link Cpu#preemptDisable} first to make any use of it, such as {@link #tryModuleGet}.
   *
   * @param cpu the caller's
   * @param address the address
   * @return the module, or null
   * @throws UseAfterFreeException if the module was freed under the walk ({@link Fact#F2 F2},
   *     {@link Fact#F14 F14})
   * @throws org.rmmodel.impl.rcu.ListPoisonException if the walk came to a pointer that was
   *     poisoned
   */
  public @Nullable Module moduleAddress(Cpu cpu, long address) {
    Cpu.check(cpu, kernel);
    lookups.begin(cpu, Action.ModuleAddress_Begin);
    try {
      return lists.walk(
          cpu,
          Action.ModuleAddress_Next,
          (module, state) -> state != ModuleState.UNFORMED && module.contains(address));
    } finally {
      lookups.end(cpu);
    }
  }

  /**
   * Finds the module that has a {@code BUG()} at an address: {@code module_find_bug}. Never waits.
   *
   * <p>What it returns is used after the section has ended, and is safe only where the code that
   * ran into the BUG() keeps the module ({@link Fact#F18 F18}).
   *
   * @param cpu the caller's
   * @param address the address
   * @return the module, or null
   * @throws UseAfterFreeException if the module was freed under the walk
   * @throws org.rmmodel.impl.rcu.ListPoisonException if the walk came to a pointer that was
   *     poisoned ({@link Fact#F1 F1})
   */
  public @Nullable Module moduleFindBug(Cpu cpu, long address) {
    Cpu.check(cpu, kernel);
    lookups.beginFindBug(cpu);
    try {
      return lookups.findBug(cpu, ModuleQuery.bugAt(address));
    } finally {
      lookups.endFindBug(cpu);
    }
  }

  // The rest.

  /**
   * Has a notifier told of modules that come and go: {@code register_module_notifier}.
   *
   * @param notifier the notifier; one that is registered twice is told twice
   */
  public void registerModuleNotifier(ModuleNotifier notifier) {
    notifiers.register(Objects.requireNonNull(notifier, "notifier"));
  }

  /**
   * Takes a notifier off again: {@code unregister_module_notifier}. Does not wait: a call that has
   * begun to tell the notifiers may still tell this one.
   *
   * @param notifier the notifier
   * @return OK, or ENOENT if it is not registered
   */
  public Errno unregisterModuleNotifier(ModuleNotifier notifier) {
    return notifiers.unregister(Objects.requireNonNull(notifier, "notifier"))
        ? Errno.OK
        : Errno.ENOENT;
  }

  /**
   * Turns the tracepoints of get and put on or off. With them on, a put touches its module after it
   * has given the reference up ({@link Fact#F10 F10}).
   *
   * @param on whether they are on
   */
  public void setTracing(boolean on) {
    setTracing(on ? EnumSet.allOf(Tracepoint.class) : Set.of());
  }

  /**
   * Turns some of the tracepoints of get and put on, and the others off.
   *
   * @param on those that are on
   */
  public void setTracing(Set<Tracepoint> on) {
    references.setTracing(Objects.requireNonNull(on, "on"));
  }

  /**
   * Builds the kernel with {@code CONFIG_LOCKDEP}: from v4.0 on, a module that is unloaded is freed
   * after one more grace period.
   */
  public void enableLockdep() {
    lockdepKeys.turnOn();
  }

  /**
   * Gives the machine that this loader runs on.
   *
   * @return the machine
   */
  public Kernel kernel() {
    return kernel;
  }

  private <T> T call(Cpu cpu, Supplier<T> function) {
    Cpu.check(cpu, kernel);
    cpu.mightSleep();
    cpu.enter();
    try {
      return function.get();
    } finally {
      cpu.leave();
    }
  }
}
