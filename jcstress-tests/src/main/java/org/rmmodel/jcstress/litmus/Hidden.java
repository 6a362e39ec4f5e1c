package org.rmmodel.jcstress.litmus;

/** Why HotSpot on x86 cannot show what Java's memory model allows. */
final class Hidden {
  static final String PLAIN_STORES =
      "x86 does not reorder stores, nor a load with a later store, so only a compiler can; C2 leaves"
          + " these in order, with its random schedules, too";

  static final String PLAIN_UPDATE =
      "an atomic update of any mode is a LOCK instruction, a full fence for the CPU, and C2 keeps"
          + " memory accesses on their side of it";

  static final String OPAQUE =
      "x86 does not reorder loads, and C2 keeps memory accesses on their side of an opaque one";

  static final String OPAQUE_STORE =
      "x86 does not reorder stores, and C2 keeps memory accesses on their side of the opaque one"
          + " before";

  static final String LOCKED =
      "the volatile update is a LOCK instruction, a full fence by itself; the fence is for other CPUs";

  private Hidden() {}
}
