package org.rmmodel.lincheck;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.Fact;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.module.Module;
import org.rmmodel.impl.module.ModuleImage;
import org.rmmodel.impl.module.ModuleLoader;
import org.rmmodel.impl.module.UseAfterFreeException;
import org.rmmodel.impl.refcount.Refcount;

/**
 * The module loader as its callers see it: a module that is loaded at first, and another one that
 * can be loaded and needs it. Each thread has a CPU of its own.
 *
 * <p>Where the kernel has a {@code BUG_ON} or touches freed memory, the operation throws, and as no
 * sequential run does, that is a counterexample.
 */
@Param(name = "thread", gen = ThreadIdGen.class)
public class Operations {
  /** The module. */
  static final String MODULE = "dummy";

  /** The one that needs it. */
  static final String USER = "user";

  /** What a put says that touches freed memory. */
  static final String USE_AFTER_FREE = "use after free";

  private static final String SYMBOL = "dummy_register";
  private static final int BUG = 16;

  final Setting setting = Setting.now();
  final Kernel kernel = new Kernel(setting.kernel(), Slots.THREADS, null);
  final ModuleLoader loader =
      new ModuleLoader(kernel, Refcount.of(kernel), Long.MAX_VALUE, TimeUnit.NANOSECONDS);
  final Registration registration = new Registration();

  private final ModuleImage image =
      ModuleImage.named(MODULE)
          .exporting(SYMBOL)
          .withBug(BUG)
          .withInit(registration.init())
          .withExit(registration);
  final Cpus cpus = new Cpus(kernel);
  private final HeldReferences<Module> held = new HeldReferences<>();
  private final HeldReferences<String> heldBySymbol = new HeldReferences<>();
  private final long address;

  /** How often an {@code init} has looked for a device, with the module registered. */
  private final AtomicInteger probes = new AtomicInteger();

  /** Loads the module. */
  public Operations() {
    Search.tally().countInstance();
    address = loadFirst();
  }

  private long loadFirst() {
    loader.loadModule(cpus.of(0), image);
    Module module = registration.enter();
    registration.leave();
    if (module == null) {
      throw new IllegalStateException("not loaded");
    }
    return module.address();
  }

  // References.

  /** {@code try_module_get}, of the module that is registered. */
  @Operation(params = "thread")
  public boolean tryModuleGet(int thread) {
    Module module = registration.enter();
    try {
      boolean got = module != null && loader.tryModuleGet(cpus.of(thread), module);
      if (got) {
        held.add(thread, module);
      }
      return got;
    } finally {
      registration.leave();
    }
  }

  /** {@code module_put}, of a reference that the thread holds. */
  @Operation(params = "thread")
  public String modulePut(int thread) {
    Module module = held.take(thread);
    if (module == null) {
      return "nothing held";
    }
    try {
      return loader.modulePut(cpus.of(thread), module) ? "put" : "WARN";
    } catch (UseAfterFreeException e) {
      return USE_AFTER_FREE;
    }
  }

  /**
   * {@code module_put}, of a reference that nobody holds: a bug of the caller's ({@link Fact#F5
   * F5}).
   */
  @Operation(params = "thread")
  public String surplusPut(int thread) {
    Module module = registration.enter();
    try {
      return module == null || loader.modulePut(cpus.of(thread), module) ? "put" : "WARN";
    } finally {
      registration.leave();
    }
  }

  /** {@code module_refcount}, of the module that is registered; -1 if none is. */
  @Operation(params = "thread")
  public int moduleRefcount(int thread) {
    Module module = registration.enter();
    try {
      return module == null ? -1 : loader.moduleRefcount(cpus.of(thread), module);
    } finally {
      registration.leave();
    }
  }

  // System calls.

  /** {@code init_module}. */
  @Operation(params = "thread", blocking = true)
  public String loadModule(int thread) {
    return setting.tell(loader.loadModule(cpus.of(thread), image));
  }

  /** {@code init_module}, of a module whose {@code init} fails after it has registered. */
  @Operation(params = "thread", blocking = true)
  public String loadModuleInitFails(int thread) {
    return setting.tell(loader.loadModule(cpus.of(thread), image.withInit(this::failingInit)));
  }

  private Errno failingInit(Cpu cpu, Module self) {
    registration.register(self);
    probes.incrementAndGet();
    registration.withdraw();
    while (!registration.isQuiet()) {
      Thread.onSpinWait();
    }
    return Errno.EIO;
  }

  /** {@code init_module}, of a module that needs what nobody defines. */
  @Operation(params = "thread", blocking = true)
  public String loadModuleSymbolMissing(int thread) {
    return setting.tell(
        loader.loadModule(cpus.of(thread), ModuleImage.named("lost").importing("missing")));
  }

  /** {@code delete_module}. */
  @Operation(params = "thread", blocking = true)
  public String deleteModule(int thread) {
    return setting.tell(loader.deleteModule(cpus.of(thread), MODULE));
  }

  /** {@code delete_module} with O_TRUNC. */
  @Operation(params = "thread", blocking = true)
  public String forceDeleteModule(int thread) {
    return setting.tell(loader.forceDeleteModule(cpus.of(thread), MODULE));
  }

  /** {@code init_module}, of a module that needs the first. */
  @Operation(params = "thread", blocking = true)
  public String loadUser(int thread) {
    return setting.tell(
        loader.loadModule(cpus.of(thread), ModuleImage.named(USER).importing(SYMBOL)));
  }

  /** {@code delete_module}, of the module that needs the first. */
  @Operation(params = "thread", blocking = true)
  public String deleteUser(int thread) {
    return setting.tell(loader.deleteModule(cpus.of(thread), USER));
  }

  // Lookups.

  /** {@code __module_address}: whether the module that was loaded first is there. */
  @Operation(params = "thread")
  public boolean moduleAddress(int thread) {
    return loader.moduleAddress(cpus.of(thread), address) != null;
  }

  /** A lookup and a get in one preempt-off section, as kprobes do. */
  @Operation(params = "thread")
  public boolean moduleAddressAndGet(int thread) {
    Cpu cpu = cpus.of(thread);
    cpu.preemptDisable();
    try {
      Module module = loader.moduleAddress(cpu, address);
      boolean got = module != null && loader.tryModuleGet(cpu, module);
      if (got) {
        held.add(thread, module);
      }
      return got;
    } finally {
      cpu.preemptEnable();
    }
  }

  /** {@code module_find_bug}: whether the module that was loaded first is there. */
  @Operation(params = "thread")
  public boolean moduleFindBug(int thread) {
    return loader.moduleFindBug(cpus.of(thread), address + BUG) != null;
  }

  /** {@code __symbol_get}. */
  @Operation(params = "thread")
  public boolean symbolGet(int thread) {
    boolean got = loader.symbolGet(cpus.of(thread), SYMBOL) != null;
    if (got) {
      heldBySymbol.add(thread, SYMBOL);
    }
    return got;
  }

  /** {@code __symbol_put}, of a reference that the thread holds. */
  @Operation(params = "thread")
  public String symbolPut(int thread) {
    @Nullable String symbol = heldBySymbol.take(thread);
    if (symbol == null) {
      return "nothing held";
    }
    return loader.symbolPut(cpus.of(thread), symbol) ? "put" : "WARN";
  }
}
