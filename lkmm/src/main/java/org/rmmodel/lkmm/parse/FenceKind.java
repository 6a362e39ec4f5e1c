package org.rmmodel.lkmm.parse;

/** The fences and what counts as one, by the functions' names. */
public enum FenceKind {
  /** A compiler barrier. */
  BARRIER("barrier"),
  /** A full barrier. */
  MB("smp_mb"),
  /** Reads before reads. */
  RMB("smp_rmb"),
  /** Writes before writes. */
  WMB("smp_wmb"),
  /** Makes the next read-modify-write a full barrier. */
  BEFORE_ATOMIC("smp_mb__before_atomic"),
  /** Makes the last read-modify-write a full barrier. */
  AFTER_ATOMIC("smp_mb__after_atomic"),
  /** Makes taking a spinlock a full barrier. */
  AFTER_SPINLOCK("smp_mb__after_spinlock"),
  /** Makes an unlock and the next lock a full barrier. */
  AFTER_UNLOCK_LOCK("smp_mb__after_unlock_lock"),
  /** Makes srcu_read_unlock a full barrier. */
  AFTER_SRCU_READ_UNLOCK("smp_mb__after_srcu_read_unlock"),
  /** A read-side critical section begins. */
  RCU_LOCK("rcu_read_lock"),
  /** A read-side critical section ends. */
  RCU_UNLOCK("rcu_read_unlock"),
  /** A grace period. */
  SYNC_RCU("synchronize_rcu");

  private final String function;

  FenceKind(String function) {
    this.function = function;
  }

  /**
   * The function of the kernel.
   *
   * @return for example {@code smp_mb}
   */
  public String function() {
    return function;
  }
}
