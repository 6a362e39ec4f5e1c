package org.rmmodel.benchmarks;

/** What can be asked for by itself; named as on the command line. */
public enum Suite {
  /** The readers, while modules come and go. */
  headline,
  /** Get and put. */
  refcount,
  /** Get and put, recorded or not. */
  recorder,
  /** Read side and grace periods. */
  rcu
}
