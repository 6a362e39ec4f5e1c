package org.rmmodel.property.soak;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.module.Module;
import org.rmmodel.property.Tape;
import org.rmmodel.property.schedule.Call;

/** What runs on one thread: calls at random, by the environment's rules. */
final class Worker {
  private static final Call.Slot[] SLOTS = Call.Slot.values();

  /** So many references a worker holds at most. */
  private static final int MOST_HELD = 3;

  private final Machine machine;
  private final Tape tape;
  private final Random random;
  private final Call.Kind[] kinds;
  private final List<Life> held = new ArrayList<>();

  /**
   * Makes a worker.
   *
   * @param kindsOf the only calls that it makes, of those that are sound on the machine
   */
  Worker(Machine machine, long seed, Set<Call.Kind> kindsOf) {
    this.machine = machine;
    tape = machine.tape;
    random = new Random(seed);
    Set<Call.Kind> all = EnumSet.copyOf(machine.mix.kinds());
    all.retainAll(kindsOf);
    all.removeAll(EnumSet.of(Call.Kind.GET_MORE, Call.Kind.SYMBOL_GET, Call.Kind.SYMBOL_PUT));
    kinds = all.toArray(Call.Kind[]::new);
  }

  /** Makes so many calls on a CPU that comes up for it and goes down again. */
  void run(int calls) {
    Cpu cpu = machine.cpuUp();
    for (int i = 0; i < calls; i++) {
      // Gets and puts as often as all else.
      Call.Kind kind =
          switch (random.nextInt(4)) {
            case 0 -> Call.Kind.GET;
            case 1 -> Call.Kind.PUT;
            default -> kinds[random.nextInt(kinds.length)];
          };
      make(cpu, kind, SLOTS[random.nextInt(SLOTS.length)].module());
    }
    machine.cpuDown(cpu);
  }

  private void make(Cpu cpu, Call.Kind kind, String name) {
    switch (kind) {
      case LOAD -> load(cpu, kind, new Life(name.equals("b") ? "c" : name, null));
      case LOAD_USER -> load(cpu, kind, new Life("b", "a"));
      case LOAD_INIT_FAILS, LOAD_LATE_FAILS ->
          load(cpu, kind, new Life(name.equals("b") ? "a" : name, null));
      case LOAD_SYMBOL_MISSING, LOAD_EXPORTS_TWICE -> load(cpu, kind, new Life("d", null));
      case UNLOAD -> machine.deleteModule(cpu, name);
      case GET -> get(cpu, name);
      case PUT -> put(cpu);
      case READ -> read(cpu, name);
      case SHOW -> show(cpu);
      case LOOK_UP -> lookUp(cpu, name);
      case FIND_BUG -> machine.loader.moduleFindBug(cpu, machine.address(name) + Machine.BUG);
      case LOOK_UP_AND_GET -> lookUp(cpu, name);
      default -> throw new IllegalArgumentException("not for many threads: " + kind);
    }
  }

  private void load(Cpu cpu, Call.Kind kind, Life life) {
    machine.lives.add(life);
    tape.enters(cpu, Tape.Kind.LOAD, life.name);
    Errno errno = machine.loader.loadModule(cpu, machine.image(life, kind));
    tape.returns(cpu, errno.returned());
    life.loaded = errno == Errno.OK;
  }

  private void get(Cpu cpu, String name) {
    Life life = machine.latest.get(name);
    if (life == null || held.size() >= MOST_HELD) {
      return;
    }
    tape.enters(cpu, Tape.Kind.GET, name);
    life.entering.incrementAndGet();
    try {
      if (!life.registered) {
        tape.leaves(cpu);
        return;
      }
      Module module = module(life);
      tape.isAbout(cpu, module);
      boolean isGot = machine.loader.tryModuleGet(cpu, module);
      tape.returns(cpu, isGot ? 1 : 0);
      if (isGot) {
        life.held.incrementAndGet();
        held.add(life);
        if (life.committed) {
          throw new AssertionError(name + " could be got although its unload has committed");
        }
      }
    } finally {
      life.entering.decrementAndGet();
    }
  }

  private void put(Cpu cpu) {
    if (!held.isEmpty()) {
      Life life = held.remove(random.nextInt(held.size()));
      life.held.decrementAndGet();
      Module module = module(life);
      tape.enters(cpu, Tape.Kind.PUT, life.name);
      tape.isAbout(cpu, module);
      boolean put = machine.loader.modulePut(cpu, module);
      tape.returns(cpu, put ? 1 : 0);
      if (!put) {
        throw new AssertionError("a put of " + life.name + " found nothing to put");
      }
    }
  }

  void putAll(Cpu cpu) {
    while (!held.isEmpty()) {
      put(cpu);
    }
  }

  private void read(Cpu cpu, String name) {
    Life life = machine.latest.get(name);
    if (life == null) {
      return;
    }
    tape.enters(cpu, Tape.Kind.READ, name);
    life.entering.incrementAndGet();
    try {
      if (!life.registered) {
        tape.leaves(cpu);
        return;
      }
      Module module = module(life);
      tape.isAbout(cpu, module);
      int count = machine.loader.moduleRefcount(cpu, module);
      tape.returns(cpu, count);
      if (count < -1) {
        throw new AssertionError("module_refcount(" + name + ") said " + count);
      }
    } finally {
      life.entering.decrementAndGet();
    }
  }

  private void show(Cpu cpu) {
    tape.enters(cpu, Tape.Kind.PROC_MODULES, "");
    tape.returns(cpu, machine.loader.procModules(cpu).size());
  }

  private static Module module(Life life) {
    return Objects.requireNonNull(life.module);
  }

  private void lookUp(Cpu cpu, String name) {
    cpu.preemptDisable();
    try {
      Module module = machine.loader.moduleAddress(cpu, machine.address(name));
      if (module != null) {
        machine.loader.moduleRefcount(cpu, module);
      }
    } finally {
      cpu.preemptEnable();
    }
  }
}
