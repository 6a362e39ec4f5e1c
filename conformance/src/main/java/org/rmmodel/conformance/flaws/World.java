package org.rmmodel.conformance.flaws;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rmmodel.common.Turns;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.kernel.KernelVersion;
import org.rmmodel.impl.module.Module;
import org.rmmodel.impl.module.ModuleExit;
import org.rmmodel.impl.module.ModuleImage;
import org.rmmodel.impl.module.ModuleLoader;
import org.rmmodel.impl.module.ModuleState;

/**
 * The machine of a scene, and beside it what the modules' users know for themselves: who is
 * registered, and how many references are held. Touched by who has the turn.
 */
final class World implements Watch {
  /** An address in no module: a walk goes over all of them. */
  static final long NOWHERE = -1;

  /** Where a module's BUG() is. */
  static final int BUG = 0x10;

  private static final int CPUS = 8;

  final Kernel kernel;
  final ModuleLoader loader;

  private final Run run;
  private final List<Role> roles = new ArrayList<>();
  private final Map<String, Life> latest = new HashMap<>();
  private final Map<Action, Consumer<Role>> befores = new EnumMap<>(Action.class);
  private final Map<Action, Consumer<Role>> afters = new EnumMap<>(Action.class);
  private @Nullable String whenStuck;

  /** What users know of one life of a module. */
  static final class Life {
    /** The module, as soon as somebody outside of the loader has seen it. */
    @Nullable Module module;

    /** Its interface is there to be found. */
    boolean registered;

    /** References that are held, the loader's own apart. */
    int references;

    /** Who was let in by the interface, and has not come to the count yet. */
    int entering;

    Module module() {
      return Objects.requireNonNull(module, "nobody has seen the module yet");
    }
  }

  private World(Machine machine, KernelVersion version, Schedule schedule, boolean mayPreempt) {
    run = new Run(schedule, mayPreempt, this);
    kernel = machine.kernel(version.withForceUnload(), CPUS, run);
    // Who waits for a symbol waits for ever: that the time is over is no matter of the schedule.
    loader =
        new ModuleLoader(kernel, machine.refcounts(kernel), Long.MAX_VALUE, TimeUnit.NANOSECONDS);
  }

  /** Runs a scene under a schedule. */
  static Run run(
      Scene scene, Machine machine, KernelVersion version, Schedule schedule, boolean mayPreempt) {
    World world = new World(machine, version, schedule, mayPreempt);
    scene.set(world);
    world.run.run();
    return world.run;
  }

  // What a scene sets up.

  /** Adds a task. */
  Role task(String name, Consumer<Role> program) {
    Role role = new Role(this, roles.size(), name, kernel.cpuUp());
    roles.add(role);
    run.task(name, () -> program.accept(role));
    return role;
  }

  /** Does something before the tasks begin; to be called before the first of them is added. */
  void first(Consumer<Cpu> what) {
    Cpu cpu = kernel.cpuUp();
    what.accept(cpu);
    kernel.cpuDown(cpu);
  }

  /** Has a module loaded, and unused, when the tasks begin. */
  void loaded(String name) {
    loaded(image(name));
  }

  /** Likewise. */
  void loaded(ModuleImage image) {
    first(
        cpu -> {
          Errno errno = loader.loadModule(cpu, image);
          if (errno != Errno.OK) {
            throw new IllegalStateException("loading " + image.name() + " gave " + errno);
          }
        });
  }

  /** A module whose {@code init} registers it, and whose {@code exit} takes that back. */
  ModuleImage image(String name) {
    return ModuleImage.named(name)
        .exporting(symbol(name))
        .withBug(BUG)
        .withInit(
            (cpu, self) -> {
              register(self);
              return Errno.OK;
            })
        .withExit(new Unregister());
  }

  /** A module whose {@code init} fails. */
  ModuleImage failing(String name) {
    return image(name).withInit((cpu, self) -> Errno.EIO);
  }

  static String symbol(String name) {
    return name + "_symbol";
  }

  /** Takes the interface away, and waits for those on the way in. */
  private final class Unregister implements ModuleExit {
    private @Nullable Life life;

    @Override
    public void exit(Cpu cpu, Module self) {
      life = life(self.name());
      life.registered = false;
    }

    @Override
    public boolean isQuiet() {
      return life == null || life.entering == 0;
    }
  }

  // What users know.

  /** A module can be found by its interface from now on: a new life of its name. */
  void register(Module module) {
    Life life = see(module);
    life.registered = true;
  }

  /** Somebody has a pointer to the module. */
  Life see(Module module) {
    Life life = latest.get(module.name());
    if (life == null || life.module != module) {
      life = new Life();
      life.module = module;
      latest.put(module.name(), life);
    }
    return life;
  }

  boolean isRegistered(String name) {
    Life life = latest.get(name);
    return life != null && life.registered;
  }

  boolean isLive(String name) {
    Life life = latest.get(name);
    return life != null && life.module().state() == ModuleState.LIVE;
  }

  /** What is known of the latest module of a name. */
  Life life(String name) {
    return Objects.requireNonNull(latest.get(name), "nobody has seen the module yet");
  }

  @Nullable Life lifeOrNull(String name) {
    return latest.get(name);
  }

  // What is the flaw.

  /** Has somebody look just before a task takes a step, at what is so then. */
  void before(Action action, Consumer<Role> look) {
    befores.merge(action, look, Consumer::andThen);
  }

  /** Has somebody look when a task has taken a step, before anybody takes another. */
  void after(Action action, Consumer<Role> look) {
    afters.merge(action, look, Consumer::andThen);
  }

  /** It is the flaw if nobody can go on. */
  void flawIfStuck(String what) {
    whenStuck = what;
  }

  /** It is the flaw that somebody frees a module while users have references to it. */
  void flawIfFreedWhileReferenced(String name) {
    Consumer<Role> look =
        role -> {
          Life life = latest.get(name);
          if (life != null && life.references > 0 && life.module().isFreed()) {
            throw found(name + " is freed with " + life.references + " reference(s) held");
          }
        };
    after(Action.FreeModule_Free, look);
    after(Action.LoadModule_Free, look);
  }

  /** The flaw has been found. To be thrown. */
  Turns.Unwound found(String what) {
    return run.found(what);
  }

  /** Throws if it is so. */
  void foundIf(boolean flaw, Supplier<String> what) {
    if (flaw) {
      throw found(what.get());
    }
  }

  /** Reads a count without a step: whether it says that the module is for nobody to get. */
  boolean isZero(Role role, String module) {
    int count = run.quietly(() -> loader.moduleRefcount(role.cpu(), life(module).module()));
    return count == (kernel.version().baseRefcount() ? -1 : 0);
  }

  boolean call(Role role, String label, BooleanSupplier guard) {
    return run.call(role.id(), label, guard);
  }

  boolean begin(Role role, BooleanSupplier guard) {
    return run.begin(role.id(), guard);
  }

  @Override
  public void before(Run.Task task) {
    look(befores, task);
  }

  @Override
  public void after(Run.Task task) {
    look(afters, task);
  }

  private void look(Map<Action, Consumer<Role>> looks, Run.Task task) {
    Action action = task.action();
    Consumer<Role> look = action == null ? null : looks.get(action);
    if (look != null) {
      look.accept(roles.get(task.id));
    }
  }

  @Override
  public void threw(Run.Task task, Throwable thrown) {
    Role role = roles.get(task.id);
    if (role.isFlaw(thrown, task.action())) {
      throw found(role.name() + ": " + thrown.getMessage());
    }
    if (!Death.isOne(thrown)) {
      throw new IllegalStateException("a mistake in the scene", thrown);
    }
  }

  @Override
  public void stuck(String who) {
    if (whenStuck != null) {
      throw found(whenStuck + " (" + who + ")");
    }
  }
}
