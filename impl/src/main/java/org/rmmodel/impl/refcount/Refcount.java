package org.rmmodel.impl.refcount;

import java.util.Objects;
import org.rmmodel.impl.Fact;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Kernel;

/**
 * A module's reference count: what the series changes twice and its callers never notice.
 *
 * <p>A count starts out as zeroed memory, and {@link #moduleUnloadInit} sets it up. Its user keeps
 * the rules that it cannot see: a get is made only while something else guarantees that the module
 * exists, every put follows a get, and unloaders exclude each other (module_mutex). Neither does it
 * know whether the CPU is one of its machine that is up; only its number is used, where counts are
 * per CPU. As in the kernel, a count wraps after 2^31 references.
 */
public interface Refcount {
  /** Makes the count of one module, zeroed. */
  @FunctionalInterface
  interface Factory {
    /**
     * Makes a count.
     *
     * @param kernel the machine on which it counts
     * @param module the module's name
     * @return a count of 0, not set up
     */
    Refcount make(Kernel kernel, String module);
  }

  /**
   * Gives the form that a kernel has.
   *
   * @param kernel the kernel
   * @return per CPU up to patch 3, one number for patch 4, one with a base from patch 5 on
   */
  static Factory of(Kernel kernel) {
    Objects.requireNonNull(kernel, "kernel");
    if (kernel.version().perCpuRefcount()) {
      return PerCpuRefcount::new;
    }
    return kernel.version().atomicRefcount() ? AtomicRefcount::new : BasedRefcount::new;
  }

  /**
   * Names the step that {@link #tryModuleGet} is.
   *
   * @return the step
   */
  Action getAction();

  /**
   * Names the step that {@link #modulePut} is.
   *
   * @return the step
   */
  Action putAction();

  /**
   * Sets the count up for a module that is being loaded: {@code module_unload_init}. One reference
   * is held from now on, until {@code init} has finished.
   *
   * @param cpu the loader's
   */
  void moduleUnloadInit(Cpu cpu);

  /**
   * Takes a reference if the count lets it: the increment of {@code try_module_get}. One atomic
   * step.
   *
   * @param cpu the caller's, in a preempt-off section where the kernel has one
   * @return whether a reference was taken; false only where the count itself tells that an unload
   *     has been decided (patch 5)
   */
  boolean tryModuleGet(Cpu cpu);

  /**
   * Takes a reference no matter what: {@code __module_get}, for callers who hold one already. One
   * atomic step.
   *
   * @param cpu the caller's, in a preempt-off section where the kernel has one
   */
  void moduleGet(Cpu cpu);

  /**
   * Gives a reference back: the decrement of {@code module_put}. One atomic step.
   *
   * @param cpu the caller's, in a preempt-off section where the kernel has one
   * @return false for the kernel's {@code WARN_ON}: nothing was held, and nothing was changed; the
   *     forms before patch 5 never notice
   */
  boolean modulePut(Cpu cpu);

  /**
   * Frees what the count has apart from the module: {@code module_unload_free}, when the module is
   * still listed. Nothing, unless overridden.
   */
  default void moduleUnloadFree() {}

  /**
   * Reads how many references are held: {@code module_refcount}. Its steps are announced.
   *
   * <p>A number to show, on which nothing may be built: see the implementations for what it may say
   * ({@link Fact#P7 P7}).
   *
   * @param cpu the caller's
   * @return the count
   */
  int moduleRefcount(Cpu cpu);

  /**
   * Reads the number of {@link #moduleRefcount} in one step, which the caller has announced.
   *
   * <p>Memory order: <em>opaque</em>. For who is alone with the count, as {@code exit} is.
   *
   * @return the count
   */
  int count();

  /**
   * Decides an unload: what {@code try_stop_module} asks of the count. Its steps are announced.
   *
   * <p>True is the commit: no reference is held ({@link Fact#P2 P2}). Before patch 5 it stays so
   * because every other CPU is stopped until the module is GOING; from patch 5 on because no get
   * succeeds any more ({@link Fact#P3 P3}).
   *
   * @param cpu the unloader's; before patch 5, the machine is stopped for it
   * @return true if the unload has committed, false if references are held and everything is as
   *     before
   * @throws org.rmmodel.impl.kernel.KernelBugException if references were put that nobody held
   *     ({@link Fact#F5 F5}; from patch 5 on)
   */
  boolean tryRelease(Cpu cpu);
}
