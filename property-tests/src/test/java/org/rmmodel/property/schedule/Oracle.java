package org.rmmodel.property.schedule;

import org.rmmodel.impl.Fact;

/** What can be found wrong with a run: each finding says by which of these it was found. */
public enum Oracle {
  /**
   * Freed memory was touched, or a reference is held on it ({@link Fact#P9 P9}, {@link Fact#P12
   * P12}, {@link Fact#P14 P14}).
   */
  USE_AFTER_FREE,
  /** A walker followed a poisoned pointer ({@link Fact#P12 P12}). */
  LIST_POISON,
  /** A BUG_ON fired ({@link Fact#P8 P8}, {@link Fact#P15 P15}). */
  KERNEL_BUG,
  /** A put warned that there was nothing to put ({@link Fact#P8 P8}). */
  WARNING,
  /**
   * An unload committed while references were held, or a get succeeded after it ({@link Fact#P1 P1}
   * to {@link Fact#P4 P4}).
   */
  COMMIT_EXCLUSION,
  /** A get was refused although no unload committed ({@link Fact#P5 P5}). */
  REFUSED,
  /**
   * At rest, count, users or state of a module are not what they should be ({@link Fact#P6 P6},
   * {@link Fact#P11 P11}).
   */
  AT_REST,
  /** module_refcount said what it must not say ({@link Fact#P7 P7}). */
  REFCOUNT_READ,
  /** A module went, or was about to go, that another one uses ({@link Fact#P11 P11}). */
  DEPENDENCY,
  /** Two modules of one name ({@link Fact#P16 P16}). */
  NAME,
  /** A call returned what the kernel does not return there. */
  ERROR_NUMBER,
  /**
   * Not every call returned: nobody can take a step, or they are taken for ever ({@link Fact#L1 L1}
   * to {@link Fact#L3 L3}).
   */
  NO_RETURN,
  /** In the end not everything could be unloaded, or something stayed behind. */
  LEFT_BEHIND,
  /** The implementation failed in a way of its own, where the kernel would corrupt memory. */
  EXCEPTION
}
