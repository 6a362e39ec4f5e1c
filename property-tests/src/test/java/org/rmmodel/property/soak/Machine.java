package org.rmmodel.property.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.module.Module;
import org.rmmodel.impl.module.ModuleExit;
import org.rmmodel.impl.module.ModuleImage;
import org.rmmodel.impl.module.ModuleInfo;
import org.rmmodel.impl.module.ModuleLoader;
import org.rmmodel.impl.module.ModuleState;
import org.rmmodel.property.Tape;
import org.rmmodel.property.schedule.Call;
import org.rmmodel.property.schedule.Flaw;
import org.rmmodel.property.schedule.Mix;

/**
 * A machine with threads on it, and what they know of its modules. Threads are slowed down at
 * random between any two steps, so that they meet where they otherwise hardly would.
 */
final class Machine {
  static final int BUG = 0x10;

  final Mix mix;
  final Tape tape;
  final ModuleLoader loader;

  /** Who was last seen under a name. */
  final Map<String, Life> latest = new ConcurrentHashMap<>();

  final Queue<Life> lives = new ConcurrentLinkedQueue<>();

  private final Kernel kernel;

  Machine(Flaw flaw, Mix mix, int threads, Tape tape) {
    this.mix = mix;
    this.tape = tape;
    kernel = flaw.kernel(mix.version(), threads + 1, tape.around(Machine::slowDown));
    loader = new ModuleLoader(kernel, flaw.refcounts(kernel), 30, TimeUnit.SECONDS);
  }

  @SuppressWarnings("ThreadPriorityCheck") // nothing relies on it
  private static void slowDown(
      Cpu cpu, Action action, @Nullable String module, BooleanSupplier enabled) {
    int dice = ThreadLocalRandom.current().nextInt(512);
    if (dice == 0) {
      LockSupport.parkNanos(20_000);
    } else if (dice < 16) {
      Thread.yield();
    }
  }

  Cpu cpuUp() {
    return kernel.cpuUp();
  }

  void cpuDown(Cpu cpu) {
    kernel.cpuDown(cpu);
  }

  static String symbol(String name) {
    return name + "_symbol";
  }

  ModuleImage image(Life life, Call.Kind kind) {
    ModuleImage image =
        ModuleImage.named(life.name)
            .withBug(BUG)
            .withInit((cpu, self) -> init(cpu, life, self, kind))
            .withExit(new Exit(life));
    return switch (kind) {
      case LOAD, LOAD_INIT_FAILS -> image.exporting(symbol(life.name));
      case LOAD_USER -> image.exporting(symbol(life.name)).importing(symbol("a"));
      case LOAD_LATE_FAILS -> image.exporting(symbol(life.name)).withBadParameter();
      case LOAD_SYMBOL_MISSING -> image.importing(symbol("a"), "missing_symbol");
      case LOAD_EXPORTS_TWICE -> image.importing(symbol("c")).exporting(symbol("c"));
      default -> throw new IllegalArgumentException("not a load: " + kind);
    };
  }

  private Errno init(Cpu cpu, Life life, Module self, Call.Kind kind) {
    tape.isAbout(cpu, self);
    life.module = self;
    latest.put(life.name, life);
    if (kind == Call.Kind.LOAD_INIT_FAILS) {
      return Errno.EIO;
    }
    life.registered = true;
    return Errno.OK;
  }

  private static final class Exit implements ModuleExit {
    private final Life life;

    Exit(Life life) {
      this.life = life;
    }

    @Override
    public void exit(Cpu cpu, Module self) {
      life.committed = true;
      life.registered = false;
      assertThat(life.held.get()).as("references of %s when it is unloaded", life.name).isZero();
    }

    @Override
    public boolean isQuiet() {
      return life.entering.get() == 0;
    }
  }

  /** What is true when all threads are at rest. */
  void atRest(Cpu cpu) {
    List<ModuleInfo> lines = loader.procModules(cpu);
    List<ModuleInfo> expected = new ArrayList<>();
    lives.removeIf(life -> !life.isUp() && isForgotten(cpu, life));
    List<Life> up = lives.stream().filter(Life::isUp).toList();
    for (Life life : up) {
      List<String> users =
          up.stream().filter(user -> life.name.equals(user.uses)).map(user -> user.name).toList();
      int refcount = life.held.get() + users.size();
      expected.add(new ModuleInfo(life.name, refcount, users, ModuleState.LIVE));
    }
    assertThat(lines).as("lines at rest").containsExactlyInAnyOrderElementsOf(expected);
  }

  private boolean isForgotten(Cpu cpu, Life life) {
    Module module = life.module;
    if (module != null) {
      assertThat(module.isFreed()).as("%s is freed", module).isTrue();
      assertThat(loader.moduleAddress(cpu, module.address())).as("address of a freed one").isNull();
      assertThat(loader.moduleFindBug(cpu, module.address() + BUG))
          .as("bug of a freed one")
          .isNull();
    }
    return true;
  }

  Errno deleteModule(Cpu cpu, String name) {
    tape.enters(cpu, Tape.Kind.DELETE, name);
    Errno errno = loader.deleteModule(cpu, name);
    tape.returns(cpu, errno.returned());
    return errno;
  }

  /** With nothing held, everything unloads. */
  void unloadEverything(Cpu cpu) {
    for (String name : List.of("d", "c", "b", "a")) {
      Life life = latest.get(name);
      boolean there = life != null && lives.contains(life) && life.isUp();
      assertThat(deleteModule(cpu, name))
          .as("unload of %s in the end", name)
          .isEqualTo(there ? Errno.OK : Errno.ENOENT);
    }
    assertThat(loader.procModules(cpu)).as("lines in the end").isEmpty();
  }

  long address(String name) {
    Life life = latest.get(name);
    return life == null ? -1 - BUG : Objects.requireNonNull(life.module).address();
  }
}
