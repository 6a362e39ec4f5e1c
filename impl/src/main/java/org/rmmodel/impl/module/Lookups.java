package org.rmmodel.impl.module;

import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.KernelBugException;
import org.rmmodel.impl.kernel.KernelVersion;

/**
 * How kernel code outside of the module loader comes to a module: the walks over the lists, and the
 * touches of what they found. It is the callers' own business to be in a section meanwhile; {@link
 * #begin} and {@link #end} are those of the list's walkers.
 *
 * <p>Each method announces what it says it does, and nothing else.
 */
public final class Lookups {
  private final KernelVersion version;
  private final ModuleList lists;
  private final LastUnloadedModule lastUnloaded;
  private final LockdepKeys lockdepKeys;

  Lookups(
      KernelVersion version,
      ModuleList lists,
      LastUnloadedModule lastUnloaded,
      LockdepKeys lockdepKeys) {
    this.version = version;
    this.lists = lists;
    this.lastUnloaded = lastUnloaded;
    this.lockdepKeys = lockdepKeys;
  }

  /**
   * Begins a lookup: announces it and enters the section that walkers of the module list use.
   *
   * @param cpu the caller's
   * @param begin the step
   */
  public void begin(Cpu cpu, Action begin) {
    cpu.at(begin, null);
    cpu.enterSection(version.listWalkersUse());
  }

  /**
   * Leaves the section of {@link #begin}.
   *
   * @param cpu the caller's
   * @throws KernelBugException if the CPU is in none
   */
  public void end(Cpu cpu) {
    cpu.leaveSection(version.listWalkersUse());
  }

  /**
   * Finds a module without a lock, in one step: {@code __module_address}, {@code find_symbol}. What
   * it finds is on the list, and not UNFORMED, at one instant of the step.
   *
   * @param cpu the caller's, in a section of the walkers
   * @param step the step
   * @param query what is asked for
   * @return the module, or null
   * @throws UseAfterFreeException if the walk came to memory that was freed
   * @throws org.rmmodel.impl.rcu.ListPoisonException if it came to a pointer that was poisoned
   */
  public @Nullable Module find(Cpu cpu, Action step, ModuleQuery query) {
    cpu.at(step, null);
    return lists.find(
        (module, state) -> {
          module.touch(cpu, step);
          return state != ModuleState.UNFORMED && query.isMetBy(module);
        });
  }

  /**
   * Walks the module list without a lock, each entry a step, until the one that is asked for is in
   * hand.
   *
   * @param cpu the caller's
   * @param next the step from one entry to the next
   * @param found the step that takes the entry in hand
   * @param query what is asked for
   * @return the module, or null
   * @throws UseAfterFreeException if the walk came to memory that was freed
   * @throws org.rmmodel.impl.rcu.ListPoisonException if it came to a pointer that was poisoned
   */
  public @Nullable Module walk(Cpu cpu, Action next, Action found, ModuleQuery query) {
    return lists.walk(cpu, next, found, query);
  }

  /**
   * Begins a walk of module_bug_list: announces it and enters the section that its walkers use.
   *
   * @param cpu the caller's
   */
  public void beginFindBug(Cpu cpu) {
    cpu.at(Action.ModuleFindBug_Begin, null);
    cpu.enterSection(version.bugWalkersUse());
  }

  /**
   * Leaves the section of {@link #beginFindBug}.
   *
   * @param cpu the caller's
   * @throws KernelBugException if the CPU is in none
   */
  public void endFindBug(Cpu cpu) {
    cpu.leaveSection(version.bugWalkersUse());
  }

  /**
   * Walks module_bug_list likewise: {@code module_find_bug}.
   *
   * @param cpu the caller's, in a section of that list's walkers
   * @param query what is asked for
   * @return the module, or null
   * @throws UseAfterFreeException if the walk came to memory that was freed
   * @throws org.rmmodel.impl.rcu.ListPoisonException if it came to a pointer that was poisoned
   */
  public @Nullable Module findBug(Cpu cpu, ModuleQuery query) {
    return lists.walkBugs(cpu, Action.ModuleFindBug_Next, Action.ModuleFindBug_Found, query);
  }

  /**
   * Finds a module whose locks' keys lockdep knows, in one step.
   *
   * @param cpu the caller's
   * @param step the step
   * @return one such module, or null
   */
  public @Nullable Module findKeys(Cpu cpu, Action step) {
    cpu.at(step, null);
    return lockdepKeys.any();
  }

  /**
   * Uses a module's memory: announces that and touches it.
   *
   * @param cpu the caller's
   * @param step the step
   * @param module the module
   * @throws UseAfterFreeException if the memory has been freed
   */
  public void use(Cpu cpu, Action step, Module module) {
    cpu.at(step, module.name());
    module.touch(cpu, step);
  }

  /**
   * Uses a module whose state has to be told: {@code module_flags}.
   *
   * @param cpu the caller's
   * @param step the step
   * @param module the module
   * @return COMING, LIVE or GOING
   * @throws UseAfterFreeException if the memory has been freed
   * @throws KernelBugException if the module is UNFORMED
   */
  public ModuleState moduleFlags(Cpu cpu, Action step, Module module) {
    use(cpu, step, module);
    ModuleState state = module.state();
    if (state == ModuleState.UNFORMED) {
      throw new KernelBugException("mod->state == MODULE_STATE_UNFORMED");
    }
    return state;
  }

  /**
   * Reads a module's count in one step: {@code module_refcount}, by who is alone with it.
   *
   * @param cpu the caller's
   * @param step the step
   * @param module the module
   * @return the count
   * @throws UseAfterFreeException if the memory has been freed
   */
  public int count(Cpu cpu, Action step, Module module) {
    use(cpu, step, module);
    return module.refcount().count();
  }

  /**
   * Reads {@code last_unloaded_module}, without a lock.
   *
   * @param cpu the caller's
   * @param step the step
   * @return what is there
   */
  public LastUnloaded lastUnloaded(Cpu cpu, Action step) {
    cpu.at(step, null);
    return lastUnloaded.read();
  }
}
