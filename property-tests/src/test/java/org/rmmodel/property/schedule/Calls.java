package org.rmmodel.property.schedule;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.module.Module;
import org.rmmodel.impl.module.ModuleInfo;
import org.rmmodel.impl.module.ModuleLoader;
import org.rmmodel.property.Tape;

/** Makes the calls of a task, and compares what they return with what their callers know. */
final class Calls {
  private final World world;
  private final ModuleLoader loader;
  private final Task task;
  private final Cpu cpu;
  private final Tape tape;

  Calls(World world, Task task) {
    this.world = world;
    this.task = task;
    loader = world.loader;
    cpu = task.cpu;
    tape = world.tape;
  }

  void make(Call call) {
    String name = call.slot().module();
    switch (call.kind()) {
      case LOAD, LOAD_INIT_FAILS, LOAD_LATE_FAILS, LOAD_KNOWN_INIT_FAILS ->
          load(call.kind(), new Life(name, null));
      case LOAD_USER -> load(call.kind(), new Life("b", "a"));
      case LOAD_SYMBOL_MISSING -> load(call.kind(), new Life("d", "a"));
      case LOAD_EXPORTS_TWICE -> load(call.kind(), new Life("d", "c"));
      case UNLOAD -> unload(name, false);
      case UNLOAD_FORCED -> unload(name, true);
      case GET -> get(name);
      case PUT -> put(name, false);
      case SYMBOL_PUT -> put(name, true);
      case PUT_SURPLUS -> putSurplus(name);
      case GET_MORE -> getMore(name);
      case SYMBOL_GET -> symbolGet(name);
      case SYMBOL_GET_BARE -> symbolGetBare(name);
      case READ -> read(name);
      case SHOW -> show();
      case LOOK_UP -> lookUp(name, false);
      case LOOK_UP_AND_GET -> lookUp(name, true);
      case FIND_BUG -> loader.moduleFindBug(cpu, world.address(name) + World.BUG);
      case FIND_BUG_AND_USE -> findBugAndUse(name);
    }
  }

  // Loads and unloads.

  void load(Call.Kind kind, Life life) {
    life.knownWhenComing = kind == Call.Kind.LOAD_KNOWN_INIT_FAILS;
    world.lives.add(life);
    task.loading = life;
    life.getBegins(); // the reference that is held until init has finished
    tape.enters(cpu, Tape.Kind.LOAD, life.name);
    Errno errno = loader.loadModule(cpu, world.image(life, kind));
    tape.returns(cpu, errno.returned());
    life.getFails();
    task.loading = null;
    life.loaded = errno == Errno.OK;
    life.gone = !life.loaded;
    if (!mayReturn(kind).contains(errno)) {
      throw world.fail(Oracle.ERROR_NUMBER, kind + " of " + life.name + " returned " + errno);
    }
    switch (errno) {
      case EIO -> world.events.add(Event.INIT_FAILED);
      case EINVAL -> world.events.add(Event.PARAMETER_REFUSED);
      case ENOENT -> world.events.add(Event.SYMBOL_MISSING);
      case ENOEXEC -> world.events.add(Event.EXPORTED_TWICE);
      case EEXIST -> world.events.add(Event.NAME_EXISTS);
      default -> {}
    }
  }

  private static Set<Errno> mayReturn(Call.Kind kind) {
    return switch (kind) {
      case LOAD -> EnumSet.of(Errno.OK, Errno.EEXIST);
      case LOAD_USER -> EnumSet.of(Errno.OK, Errno.EEXIST, Errno.ENOENT);
      case LOAD_INIT_FAILS, LOAD_KNOWN_INIT_FAILS -> EnumSet.of(Errno.EIO, Errno.EEXIST);
      case LOAD_LATE_FAILS -> EnumSet.of(Errno.EINVAL, Errno.EEXIST);
      case LOAD_SYMBOL_MISSING -> EnumSet.of(Errno.ENOENT, Errno.EEXIST);
      case LOAD_EXPORTS_TWICE -> EnumSet.of(Errno.ENOEXEC, Errno.ENOENT, Errno.EEXIST);
      default -> throw new IllegalArgumentException("not a load: " + kind);
    };
  }

  Errno unload(String name, boolean forced) {
    Task.Unload unload = new Task.Unload(name, forced);
    task.unloading = unload;
    tape.enters(cpu, Tape.Kind.DELETE, name);
    Errno errno = forced ? loader.forceDeleteModule(cpu, name) : loader.deleteModule(cpu, name);
    tape.returns(cpu, errno.returned());
    task.unloading = null;
    unload.returned = errno;
    switch (errno) {
      case OK -> {
        world.lives.stream()
            .filter(life -> life.name.equals(name) && life.committed)
            .forEach(life -> life.gone = true);
        world.events.add(Event.UNLOADED);
        if (unload.recovering && !forced) {
          world.events.add(Event.COMMITTED_BY_LAST_PUT);
        }
      }
      case EWOULDBLOCK -> world.events.add(Event.UNLOAD_FAILED);
      case ENOENT, EBUSY -> {}
      default -> throw world.fail(Oracle.ERROR_NUMBER, "unload of " + name + " returned " + errno);
    }
    return errno;
  }

  // References.

  private void get(String name) {
    Life life = world.registered(name);
    if (life != null) {
      life.entering++;
      tryModuleGet(life);
      life.entering--;
    }
  }

  private void tryModuleGet(Life life) {
    life.getBegins();
    tape.enters(cpu, Tape.Kind.GET, life.name);
    tape.isAbout(cpu, module(life));
    boolean isGot = loader.tryModuleGet(cpu, life.module);
    tape.returns(cpu, isGot ? 1 : 0);
    if (isGot) {
      got(life);
    } else {
      refused(life);
    }
  }

  private void got(Life life) {
    life.getSucceeds();
    task.held.push(life);
    world.events.add(Event.GOT);
    if (life.committed) {
      throw world.fail(
          Oracle.COMMIT_EXCLUSION, life.name + " could be got although its unload has committed");
    }
  }

  /** Whether an unload has committed will be known when those that are under way have returned. */
  private void refused(Life life) {
    life.getFails();
    if (life.committed || !life.registered) {
      return;
    }
    world.events.add(Event.REFUSED);
    List<Task.Unload> unloads = new ArrayList<>();
    for (Task other : world.tasks) {
      Task.Unload unload = other.unloading;
      if (unload != null && unload.checked && unload.name.equals(life.name)) {
        unloads.add(unload);
      }
    }
    world.refusals.add(new World.Refusal(life, unloads));
  }

  private void put(String name, boolean bySymbol) {
    Life life = task.held(name);
    if (life != null) {
      task.held.remove(life);
      put(life, bySymbol);
    }
  }

  void put(Life life, boolean bySymbol) {
    life.putBegins();
    tape.enters(cpu, bySymbol ? Tape.Kind.SYMBOL_PUT : Tape.Kind.PUT, life.name);
    if (!bySymbol) {
      tape.isAbout(cpu, module(life));
    }
    boolean put =
        bySymbol
            ? loader.symbolPut(cpu, World.symbol(life.name))
            : loader.modulePut(cpu, life.module);
    tape.returns(cpu, put ? 1 : 0);
    life.putEnds();
    if (!put) {
      throw world.fail(Oracle.WARNING, "a put of " + life.name + " found nothing to put");
    }
  }

  private void putSurplus(String name) {
    Life life = world.registered(name);
    if (life != null) {
      life.entering++;
      loader.modulePut(cpu, life.module);
      life.entering--;
    }
  }

  private void getMore(String name) {
    Life life = task.held(name);
    if (life != null) {
      life.getBegins();
      tape.enters(cpu, Tape.Kind.BORROW, name);
      tape.isAbout(cpu, module(life));
      loader.moduleGet(cpu, life.module);
      tape.returns(cpu, 1);
      got(life);
    }
  }

  private void symbolGet(String name) {
    Life life = task.held(name);
    if (life == null) {
      return;
    }
    boolean wasLoaded = life.loaded;
    life.getBegins();
    tape.enters(cpu, Tape.Kind.SYMBOL_GET, name);
    Module module = loader.symbolGet(cpu, World.symbol(name));
    tape.returns(cpu, module == null ? 0 : 1);
    if (module == life.module) {
      got(life);
      return;
    }
    life.getFails();
    if (module != null || wasLoaded) {
      throw world.fail(Oracle.REFUSED, "a symbol of " + name + " was refused to one who holds it");
    }
  }

  private void symbolGetBare(String name) {
    Module module = loader.symbolGet(cpu, World.symbol(name));
    if (module != null) {
      Life life = world.life(module);
      life.getBegins();
      got(life);
    }
  }

  // Who only looks.

  private void read(String name) {
    Life life = world.registered(name);
    if (life == null) {
      return;
    }
    long goneBefore = users(name).stream().filter(user -> user.gone).count();
    life.entering++;
    Life.Reading reading = life.readBegins();
    tape.enters(cpu, Tape.Kind.READ, name);
    tape.isAbout(cpu, module(life));
    int count = loader.moduleRefcount(cpu, module(life));
    tape.returns(cpu, count);
    life.readEnds(reading);
    life.entering--;
    // A base that is being released makes the count one lower for a moment.
    int least = reading.least - (world.scenario.version().testsUnderStopMachine() ? 0 : 1);
    long most = reading.most + users(name).size() - goneBefore;
    boolean bounded = !world.scenario.version().perCpuRefcount();
    if (count < least || (bounded && count > most)) {
      throw world.fail(
          Oracle.REFCOUNT_READ,
          "module_refcount(" + name + ") said " + count + ", not " + least + " to " + most);
    }
  }

  private List<Life> users(String name) {
    return world.lives.stream().filter(life -> name.equals(life.uses)).toList();
  }

  private static Module module(Life life) {
    return Objects.requireNonNull(life.module);
  }

  private void show() {
    tape.enters(cpu, Tape.Kind.PROC_MODULES, "");
    List<ModuleInfo> lines = loader.procModules(cpu);
    tape.returns(cpu, lines.size());
    Lines.Wrong wrong = Lines.wrong(lines);
    if (wrong != null) {
      throw world.fail(wrong.oracle(), wrong.what());
    }
  }

  private void lookUp(String name, boolean get) {
    long address = world.address(name);
    cpu.at(Action.ModuleAddress_Begin, null); // the machine may be stopped, so before the section
    cpu.preemptDisable();
    try {
      @Nullable Module module = loader.moduleAddress(cpu, address);
      if (module != null) {
        loader.moduleRefcount(cpu, module);
        if (get) {
          tryModuleGet(world.life(module));
        }
      }
    } finally {
      cpu.preemptEnable();
    }
  }

  private void findBugAndUse(String name) {
    Module module = loader.moduleFindBug(cpu, world.address(name) + World.BUG);
    if (module != null) {
      loader.moduleRefcount(cpu, module);
    }
  }
}
