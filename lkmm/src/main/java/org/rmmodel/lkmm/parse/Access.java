package org.rmmodel.lkmm.parse;

/** How an access to memory is marked. */
public enum Access {
  /** A plain C access. */
  PLAIN,
  /** READ_ONCE, WRITE_ONCE, and a relaxed read-modify-write. */
  ONCE,
  /** smp_load_acquire and what is like it. */
  ACQUIRE,
  /** smp_store_release and what is like it. */
  RELEASE,
  /** A read-modify-write between two full barriers. */
  FULL,
  /** The read of a read-modify-write that returns nothing. */
  NORETURN,
  /** srcu_read_lock, which is a read in newer models. */
  SRCU_LOCK,
  /** srcu_read_unlock, which is a write in newer models. */
  SRCU_UNLOCK
}
