package org.rmmodel.impl.kernel;

/** The kinds of read-side critical sections, each with its grace period. */
public enum Flavour {
  /** {@code rcu_read_lock}; its grace period is {@code synchronize_rcu}. */
  RCU,
  /** {@code preempt_disable}; its grace period is {@code synchronize_sched}. */
  SCHED
}
