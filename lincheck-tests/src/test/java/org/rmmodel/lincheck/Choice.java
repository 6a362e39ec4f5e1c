package org.rmmodel.lincheck;

/** What a sequential specification answers that leaves a choice to the implementation. */
@FunctionalInterface
interface Choice {
  /** Tells whether the implementation may answer so. */
  boolean permits(Object answer);
}
