package org.rmmodel.property.schedule;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.module.Module;
import org.rmmodel.impl.module.ModuleExit;
import org.rmmodel.impl.module.ModuleImage;
import org.rmmodel.impl.module.ModuleLoader;
import org.rmmodel.impl.module.ModuleState;
import org.rmmodel.property.Tape;

/**
 * The machine of a run, and beside it what the modules and their users know for themselves. Touched
 * by who has the turn.
 *
 * <p>The modules keep the environment's rule: {@code init} registers, {@code exit} withdraws and
 * waits for those on the way in.
 */
final class World {
  /** Where a module's BUG() is. */
  static final int BUG = 0x10;

  final Scenario scenario;
  final Tape tape;
  final Scheduler scheduler;
  final ModuleLoader loader;
  final List<Task> tasks = new ArrayList<>();

  /** Runs before and after the tasks. */
  final Task alone;

  final List<Life> lives = new ArrayList<>();
  final List<Refusal> refusals = new ArrayList<>();
  final Set<Event> events = EnumSet.noneOf(Event.class);

  /** Who was last seen under a name. */
  private final Map<String, Life> latest = new HashMap<>();

  /** A get that was refused, and the unloads that may have been the reason. */
  record Refusal(Life life, List<Task.Unload> unloads) {}

  World(Scenario scenario, Tape tape) {
    this.scenario = scenario;
    this.tape = tape;
    scheduler = new Scheduler(scenario.schedule());
    int count = scenario.tasks().size();
    Kernel kernel =
        scenario
            .flaw()
            .kernel(
                scenario.version(),
                count + 1,
                tape.around(
                    (cpu, action, module, enabled) -> {
                      scheduler.at(cpu, action, module, enabled);
                      task(cpu).takes(action);
                    }));
    // Who waits for a symbol waits for ever: a time that is over would be no matter of the
    // schedule.
    loader =
        new ModuleLoader(
            kernel, scenario.flaw().refcounts(kernel), Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    for (int i = 0; i < count; i++) {
      tasks.add(new Task(kernel.cpuUp()));
    }
    alone = new Task(kernel.cpuUp());
    loader.setTracing(scenario.traced());
    loader.registerModuleNotifier(this::moduleNotify);
  }

  private Task task(Cpu cpu) {
    return cpu.id() < tasks.size() ? tasks.get(cpu.id()) : alone;
  }

  static String symbol(String name) {
    return name + "_symbol";
  }

  /** Gives the module of a name if it may be got now, or null. */
  @Nullable Life registered(String name) {
    Life life = latest.get(name);
    return life != null && life.registered ? life : null;
  }

  /** Gives where the module of a name is, or was; an address that nothing has if there was none. */
  long address(String name) {
    Life life = latest.get(name);
    return life == null || life.module == null ? -1 - BUG : life.module.address();
  }

  Life life(Module module) {
    return lives.stream().filter(life -> life.module == module).findFirst().orElseThrow();
  }

  /** Makes the file of a module, and what its users will know of it. */
  ModuleImage image(Life life, Call.Kind kind) {
    ModuleImage image =
        ModuleImage.named(life.name)
            .withBug(BUG)
            .withInit((cpu, self) -> init(cpu, life, self, kind))
            .withExit(new Exit(life));
    return switch (kind) {
      case LOAD, LOAD_INIT_FAILS, LOAD_KNOWN_INIT_FAILS -> image.exporting(symbol(life.name));
      case LOAD_USER -> image.exporting(symbol(life.name)).importing(symbol(life.uses));
      case LOAD_LATE_FAILS -> image.exporting(symbol(life.name)).withBadParameter();
      case LOAD_SYMBOL_MISSING -> image.importing(symbol(life.uses), "missing_symbol");
      case LOAD_EXPORTS_TWICE -> image.importing(symbol(life.uses)).exporting(symbol(life.uses));
      default -> throw new IllegalArgumentException("not a load: " + kind);
    };
  }

  /** A lookup, and who is told of COMING, can have the module before its init. */
  private void moduleNotify(Cpu cpu, ModuleState event, Module module) {
    Life life = task(cpu).loading;
    if (event == ModuleState.COMING && life != null) {
      life.module = module;
      latest.put(life.name, life);
      life.registered = life.knownWhenComing;
    }
  }

  private Errno init(Cpu cpu, Life life, Module self, Call.Kind kind) {
    tape.isAbout(cpu, self);
    life.module = self;
    life.registered = kind == Call.Kind.LOAD || kind == Call.Kind.LOAD_USER;
    return life.registered ? Errno.OK : Errno.EIO;
  }

  private final class Exit implements ModuleExit {
    private final Life life;

    Exit(Life life) {
      this.life = life;
    }

    /** The unload has committed: nobody may hold the module, or use it. */
    @Override
    public void exit(Cpu cpu, Module self) {
      Task.Unload unload = task(cpu).unloading;
      if (life.references() > 0 && (unload == null || !unload.forced)) {
        throw fail(
            Oracle.COMMIT_EXCLUSION,
            life.name + " is unloaded with " + life.references() + " references held");
      }
      for (Life other : lives) {
        if (life.name.equals(other.uses) && other.registered) {
          throw fail(
              Oracle.DEPENDENCY, life.name + " is unloaded while " + other.name + " uses it");
        }
      }
      life.committed = true;
      life.registered = false;
    }

    @Override
    public boolean isQuiet() {
      return life.entering == 0;
    }
  }

  Error fail(Oracle oracle, String what) {
    return scheduler.fail(oracle, what, null);
  }
}
