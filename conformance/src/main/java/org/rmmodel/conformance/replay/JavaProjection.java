package org.rmmodel.conformance.replay;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.module.LoaderView;
import org.rmmodel.impl.module.Module;
import org.rmmodel.impl.module.ModuleState;
import org.rmmodel.impl.refcount.AtomicRefcount;
import org.rmmodel.impl.refcount.BasedRefcount;
import org.rmmodel.impl.refcount.PerCpuRefcount;
import org.rmmodel.impl.refcount.Refcount;

/**
 * The implementation's state in the specification's variables. One method for each variable says
 * what it reads; what the implementation does not have, {@link Ghosts} computes from the steps.
 */
final class JavaProjection {
  private final Machine machine;
  private final Variables variables;
  private final Ghosts ghosts;

  JavaProjection(Machine machine, Variables variables, Ghosts ghosts) {
    this.machine = machine;
    this.variables = variables;
    this.ghosts = ghosts;
  }

  Projected state() {
    Projected state = Projected.empty();
    String stopped = stopped();
    for (Task task : machine.tasks.values()) {
      state.put("pc", task.name, machine.label(task));
      state.put("obj", task.name, task.obj);
      state.put("sect", task.name, sect(task));
      state.put("gpWait", task.name, gpWait(task));
    }
    state.put("mutex", mutex());
    state.put("stopped", stopped);
    state.put("asleep", asleep());
    put(state, "next", "head", next(machine.view.next(null)));
    put(state, "bugNext", "head", next(machine.view.nextBug(null)));
    for (Slot slot : machine.slots.values()) {
      state.put("state", slot.name, state(slot));
      state.put("mem", slot.name, mem(slot));
      put(state, "next", slot.name, next(slot));
      put(state, "bugNext", slot.name, bugNext(slot));
      state.put("uses", slot.name, uses(slot));
      count(state, slot);
    }
    ghosts.put(state);
    return state;
  }

  private void put(Projected state, String variable, String at, String value) {
    if (variables.isProjected(variable)) {
      state.put(variable, at, value);
    }
  }

  /** {@code mutex}: the owner of module_mutex. */
  private String mutex() {
    return taskOn(machine.view.moduleMutexOwner());
  }

  /** {@code stopped}: for whom the machine is stopped, or is about to be. */
  private String stopped() {
    return taskOn(machine.kernel.stopMachine().stopper());
  }

  private String taskOn(@Nullable Cpu cpu) {
    if (cpu == null) {
      return Task.NONE;
    }
    return machine.tasks.values().stream()
        .filter(task -> task.cpu() == cpu)
        .findFirst()
        .map(task -> task.name)
        .orElse(cpu.toString());
  }

  /** {@code sect}: the read-side critical sections that a CPU is in, of either flavour. */
  private String sect(Task task) {
    Set<String> kinds = new TreeSet<>();
    Cpu cpu = task.cpu();
    if (cpu.preemptOffDepth() > 0) {
      kinds.add("preempt");
    }
    if (cpu.rcuDepth() > 0) {
      kinds.add("rcu");
    }
    return variables.sections(kinds);
  }

  /** {@code gpWait}: the readers whose sections the task's grace period still waits for. */
  private String gpWait(Task task) {
    Set<String> holdouts = new TreeSet<>();
    task.cpu().holdouts().forEach(cpu -> holdouts.add(taskOn(cpu)));
    return holdouts.toString();
  }

  /**
   * {@code asleep}: the tasks that sleep on module_wq and have not been woken. Computed from the
   * steps; whether the code lets a sleeper go on is compared with what the specification enables.
   */
  private String asleep() {
    Set<String> sleepers = new TreeSet<>();
    for (Task task : machine.tasks.values()) {
      if (task.isAsleep) {
        sleepers.add(task.name);
      }
    }
    return sleepers.toString();
  }

  /** {@code state}: the state of the newest life; UNFORMED before the first. */
  private String state(Slot slot) {
    Module module = slot.module;
    return (module == null ? ModuleState.UNFORMED : machine.view.state(module)).name();
  }

  /** {@code mem}: whether its memory has been freed. */
  private static String mem(Slot slot) {
    Module module = slot.module;
    return module == null ? Task.NONE : module.isFreed() ? "freed" : "allocated";
  }

  /** {@code next}: the pointers of the list of modules. */
  private String next(Slot slot) {
    Module module = slot.module;
    return module == null ? Task.NONE : next(machine.view.next(module));
  }

  /** {@code bugNext}: the pointers of module_bug_list. */
  private String bugNext(Slot slot) {
    Module module = slot.onBugList;
    return module == null ? Task.NONE : next(machine.view.nextBug(module));
  }

  private String next(LoaderView.Next next) {
    if (next.isPoison()) {
      return "poison";
    }
    Module to = next.module();
    return to == null ? "head" : machine.slotOf(to);
  }

  /** {@code uses}: the modules that have this one among their users ({@code source_list}). */
  private String uses(Slot slot) {
    Set<String> used = new TreeSet<>();
    Module user = slot.module;
    for (Slot other : machine.slots.values()) {
      Module module = other.module;
      if (user != null && module != null && machine.view.users(module).contains(user)) {
        used.add(other.name);
      }
    }
    return used.toString();
  }

  /** {@code refcnt}, or {@code incs} and {@code decs}: the numbers of the count. */
  private void count(Projected state, Slot slot) {
    Module module = slot.counted;
    Refcount refcount = module == null ? null : machine.view.refcount(module);
    if (machine.modelled.perCpuRefcount()) {
      for (int cpu = 0; cpu < machine.roles.cpus(); cpu++) {
        long before = slot.countedBefore && cpu == 0 ? 1 : 0;
        PerCpuRefcount pairs = (PerCpuRefcount) refcount;
        state.put(
            "incs", slot.name + "," + cpu, number(pairs == null ? 0 : pairs.incs(cpu) - before));
        state.put(
            "decs", slot.name + "," + cpu, number(pairs == null ? 0 : pairs.decs(cpu) - before));
      }
    } else if (refcount instanceof AtomicRefcount atomic) {
      state.put("refcnt", slot.name, number(atomic.refcnt()));
    } else if (refcount instanceof BasedRefcount based) {
      state.put("refcnt", slot.name, number(based.refcnt()));
    } else {
      state.put("refcnt", slot.name, "0");
    }
  }

  private static String number(long n) {
    return Long.toString(n);
  }
}
