package org.rmmodel.conformance.trace;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.kernel.KernelBugException;
import org.rmmodel.impl.module.Module;
import org.rmmodel.impl.module.ModuleImage;
import org.rmmodel.impl.module.ModuleLoader;
import org.rmmodel.impl.module.UseAfterFreeException;
import org.rmmodel.impl.rcu.ListPoisonException;

/** Makes the calls of one thread, and has each of them recorded. */
final class Caller {
  private static final int MOST_HELD = 8;

  private final Workload world;
  private final Recorder recorder;
  private final ModuleLoader loader;
  private final Cpu cpu;
  private final Random random;

  Caller(Workload world, Recorder recorder, ModuleLoader loader, Cpu cpu, Random random) {
    this.world = world;
    this.recorder = recorder;
    this.loader = loader;
    this.cpu = cpu;
    this.random = random;
  }

  /** The result of a call that was not made, as there was nothing to call it on. */
  private static final int NOT_MADE = -1003;

  /**
   * Makes a call, or none if there is nothing to call it on.
   *
   * @param kind what the threads do
   * @return false if the task has died of it
   */
  boolean call(Workload.Kind kind) {
    List<String> names = kind.modules().names();
    String name = names.get(random.nextInt(names.size()));
    return make(kind, name, random.nextInt(100)) != RecordedCall.DEATH;
  }

  private int make(Workload.Kind kind, String name, int dice) {
    if (kind == Workload.Kind.SYMBOLS && dice < 40) {
      return dice < 20 ? symbolGet(name) : symbolPut();
    }
    if (dice < 18) {
      return get(name);
    } else if (dice < 48) {
      return put();
    } else if (dice < 52) {
      return borrow();
    } else if (dice < 58) {
      return read(name);
    } else if (dice < 62) {
      return record(CallKind.WALK, "", () -> isThere(loader.moduleAddress(cpu, 0)));
    } else if (dice < 66) {
      return record(CallKind.WALK_BUGS, "", () -> isThere(loader.moduleFindBug(cpu, 0)));
    } else if (dice < 67) {
      return record(CallKind.PROC_MODULES, "", () -> loader.procModules(cpu).size());
    } else if (dice < 68) {
      loader.kernel().callRcu(() -> {});
      return record(CallKind.BARRIER, "", () -> loader.kernel().rcuBarrier(cpu));
    } else if (dice < 83) {
      return load(kind, name);
    }
    return kind == Workload.Kind.NAMES ? delete(name, dice) : unload(name);
  }

  private static int isThere(@Nullable Object found) {
    return found == null ? 0 : 1;
  }

  /** Makes a call that is about no load that this knows. */
  private int record(CallKind kind, String name, IntSupplier call) {
    recorder.enters(cpu, kind, name);
    return returns(call);
  }

  private int returns(IntSupplier call) {
    int result;
    try {
      result = call.getAsInt();
    } catch (UseAfterFreeException | ListPoisonException e) {
      result = RecordedCall.OOPS;
    } catch (KernelBugException e) {
      result = RecordedCall.DEATH;
    }
    if (world.isStuck() && result == Errno.EINTR.returned()) {
      recorder.isLeftOut(cpu);
      return NOT_MADE;
    }
    recorder.returns(cpu, result);
    return result;
  }

  /** A call that is made only while the module is registered, and that exit() waits for. */
  private int whileRegistered(CallKind kind, Life life, IntSupplier call) {
    recorder.enters(cpu, kind, life.name);
    life.entering.incrementAndGet();
    try {
      if (!life.registered) {
        recorder.leaves(cpu);
        return NOT_MADE;
      }
      recorder.isAbout(cpu, module(life).address());
      return returns(call);
    } finally {
      life.entering.decrementAndGet();
    }
  }

  private static Module module(Life life) {
    return requireNonNull(life.module);
  }

  private int get(String name) {
    Life life = world.latest.get(name);
    if (world.held.size() >= MOST_HELD) {
      return put();
    }
    if (life == null) {
      return NOT_MADE;
    }
    int got =
        whileRegistered(CallKind.GET, life, () -> loader.tryModuleGet(cpu, module(life)) ? 1 : 0);
    if (got == 1) {
      world.held.add(life);
    }
    return got;
  }

  private int borrow() {
    Life life = world.held.poll();
    if (life == null) {
      return NOT_MADE;
    }
    int got =
        whileRegistered(
            CallKind.BORROW,
            life,
            () -> {
              loader.moduleGet(cpu, module(life));
              return 1;
            });
    world.held.add(life);
    if (got == 1) {
      world.held.add(life);
    }
    return got;
  }

  private int put() {
    Life life = world.held.poll();
    if (life == null) {
      return NOT_MADE;
    }
    recorder.enters(cpu, CallKind.PUT, life.name);
    recorder.isAbout(cpu, module(life).address());
    return returns(() -> loader.modulePut(cpu, module(life)) ? 1 : 0);
  }

  private int read(String name) {
    Life life = world.latest.get(name);
    return life == null
        ? NOT_MADE
        : whileRegistered(CallKind.READ, life, () -> loader.moduleRefcount(cpu, module(life)));
  }

  private static String symbol(String name) {
    return name + "_symbol";
  }

  /**
   * Only while the module is registered, though it need not be: a lookup that races with an unload
   * or a load that fails may find an UNFORMED module and come to a BUG() (fact F13).
   */
  private int symbolGet(String name) {
    Life life = world.latest.get(name);
    if (life == null || world.held.size() >= MOST_HELD) {
      return NOT_MADE;
    }
    AtomicReference<@Nullable Module> found = new AtomicReference<>();
    int got =
        whileRegistered(
            CallKind.SYMBOL_GET,
            life,
            () -> {
              found.set(loader.symbolGet(cpu, symbol(name)));
              return isThere(found.get());
            });
    Module module = found.get();
    if (module != null) {
      world.held.add(requireNonNull(world.byAddress.get(module.address())));
    }
    return got;
  }

  private int symbolPut() {
    Life life = world.held.poll();
    return life == null
        ? NOT_MADE
        : record(
            CallKind.SYMBOL_PUT, life.name, () -> loader.symbolPut(cpu, symbol(life.name)) ? 1 : 0);
  }

  private int load(Workload.Kind kind, String name) {
    Life life = new Life(name);
    int dice = random.nextInt(10);
    boolean initFails = dice == 0;
    ModuleImage image =
        ModuleImage.named(name)
            .exporting(symbol(name))
            .withExit(life)
            .withInit((on, self) -> init(on, life, self, initFails));
    if (name.equals(kind.modules().importer())) {
      image = image.importing(symbol(kind.modules().exporter()));
    } else if (kind.modules().orphans().contains(name)) {
      image = image.importing("missing_symbol");
    }
    ModuleImage loaded = dice == 1 ? image.withBadParameter() : image;
    return record(CallKind.LOAD, name, () -> loader.loadModule(cpu, loaded).returned());
  }

  private Errno init(Cpu on, Life life, Module self, boolean fails) {
    recorder.isAbout(on, self.address());
    life.module = self;
    world.byAddress.put(self.address(), life);
    world.latest.put(life.name, life);
    if (fails) {
      return Errno.EIO;
    }
    life.registered = true;
    return Errno.OK;
  }

  private int delete(String name, int dice) {
    if (dice == 97) {
      cpu.setCapable(false);
      try {
        return record(
            CallKind.DELETE_UNPRIVILEGED, name, () -> loader.deleteModule(cpu, name).returned());
      } finally {
        cpu.setCapable(true);
      }
    } else if (dice == 98) {
      return record(
          CallKind.DELETE_BAD_POINTER, name, () -> loader.deleteModule(cpu, null).returned());
    } else if (dice == 99) {
      Thread.currentThread().interrupt();
      try {
        return record(
            CallKind.DELETE_INTERRUPTED, name, () -> loader.deleteModule(cpu, name).returned());
      } finally {
        Thread.interrupted();
      }
    }
    return unload(name);
  }

  private int unload(String name) {
    return record(CallKind.DELETE, name, () -> loader.deleteModule(cpu, name).returned());
  }
}
