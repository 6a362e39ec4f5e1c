package org.rmmodel.impl.kernel;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every change against v3.18 that a {@linkplain KernelVersion kernel} can have. A constant's name
 * is the one that the change has in the specification's {@code kernels.yaml} and {@code
 * Kernel.tla}, in capitals. Where the evidence for a change is from is told in {@code
 * kernels.yaml}; here is the first mainline release that has it.
 */
public enum Change {
  /** {@code CONFIG_PREEMPT}: kernel code outside preempt-off sections can be preempted. */
  PREEMPT,

  /** A load that fails waits for a grace period before it frees (v3.19). */
  PATCH1,

  /** {@code free_module} unlinks under RCU instead of stop_machine (v3.19). */
  PATCH2(PATCH1),

  /** {@code module_bug_list} is an RCU list (v3.19). */
  PATCH3(PATCH2),

  /** The count is one atomic_t (v3.19). */
  PATCH4(PATCH3),

  /** MODULE_REF_BASE: the count is released instead of tested under stop_machine (v3.19). */
  PATCH5(PATCH4),

  /** {@code module_refcount} returns a signed number (v3.19). */
  SIGNED_REFCOUNT(PATCH5),

  /** {@code scsi_device_get} takes its reference by {@code __module_get} (v3.19). */
  SCSI_ALWAYS_GETS,

  /** GOING notifiers are called when a load fails after {@code complete_formation} (v4.1). */
  NOTIFIER_ON_FAILURE,

  /** Unlinking waits for RCU-sched everywhere, walkers of {@code module_bug_list} use it (v4.2). */
  RCU_SCHED(PATCH3),

  /** {@code symbol_put_addr} walks the list with preemption off (v4.3). */
  SYMBOL_PUT_ADDR_LOCKS,

  /** One grace period for rcu readers and preempt-off sections (v4.20). */
  FLAVOURS_MERGED,

  /** A duplicate load waits for a GOING module, too (v5.3). */
  WAIT_FOR_GOING,

  /** {@code delete_module} wakes those who wait for a name (v5.5). */
  WAKE_ON_UNLOAD,

  /**
   * {@code complete_formation} can fail for a misaligned section, and then leaves the bug entry
   * (v5.19).
   */
  RWX_ENFORCED,

  /** A load that fails after {@code complete_formation} sets GOING (v4.10). */
  GOING_ON_FAILURE(NOTIFIER_ON_FAILURE),

  /** {@code scsi_device_get} tries, and gives up on a device that is being removed (v4.1). */
  SCSI_TRIES(SCSI_ALWAYS_GETS),

  /** A duplicate load looks once more, and says EBUSY (v6.2). */
  DUPLICATE_EBUSY(WAIT_FOR_GOING),

  /** {@code try_module_get} and {@code module_put} do not disable preemption (v6.5). */
  GET_PUT_PREEMPTIBLE(PATCH5),

  /** {@code complete_formation} takes the bug entry off when it fails (v6.9). */
  MISALIGNED_CLEANS_UP(RWX_ENFORCED),

  /** {@code check_kprobe_address_safe} looks the module up once (v6.9). */
  KPROBES_ONE_LOOKUP,

  /** A module that is LIVE is freed if {@code ro_after_init} cannot be set (v6.9). */
  RO_FAILURE_UNLOADS,

  /** That failure is only reported (v6.14). */
  RO_FAILURE_IGNORED(RO_FAILURE_UNLOADS),

  /** Walkers use {@code rcu_read_lock} (v6.15). */
  RCU_READERS(RCU_SCHED, FLAVOURS_MERGED),

  /** {@code dereference_symbol_descriptor} uses the module within its section (v6.14). */
  DESCRIPTOR_IN_SECTION,

  /** lockdep waits when it has taken out the keys of a module (v4.0). */
  LOCKDEP_WAITS,

  /** A load that fails calls the GOING notifiers before it cleans the bug list (v4.6). */
  BUG_CLEANUP_LAST(NOTIFIER_ON_FAILURE),

  /** A load fails if a COMING notifier refuses the module (v5.10). */
  NOTIFIER_REFUSES(BUG_CLEANUP_LAST),

  /** A load that a notifier refused sets GOING (v5.11). */
  REFUSED_IS_GOING(NOTIFIER_REFUSES),

  /** {@code load_module} looks for the name before it allocates, too (v6.4). */
  EARLY_MOD_CHECK(DUPLICATE_EBUSY),

  /** kunit tears down only what it has set up (v6.6). */
  KUNIT_ASKS_LIVE,

  /** {@code utf8_load} puts the symbol that it got (v6.13). */
  UTF8_PUTS_BY_NAME,

  /** {@code register_fprobe} gets the modules in whose symbols it sets probes (v6.15). */
  FPROBE_GETS,

  /** A tprobe gets its module when it has dropped the lock under which it was found (v6.14). */
  TPROBE_DROPS_LOCK,

  /** Loads of a file that is being loaded wait for that load's result (v6.5). */
  IDEMPOTENT_LOADS,

  /** A signal ends the wait for another load of the file (v6.11). */
  IDEMPOTENT_KILLABLE(IDEMPOTENT_LOADS),

  /**
   * {@code vsock_assign_transport} finds and gets a transport under the lock of the registry
   * (v6.16).
   */
  VSOCK_LOCKS,

  /** Allocation tags that cannot be set up make a load fail (v6.16). */
  CODETAG_FAILS_LOAD(BUG_CLEANUP_LAST),

  /** A load that fails for its allocation tags returns the error (v7.3). */
  CODETAG_ERROR_KEPT(CODETAG_FAILS_LOAD),

  /** {@code delete_module} refuses a name that is too long (v6.17). */
  LONG_NAME_REFUSED,

  /** {@code report_bug_entry} is called with a bug entry, on x86 (v6.19). */
  BUG_ENTRY_BROUGHT,

  /** EEXIST that {@code init()} returns becomes EBUSY (v7.1). */
  INIT_EEXIST_IS_EBUSY,

  /** {@code sprint_symbol} prints what it has found within its section (v7.0). */
  SPRINT_SYMBOL_IN_SECTION,

  /** kprobes let go of a module that goes even if ftrace is dead (v7.0). */
  KPROBES_LET_GO;

  @SuppressWarnings("ImmutableEnumChecker") // it is
  private final Set<Change> buildsOn;

  Change(Change... buildsOn) {
    this.buildsOn = Set.of(buildsOn);
  }

  /**
   * The change's name in the specification.
   *
   * @return for example {@code rcu-sched}
   */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The changes that it builds on: {@code BuildsOn}. A kernel that has a change without them makes
   * no sense.
   *
   * @return the changes that a kernel with this one must have, too
   */
  public Set<Change> buildsOn() {
    return buildsOn;
  }

  /**
   * The change of a name.
   *
   * @param id its name in the specification
   * @return the change
   * @throws IllegalArgumentException if there is none
   */
  public static Change of(String id) {
    return Arrays.stream(values())
        .filter(change -> change.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no change " + id));
  }

  /**
   * The changes of some names.
   *
   * @param ids their names in the specification
   * @return the changes
   * @throws IllegalArgumentException if one does not exist
   */
  public static Set<Change> ofAll(Set<String> ids) {
    return ids.stream().map(Change::of).collect(Collectors.toUnmodifiableSet());
  }
}
