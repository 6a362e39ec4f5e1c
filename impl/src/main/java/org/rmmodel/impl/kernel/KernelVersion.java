package org.rmmodel.impl.kernel;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.rmmodel.impl.Fact;

/**
 * The kernel as a parameter: the only place that knows which version does what, as {@code
 * Kernel.tla} is in the specification. Immutable.
 *
 * @param patches how many of the five patches of the series are applied, in order: 0 is v3.18, 5 is
 *     v3.19
 * @param preemptible {@code CONFIG_PREEMPT}: whether kernel code outside preempt-off sections can
 *     be preempted; if so, rcu readers and preempt-off sections are two flavours, else one
 * @param forceUnload {@code CONFIG_MODULE_FORCE_UNLOAD}: whether O_TRUNC forces an unload
 * @param fixes what later kernels changed, each for itself
 */
public record KernelVersion(int patches, boolean preemptible, boolean forceUnload, Set<Fix> fixes) {

  /**
   * A later change; kernels that have it are made with {@link #with}. Its name is the one that it
   * has in the specification's {@code kernels.yaml} and {@code Kernel.tla}, in capitals.
   */
  public enum Fix {
    /**
     * Modules are unlinked under a grace period of the readers that there are ({@link Fact#F2 F2};
     * v4.2).
     */
    RCU_SCHED,
    /** {@code delete_module} wakes those who wait for a name ({@link Fact#F11 F11}; v5.5). */
    WAKE_ON_UNLOAD;

    /**
     * The change's name in the specification.
     *
     * @return for example {@code rcu-sched}
     */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The change of a name.
     *
     * @param id its name in the specification
     * @return the change
     * @throws IllegalArgumentException if this implementation does not have it
     */
    public static Fix of(String id) {
      for (Fix fix : values()) {
        if (fix.id().equals(id)) {
          return fix;
        }
      }
      throw new IllegalArgumentException("no later change " + id);
    }
  }

  /** The kernel before the series, without preemption. */
  public static final KernelVersion V3_18 = prefix(0);

  /** The kernel with the series, without preemption. */
  public static final KernelVersion V3_19 = prefix(5);

  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException if patches is not within 0..5
   */
  public KernelVersion {
    if (patches < 0 || patches > 5) {
      throw new IllegalArgumentException("patches: 0 to 5, not " + patches);
    }
    fixes = Set.copyOf(Objects.requireNonNull(fixes, "fixes"));
  }

  /**
   * Gives the kernel with the first patches of the series, not preemptible, without forced unload.
   *
   * @param patches how many, 0 to 5
   * @return the kernel
   * @throws IllegalArgumentException if patches is not within 0..5
   */
  public static KernelVersion prefix(int patches) {
    return new KernelVersion(patches, false, false, Set.of());
  }

  /**
   * Gives this kernel, built with {@code CONFIG_PREEMPT}.
   *
   * @return the kernel
   */
  public KernelVersion withPreemption() {
    return new KernelVersion(patches, true, forceUnload, fixes);
  }

  /**
   * Gives this kernel, built with {@code CONFIG_MODULE_FORCE_UNLOAD}.
   *
   * @return the kernel
   */
  public KernelVersion withForceUnload() {
    return new KernelVersion(patches, preemptible, true, fixes);
  }

  /**
   * Gives this kernel with a later change.
   *
   * @param fix the change
   * @return the kernel
   */
  public KernelVersion with(Fix fix) {
    Set<Fix> all = EnumSet.of(Objects.requireNonNull(fix, "fix"));
    all.addAll(fixes);
    return new KernelVersion(patches, preemptible, forceUnload, all);
  }

  /**
   * Tells whether a module's count is a pair of numbers per CPU (up to patch 3).
   *
   * @return whether it is
   */
  public boolean perCpuRefcount() {
    return patches <= 3;
  }

  /**
   * Tells whether a module's count is one atomic number without a base (patch 4).
   *
   * @return whether it is
   */
  public boolean atomicRefcount() {
    return patches == 4;
  }

  /**
   * Tells whether {@code delete_module} tests the count with every CPU stopped; patch 5 releases
   * the base instead.
   *
   * @return whether it does
   */
  public boolean testsUnderStopMachine() {
    return patches <= 4;
  }

  /**
   * Tells whether {@code free_module} unlinks with every CPU stopped; patch 2 unlinks under RCU
   * instead.
   *
   * @return whether it does
   */
  public boolean unlinksUnderStopMachine() {
    return patches <= 1;
  }

  /**
   * Tells whether the machine is ever stopped, so that CPUs have to be ready for it.
   *
   * @return whether it is
   */
  public boolean stopsMachine() {
    return testsUnderStopMachine() || unlinksUnderStopMachine();
  }

  /**
   * Tells whether the failure path of {@code load_module} waits for a grace period before it frees
   * (patch 1, for {@link Fact#F14 F14}).
   *
   * @return whether it does
   */
  public boolean failedLoadWaits() {
    return patches >= 1;
  }

  /**
   * Tells whether module_bug_list is an RCU list, walked by rcu readers and cleaned before the wait
   * (patch 3, for {@link Fact#F1 F1}).
   *
   * @return whether it is
   */
  public boolean bugListIsRcu() {
    return patches >= 3;
  }

  /**
   * Tells whether the grace period of an unlinking is one of preempt-off sections too, as the
   * walkers of the module list are ({@link Fact#F2 F2}).
   *
   * @return whether it is
   */
  public boolean unlinkWaitsForSched() {
    return fixes.contains(Fix.RCU_SCHED);
  }

  /**
   * Tells whether an unload wakes loaders that wait for its name ({@link Fact#F11 F11}).
   *
   * @return whether it does
   */
  public boolean unloadWakesLoaders() {
    return fixes.contains(Fix.WAKE_ON_UNLOAD);
  }
}
