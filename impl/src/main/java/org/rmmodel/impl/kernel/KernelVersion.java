package org.rmmodel.impl.kernel;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.rmmodel.impl.Fact;

/**
 * The kernel as a parameter: a set of named changes against v3.18, which is the kernel before the
 * series. As {@code Kernel.tla} in the specification, this is the only place that knows the
 * changes; everybody else asks the predicates below, which have the specification's names. Which
 * release has which changes is told in {@code kernels.yaml}. Immutable.
 *
 * @param changes what this kernel has
 * @param forceUnload {@code CONFIG_MODULE_FORCE_UNLOAD}: whether O_TRUNC forces an unload; a
 *     parameter of its own in the specification, too
 */
public record KernelVersion(Set<Change> changes, boolean forceUnload) {
  private static final Change[] SERIES = {
    Change.PATCH1, Change.PATCH2, Change.PATCH3, Change.PATCH4, Change.PATCH5
  };

  /** The kernel before the series, without preemption. */
  public static final KernelVersion V3_18 = prefix(0);

  /** The kernel with the series and nothing else, without preemption. */
  public static final KernelVersion V3_19 = prefix(5);

  /**
   * Checks the changes.
   *
   * @throws IllegalArgumentException if a change lacks one that it builds on
   */
  public KernelVersion {
    changes = Set.copyOf(Objects.requireNonNull(changes, "changes"));
    for (Change change : changes) {
      if (!changes.containsAll(change.buildsOn())) {
        throw new IllegalArgumentException(
            change.id()
                + " builds on "
                + change.buildsOn().stream()
                    .map(Change::id)
                    .sorted()
                    .collect(Collectors.joining(", ")));
      }
    }
  }

  /**
   * Gives the kernel with the first patches of the series, not preemptible, without forced unload.
   *
   * @param patches how many, 0 to 5
   * @return the kernel
   * @throws IllegalArgumentException if patches is not within 0..5
   */
  public static KernelVersion prefix(int patches) {
    if (patches < 0 || patches > SERIES.length) {
      throw new IllegalArgumentException("patches: 0 to " + SERIES.length + ", not " + patches);
    }
    return new KernelVersion(Set.copyOf(Arrays.asList(SERIES).subList(0, patches)), false);
  }

  /**
   * Gives this kernel, built with {@code CONFIG_PREEMPT}.
   *
   * @return the kernel
   */
  public KernelVersion withPreemption() {
    return with(Change.PREEMPT);
  }

  /**
   * Gives this kernel, built with {@code CONFIG_MODULE_FORCE_UNLOAD}.
   *
   * @return the kernel
   */
  public KernelVersion withForceUnload() {
    return new KernelVersion(changes, true);
  }

  /**
   * Gives this kernel with one change more, or with several.
   *
   * @param some the changes, in any order
   * @return the kernel
   * @throws IllegalArgumentException if a change lacks one that it builds on
   */
  public KernelVersion with(Change... some) {
    Set<Change> all = new HashSet<>(changes);
    for (Change change : some) {
      all.add(Objects.requireNonNull(change, "change"));
    }
    return new KernelVersion(all, forceUnload);
  }

  /**
   * Gives this kernel with a change and all that the change builds on.
   *
   * @param change the change
   * @return the kernel
   */
  public KernelVersion withAllOf(Change change) {
    KernelVersion with = this;
    for (Change needed : change.buildsOn()) {
      with = with.withAllOf(needed);
    }
    return with.with(change);
  }

  private boolean has(Change change) {
    return changes.contains(change);
  }

  /**
   * Gives how many of the five patches of the series are applied.
   *
   * @return 0 for v3.18, 5 from v3.19 on
   */
  public int patches() {
    return (int) Arrays.stream(SERIES).filter(this::has).count();
  }

  /**
   * Gives the changes that are neither of the series nor {@code CONFIG_PREEMPT}.
   *
   * @return the later changes
   */
  public Set<Change> laterChanges() {
    Set<Change> later = EnumSet.noneOf(Change.class);
    later.addAll(changes);
    later.remove(Change.PREEMPT);
    later.removeAll(Arrays.asList(SERIES));
    return later;
  }

  /**
   * Tells whether kernel code outside preempt-off sections can be preempted.
   *
   * @return whether it can; if so, rcu readers and preempt-off sections are two flavours, unless
   *     {@linkplain #flavoursAreMerged() merged}
   */
  public boolean preemptible() {
    return has(Change.PREEMPT);
  }

  /**
   * Tells whether a module's count is a pair of numbers per CPU (up to patch 3).
   *
   * @return whether it is
   */
  public boolean perCpuRefcount() {
    return !has(Change.PATCH4);
  }

  /**
   * Tells whether a module's count is one atomic number without a base (patch 4).
   *
   * @return whether it is
   */
  public boolean atomicRefcount() {
    return has(Change.PATCH4) && !has(Change.PATCH5);
  }

  /**
   * Tells whether a module's count is one atomic number with a base (patch 5).
   *
   * @return whether it is
   */
  public boolean baseRefcount() {
    return has(Change.PATCH5);
  }

  /**
   * Tells whether {@code delete_module} tests the count with every CPU stopped; patch 5 releases
   * the base instead.
   *
   * @return whether it does
   */
  public boolean testsUnderStopMachine() {
    return !has(Change.PATCH5);
  }

  /**
   * Tells whether {@code free_module} unlinks with every CPU stopped; patch 2 unlinks under RCU
   * instead.
   *
   * @return whether it does
   */
  public boolean unlinksUnderStopMachine() {
    return !has(Change.PATCH2);
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
    return has(Change.PATCH1);
  }

  /**
   * Tells whether module_bug_list is an RCU list, walked by rcu readers and cleaned before the wait
   * (patch 3, for {@link Fact#F1 F1}).
   *
   * @return whether it is
   */
  public boolean bugListIsRcu() {
    return has(Change.PATCH3);
  }

  /**
   * Tells whose sections the grace period of an unlinking waits for ({@link Fact#F2 F2}).
   *
   * @return the flavour
   */
  public Flavour unlinkWaitsFor() {
    return has(Change.RCU_SCHED) && !has(Change.RCU_READERS) ? Flavour.SCHED : Flavour.RCU;
  }

  /**
   * Tells in which sections the list of modules is walked.
   *
   * @return the flavour
   */
  public Flavour listWalkersUse() {
    return has(Change.RCU_READERS) ? Flavour.RCU : Flavour.SCHED;
  }

  /**
   * Tells in which sections module_bug_list is walked.
   *
   * @return the flavour
   */
  public Flavour bugWalkersUse() {
    return !bugListIsRcu() || unlinkWaitsFor() == Flavour.SCHED ? Flavour.SCHED : Flavour.RCU;
  }

  /**
   * Tells whether each grace period waits for rcu readers and for preempt-off sections.
   *
   * @return whether it does
   */
  public boolean flavoursAreMerged() {
    return has(Change.FLAVOURS_MERGED);
  }

  /**
   * Tells whether {@code try_module_get} and {@code module_put} run without a preempt-off section.
   *
   * @return whether they do
   */
  public boolean getAndPutPreemptible() {
    return has(Change.GET_PUT_PREEMPTIBLE);
  }

  /**
   * Tells whether {@code module_refcount} returns a signed number ({@link Fact#F3 F3}).
   *
   * @return whether it does
   */
  public boolean refcountIsSigned() {
    return has(Change.SIGNED_REFCOUNT);
  }

  /**
   * Tells how {@code scsi_device_get} takes its reference.
   *
   * @return how
   */
  public ScsiGet scsiGets() {
    if (has(Change.SCSI_TRIES)) {
      return ScsiGet.TRY;
    }
    return has(Change.SCSI_ALWAYS_GETS)
        ? ScsiGet.ALWAYS
        : ScsiGet.TRY_AND_PUT_ONLY_WHAT_IS_NOT_ZERO;
  }

  /**
   * Tells whether GOING notifiers are told of a load that fails after {@code complete_formation}
   * ({@link Fact#F15 F15}).
   *
   * @return whether they are
   */
  public boolean failureNotifies() {
    return has(Change.NOTIFIER_ON_FAILURE);
  }

  /**
   * Tells whether a load that fails after {@code complete_formation} sets GOING ({@link Fact#F15
   * F15}).
   *
   * @return whether it does
   */
  public boolean failureIsGoing() {
    return has(Change.GOING_ON_FAILURE);
  }

  /**
   * Tells whether a load that finds its name taken waits for a module that is GOING ({@link
   * Fact#F12 F12}).
   *
   * @return whether it does
   */
  public boolean waitsForGoing() {
    return has(Change.WAIT_FOR_GOING) && !has(Change.DUPLICATE_EBUSY);
  }

  /**
   * Tells whether a load that has waited for its name looks once more, and says EBUSY.
   *
   * @return whether it does
   */
  public boolean looksOnceMore() {
    return has(Change.DUPLICATE_EBUSY);
  }

  /**
   * Tells whether an unload wakes loaders that wait for its name ({@link Fact#F11 F11}).
   *
   * @return whether it does
   */
  public boolean unloadWakes() {
    return has(Change.WAKE_ON_UNLOAD);
  }

  /**
   * Tells whether {@code complete_formation} refuses a misaligned section.
   *
   * @return whether it does
   */
  public boolean rwxIsEnforced() {
    return has(Change.RWX_ENFORCED);
  }

  /**
   * Tells whether a module that is refused as misaligned stays on module_bug_list ({@link Fact#F16
   * F16}).
   *
   * @return whether it does
   */
  public boolean misalignedLeavesBugEntry() {
    return has(Change.RWX_ENFORCED) && !has(Change.MISALIGNED_CLEANS_UP);
  }

  /**
   * Tells whether a module that is LIVE already is unloaded when ro_after_init cannot be set.
   *
   * @return whether it is
   */
  public boolean lateRoFailureUnloads() {
    return has(Change.RO_FAILURE_UNLOADS) && !has(Change.RO_FAILURE_IGNORED);
  }

  /**
   * Tells whether a load that fails late calls the GOING notifiers before it takes the bug entry
   * off.
   *
   * @return whether it does; if not, after that
   */
  public boolean bugCleanupComesLast() {
    return has(Change.BUG_CLEANUP_LAST);
  }

  /**
   * Tells whether a COMING notifier that refuses a module makes its load fail.
   *
   * @return whether it does
   */
  public boolean refusalIsHeard() {
    return has(Change.NOTIFIER_REFUSES);
  }

  /**
   * Tells whether a load that a notifier refused sets GOING.
   *
   * @return whether it does
   */
  public boolean refusedIsGoing() {
    return has(Change.REFUSED_IS_GOING);
  }

  /**
   * Tells whether allocation tags that cannot be set up make a load fail.
   *
   * @return whether they do
   */
  public boolean codetagFailsLoad() {
    return has(Change.CODETAG_FAILS_LOAD);
  }

  /**
   * Tells whether a load that fails for its allocation tags returns 0 all the same.
   *
   * @return whether it does
   */
  public boolean codetagErrorIsLost() {
    return !has(Change.CODETAG_ERROR_KEPT);
  }

  /**
   * Tells whether {@code load_module} looks for the name before it allocates, too.
   *
   * @return whether it does
   */
  public boolean looksEarly() {
    return has(Change.EARLY_MOD_CHECK);
  }

  /**
   * Tells whether {@code delete_module} refuses a name that is too long, instead of cutting it off.
   *
   * @return whether it does
   */
  public boolean longNameIsRefused() {
    return has(Change.LONG_NAME_REFUSED);
  }

  /**
   * Tells whether EEXIST, if {@code init} returns it, is turned into EBUSY.
   *
   * @return whether it is
   */
  public boolean initExistsIsBusy() {
    return has(Change.INIT_EEXIST_IS_EBUSY);
  }

  /**
   * Tells whether {@code symbol_put_addr} walks the list with preemption off.
   *
   * @return whether it does
   */
  public boolean symbolPutAddrLocks() {
    return has(Change.SYMBOL_PUT_ADDR_LOCKS);
  }

  /**
   * Tells whether {@code check_kprobe_address_safe} looks the module up once.
   *
   * @return whether it does
   */
  public boolean kprobesLookUpOnce() {
    return has(Change.KPROBES_ONE_LOOKUP);
  }

  /**
   * Tells whether {@code dereference_symbol_descriptor} uses the module within its section.
   *
   * @return whether it does
   */
  public boolean descriptorInSection() {
    return has(Change.DESCRIPTOR_IN_SECTION);
  }

  /**
   * Tells whether {@code sprint_symbol} prints what it has found within its section.
   *
   * @return whether it does
   */
  public boolean sprintSymbolInSection() {
    return has(Change.SPRINT_SYMBOL_IN_SECTION);
  }

  /**
   * Tells whether {@code utf8_load} puts the symbol that it got.
   *
   * @return whether it does
   */
  public boolean utf8PutsByName() {
    return has(Change.UTF8_PUTS_BY_NAME);
  }

  /**
   * Tells whether {@code register_fprobe} gets the modules in whose symbols it sets probes.
   *
   * @return whether it does
   */
  public boolean fprobeGets() {
    return has(Change.FPROBE_GETS);
  }

  /**
   * Tells whether a tprobe gets its module under the lock under which it was found.
   *
   * @return whether it does
   */
  public boolean tprobeKeepsLock() {
    return !has(Change.TPROBE_DROPS_LOCK);
  }

  /**
   * Tells whether {@code vsock_assign_transport} finds and gets a transport under the lock of the
   * registry.
   *
   * @return whether it does
   */
  public boolean vsockLocks() {
    return has(Change.VSOCK_LOCKS);
  }

  /**
   * Tells whether lockdep waits when it has taken out the keys of a module.
   *
   * @return whether it does
   */
  public boolean lockdepWaits() {
    return has(Change.LOCKDEP_WAITS);
  }

  /**
   * Tells whether kunit tears down only what it has set up.
   *
   * @return whether it does
   */
  public boolean kunitAsksLive() {
    return has(Change.KUNIT_ASKS_LIVE);
  }

  /**
   * Tells whether kprobes let go of a module that goes even if ftrace is dead.
   *
   * @return whether they do
   */
  public boolean kprobesLetGo() {
    return has(Change.KPROBES_LET_GO);
  }

  /**
   * Tells whether a signal ends the wait for another load of the file.
   *
   * @return whether it does
   */
  public boolean waitsCanBeKilled() {
    return has(Change.IDEMPOTENT_KILLABLE);
  }
}
