package org.rmmodel.property.schedule;

/** What can be found wrong with a run: each finding says by which of these it was found. */
public enum Oracle {
  /** Freed memory was touched, or a reference is held on it (P9, P12, P14). */
  USE_AFTER_FREE,
  /** A walker followed a poisoned pointer (P12). */
  LIST_POISON,
  /** A BUG_ON fired (P8, P15). */
  KERNEL_BUG,
  /** A put warned that there was nothing to put (P8). */
  WARNING,
  /** An unload committed while references were held, or a get succeeded after it (P1 to P4). */
  COMMIT_EXCLUSION,
  /** A get was refused although no unload committed (P5). */
  REFUSED,
  /** At rest, count, users or state of a module are not what they should be (P6, P11). */
  AT_REST,
  /** module_refcount said what it must not say (P7). */
  REFCOUNT_READ,
  /** A module went, or was about to go, that another one uses (P11). */
  DEPENDENCY,
  /** Two modules of one name (P16). */
  NAME,
  /** A call returned what the kernel does not return there. */
  ERROR_NUMBER,
  /** Not every call returned: nobody can take a step, or they are taken for ever (L1 to L3). */
  NO_RETURN,
  /** In the end not everything could be unloaded, or something stayed behind. */
  LEFT_BEHIND,
  /** The implementation failed in a way of its own, where the kernel would corrupt memory. */
  EXCEPTION
}
