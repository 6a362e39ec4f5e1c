package org.rmmodel.lkmm.execution;

/** What an event is. */
public enum EventKind {
  /** A read of memory. */
  READ,
  /** A write to memory. */
  WRITE,
  /** A fence, or a limit of an RCU section, or a grace period. */
  FENCE,
  /** The read of taking a spinlock (LKR). */
  LOCK_READ,
  /** The write of taking a spinlock (LKW). */
  LOCK_WRITE,
  /** Releasing a spinlock (UL). */
  UNLOCK,
  /** spin_trylock in vain, or spin_is_locked that says yes (LF, RL). */
  SEES_LOCKED,
  /** spin_is_locked that says no (RU). */
  SEES_UNLOCKED,
  /** srcu_read_lock, where it is no read. */
  SRCU_LOCK,
  /** srcu_read_unlock, where it is no write. */
  SRCU_UNLOCK,
  /** synchronize_srcu. */
  SYNC_SRCU;

  /**
   * Whether it reads.
   *
   * @return whether it is in R
   */
  public boolean isRead() {
    return this == READ || this == LOCK_READ || this == SEES_LOCKED || this == SEES_UNLOCKED;
  }

  /**
   * Whether it writes.
   *
   * @return whether it is in W
   */
  public boolean isWrite() {
    return this == WRITE || this == LOCK_WRITE || this == UNLOCK;
  }

  boolean isOfLock() {
    return this == LOCK_READ
        || this == LOCK_WRITE
        || this == UNLOCK
        || this == SEES_LOCKED
        || this == SEES_UNLOCKED;
  }
}
