package org.rmmodel.property.schedule;

import static org.rmmodel.property.schedule.Call.Kind.FIND_BUG;
import static org.rmmodel.property.schedule.Call.Kind.FIND_BUG_AND_USE;
import static org.rmmodel.property.schedule.Call.Kind.GET;
import static org.rmmodel.property.schedule.Call.Kind.LOAD;
import static org.rmmodel.property.schedule.Call.Kind.LOAD_INIT_FAILS;
import static org.rmmodel.property.schedule.Call.Kind.LOAD_KNOWN_INIT_FAILS;
import static org.rmmodel.property.schedule.Call.Kind.LOAD_LATE_FAILS;
import static org.rmmodel.property.schedule.Call.Kind.LOAD_SYMBOL_MISSING;
import static org.rmmodel.property.schedule.Call.Kind.LOAD_USER;
import static org.rmmodel.property.schedule.Call.Kind.LOOK_UP;
import static org.rmmodel.property.schedule.Call.Kind.LOOK_UP_AND_GET;
import static org.rmmodel.property.schedule.Call.Kind.PUT;
import static org.rmmodel.property.schedule.Call.Kind.PUT_SURPLUS;
import static org.rmmodel.property.schedule.Call.Kind.READ;
import static org.rmmodel.property.schedule.Call.Kind.SHOW;
import static org.rmmodel.property.schedule.Call.Kind.SYMBOL_GET_BARE;
import static org.rmmodel.property.schedule.Call.Kind.UNLOAD;
import static org.rmmodel.property.schedule.Call.Kind.UNLOAD_FORCED;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.rmmodel.fixtures.count.GetChecksThenIncrements;
import org.rmmodel.fixtures.count.GetGivesUp;
import org.rmmodel.fixtures.count.GetNeverLooks;
import org.rmmodel.fixtures.count.IncrementsSummedFirst;
import org.rmmodel.fixtures.count.NoRecovery;
import org.rmmodel.fixtures.count.NothingHeldDuringInit;
import org.rmmodel.fixtures.count.PutAlwaysWarns;
import org.rmmodel.fixtures.count.PutReadsThenWrites;
import org.rmmodel.fixtures.count.RecoveryAddsBlindly;
import org.rmmodel.fixtures.count.RecoveryIsACommit;
import org.rmmodel.fixtures.count.ReleaseChecksThenCommits;
import org.rmmodel.fixtures.count.ReleaseNeverCommits;
import org.rmmodel.fixtures.count.StepwiseCount;
import org.rmmodel.fixtures.machine.GracePeriodOfNoLength;
import org.rmmodel.fixtures.machine.GracePeriodOfRcuOnly;
import org.rmmodel.fixtures.machine.GracePeriodOfSchedOnly;
import org.rmmodel.fixtures.machine.MutexExcludesNobody;
import org.rmmodel.fixtures.machine.NobodyIsCapable;
import org.rmmodel.fixtures.machine.StopMachineOverlooksSections;
import org.rmmodel.fixtures.machine.StopMachineParksNobody;
import org.rmmodel.fixtures.machine.UnloadersExcludeNobody;
import org.rmmodel.impl.kernel.Change;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.kernel.KernelVersion;
import org.rmmodel.impl.kernel.StepListener;
import org.rmmodel.impl.refcount.PerCpuRefcount;
import org.rmmodel.impl.refcount.Refcount;

/**
 * What is wrong on purpose: with a kernel of history, with its callers, or with the implementation.
 * Each says in which programs it has to show, and by which oracle it has to be found.
 */
public enum Flaw {
  // Nothing is wrong.

  /** The series, whole. */
  NONE(Mix.soundOn(5), Set.of()),

  /** Each prefix of the series. */
  NONE_ON_PREFIXES(
      IntStream.rangeClosed(0, 4).boxed().flatMap(n -> Mix.soundOn(n).stream()).toList(), Set.of()),

  /** The count that the mutants below are made of. */
  NONE_IN_COPY(Mix.soundOn(5), Set.of()) {
    @Override
    public Refcount.Factory refcounts(Kernel kernel) {
      return StepwiseCount::new;
    }
  },

  // What kernels of history get wrong.

  /** Patch 2 takes the entry off the bug list when nobody waits any more. */
  F1(on(after(2), LOAD, UNLOAD, FIND_BUG), Set.of(Oracle.LIST_POISON, Oracle.USE_AFTER_FREE)),

  /** The grace period does not wait for the walkers. */
  F2(on(after(5).withPreemption(), LOAD, UNLOAD, LOOK_UP), Set.of(Oracle.USE_AFTER_FREE)),

  /** A surplus put is silent, and arms a BUG. */
  F5(
      on(after(5), LOAD, UNLOAD, PUT_SURPLUS),
      Set.of(Oracle.KERNEL_BUG, Oracle.AT_REST, Oracle.USE_AFTER_FREE)),

  /** A reference taken while COMING does not keep a module whose init fails. */
  F6(on(after(5), LOAD_KNOWN_INIT_FAILS, GET, PUT), Set.of(Oracle.USE_AFTER_FREE)),

  /** A module whose init has failed can be got once it is UNFORMED. */
  F7(on(after(5), LOAD_INIT_FAILS, LOOK_UP_AND_GET, PUT), Set.of(Oracle.USE_AFTER_FREE)),

  /** Before patch 5, so can a module that was unloaded. */
  F7_UNLOADED(
      on(after(0), LOAD, UNLOAD, LOOK_UP_AND_GET),
      Set.of(Oracle.COMMIT_EXCLUSION, Oracle.USE_AFTER_FREE)),

  /** A forced unload leaves references behind, and new ones succeed. */
  F8(
      on(after(5).withForceUnload(), LOAD, UNLOAD_FORCED, GET, PUT),
      Set.of(Oracle.COMMIT_EXCLUSION, Oracle.USE_AFTER_FREE)),

  /** A traced put touches the module after it has given it back. */
  F10(on(after(5).withPreemption(), LOAD, UNLOAD, GET, PUT), Set.of(Oracle.USE_AFTER_FREE)),

  /** Who waits for a name is not woken when its module has been unloaded. */
  F11(on(KernelVersion.V3_19, LOAD, UNLOAD), Set.of(Oracle.NO_RETURN)),

  /** A symbol's module becomes UNFORMED between the lookup and the get. */
  F13(on(after(5), LOAD, UNLOAD, SYMBOL_GET_BARE), Set.of(Oracle.KERNEL_BUG)),

  /** Before patch 1, a load that fails frees under the walkers. */
  F14(on(after(0), LOAD_LATE_FAILS, LOAD_SYMBOL_MISSING, LOOK_UP), Set.of(Oracle.USE_AFTER_FREE)),

  /** What module_find_bug has found is used when the section has ended. */
  F18(on(after(5), LOAD, UNLOAD, FIND_BUG_AND_USE), Set.of(Oracle.USE_AFTER_FREE)),

  /** Before patch 3, a load that fails late poisons the bug list under a walker. */
  LATE_FAILURE_POISONS(on(after(1), LOAD_LATE_FAILS, FIND_BUG), Set.of(Oracle.LIST_POISON)),

  // Mutants of the count.

  GET_CHECKS_THEN_INCREMENTS(counting(), By.LOST) {
    @Override
    public Refcount.Factory refcounts(Kernel kernel) {
      return GetChecksThenIncrements::new;
    }
  },
  GET_NEVER_LOOKS(counting(), By.LOST) {
    @Override
    public Refcount.Factory refcounts(Kernel kernel) {
      return GetNeverLooks::new;
    }
  },
  GET_GIVES_UP(counting(), Set.of(Oracle.REFUSED)) {
    @Override
    public Refcount.Factory refcounts(Kernel kernel) {
      return GetGivesUp::new;
    }
  },
  PUT_READS_THEN_WRITES(counting(), By.COUNT) {
    @Override
    public Refcount.Factory refcounts(Kernel kernel) {
      return PutReadsThenWrites::new;
    }
  },
  RELEASE_WITHOUT_BASE(counting(), By.LOST) {
    @Override
    public Refcount.Factory refcounts(Kernel kernel) {
      return ReleaseChecksThenCommits::new;
    }
  },
  RECOVERY_ADDS_BLINDLY(counting(), Set.of(Oracle.REFUSED)) {
    @Override
    public Refcount.Factory refcounts(Kernel kernel) {
      return RecoveryAddsBlindly::new;
    }
  },
  NO_RECOVERY(counting(), By.COUNT) {
    @Override
    public Refcount.Factory refcounts(Kernel kernel) {
      return NoRecovery::new;
    }
  },
  RECOVERY_IS_A_COMMIT(counting(), By.LOST) {
    @Override
    public Refcount.Factory refcounts(Kernel kernel) {
      return RecoveryIsACommit::new;
    }
  },
  NOTHING_HELD_DURING_INIT(counting(), By.COUNT) {
    @Override
    public Refcount.Factory refcounts(Kernel kernel) {
      return NothingHeldDuringInit::new;
    }
  },
  PUT_ALWAYS_WARNS(counting(), Set.of(Oracle.WARNING)) {
    @Override
    public Refcount.Factory refcounts(Kernel kernel) {
      return PutAlwaysWarns::new;
    }
  },
  RELEASE_NEVER_COMMITS(counting(), Set.of(Oracle.LEFT_BEHIND)) {
    @Override
    public Refcount.Factory refcounts(Kernel kernel) {
      return ReleaseNeverCommits::new;
    }
  },
  INCREMENTS_SUMMED_FIRST(on(after(3), LOAD, GET, PUT, READ), Set.of(Oracle.REFCOUNT_READ)) {
    @Override
    public Refcount.Factory refcounts(Kernel kernel) {
      return IncrementsSummedFirst::new;
    }
  },
  PER_CPU_WITHOUT_STOP_MACHINE(counting(), By.LOST) {
    @Override
    public Refcount.Factory refcounts(Kernel kernel) {
      return PerCpuRefcount::new;
    }
  },

  // Mutants of the machine.

  NOBODY_IS_CAPABLE(counting(), Set.of(Oracle.ERROR_NUMBER)) {
    @Override
    public Kernel kernel(KernelVersion version, int cpus, StepListener listener) {
      return new NobodyIsCapable(version, cpus, listener);
    }
  },

  GRACE_PERIOD_OF_NO_LENGTH(on(after(5), LOAD, UNLOAD, LOOK_UP), Set.of(Oracle.USE_AFTER_FREE)) {
    @Override
    public Kernel kernel(KernelVersion version, int cpus, StepListener listener) {
      return new GracePeriodOfNoLength(version, cpus, listener);
    }
  },
  GRACE_PERIOD_OF_RCU_ONLY(
      on(preemptible(5), LOAD, UNLOAD, LOOK_UP), Set.of(Oracle.USE_AFTER_FREE)) {
    @Override
    public Kernel kernel(KernelVersion version, int cpus, StepListener listener) {
      return new GracePeriodOfRcuOnly(version, cpus, listener);
    }
  },
  GRACE_PERIOD_OF_SCHED_ONLY(
      on(after(5).withPreemption(), LOAD, UNLOAD, FIND_BUG), Set.of(Oracle.USE_AFTER_FREE)) {
    @Override
    public Kernel kernel(KernelVersion version, int cpus, StepListener listener) {
      return new GracePeriodOfSchedOnly(version, cpus, listener);
    }
  },
  STOP_MACHINE_OVERLOOKS_SECTIONS(on(after(4), LOAD, UNLOAD, GET, PUT), By.LOST) {
    @Override
    public Kernel kernel(KernelVersion version, int cpus, StepListener listener) {
      return new StopMachineOverlooksSections(version, cpus, listener);
    }
  },
  STOP_MACHINE_PARKS_NOBODY(on(after(4), LOAD, UNLOAD, GET, PUT), By.LOST) {
    @Override
    public Kernel kernel(KernelVersion version, int cpus, StepListener listener) {
      return new StopMachineParksNobody(version, cpus, listener);
    }
  },
  MUTEX_EXCLUDES_NOBODY(
      on(after(5), LOAD, LOAD_USER, UNLOAD, SHOW),
      Set.of(
          Oracle.KERNEL_BUG,
          Oracle.USE_AFTER_FREE,
          Oracle.DEPENDENCY,
          Oracle.AT_REST,
          Oracle.NAME,
          Oracle.EXCEPTION)) {
    @Override
    public Kernel kernel(KernelVersion version, int cpus, StepListener listener) {
      return new MutexExcludesNobody(version, cpus, listener);
    }
  },
  UNLOADERS_EXCLUDE_NOBODY(on(after(5), LOAD, UNLOAD, GET, PUT), By.COUNT) {
    @Override
    public Kernel kernel(KernelVersion version, int cpus, StepListener listener) {
      return new UnloadersExcludeNobody(version, cpus, listener);
    }
  };

  /** What several are found by. */
  private static final class By {
    /** A reference does not keep its module. */
    static final Set<Oracle> LOST = Set.of(Oracle.COMMIT_EXCLUSION, Oracle.USE_AFTER_FREE);

    /** The count is off, which shows wherever somebody first builds on it. */
    static final Set<Oracle> COUNT =
        Set.of(
            Oracle.AT_REST,
            Oracle.COMMIT_EXCLUSION,
            Oracle.USE_AFTER_FREE,
            Oracle.KERNEL_BUG,
            Oracle.WARNING,
            Oracle.REFUSED);
  }

  @SuppressWarnings("ImmutableEnumChecker") // a copy
  private final List<Mix> mixes;

  @SuppressWarnings("ImmutableEnumChecker") // a copy
  private final Set<Oracle> oracles;

  Flaw(List<Mix> mixes, Set<Oracle> oracles) {
    this.mixes = List.copyOf(mixes);
    this.oracles = Set.copyOf(oracles);
  }

  /**
   * Says in which programs it shows.
   *
   * @return which calls on which kernels
   */
  public List<Mix> mixes() {
    return mixes;
  }

  /**
   * Says by what it is found; by nothing else.
   *
   * @return the oracles
   */
  public Set<Oracle> oracles() {
    return oracles;
  }

  /**
   * Gives the machine that has the flaw.
   *
   * @param version which kernel
   * @param cpus how many CPUs
   * @param listener who is told of every step
   * @return a new one
   */
  public Kernel kernel(KernelVersion version, int cpus, StepListener listener) {
    return new Kernel(version, cpus, listener);
  }

  /**
   * Gives the count that has the flaw.
   *
   * @param kernel the kernel
   * @return makes the counts of modules
   */
  public Refcount.Factory refcounts(Kernel kernel) {
    return Refcount.of(kernel);
  }

  private static KernelVersion after(int patches) {
    return KernelVersion.prefix(patches).with(Change.WAKE_ON_UNLOAD);
  }

  private static KernelVersion preemptible(int patches) {
    return after(patches).withPreemption().with(Change.RCU_SCHED);
  }

  private static List<Mix> on(KernelVersion version, Call.Kind... kinds) {
    return List.of(new Mix(version, Set.of(kinds)));
  }

  private static List<Mix> counting() {
    return on(after(5), LOAD, UNLOAD, GET, PUT);
  }
}
