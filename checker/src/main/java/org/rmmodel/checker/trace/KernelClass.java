package org.rmmodel.checker.trace;

import org.rmmodel.checker.catalogue.Kernel;

/**
 * All that a kernel can do in a log that other kernels cannot. Two kernels of one class write the
 * same logs, as far as the protocol goes, so one search answers for both.
 *
 * @param getsPreemptible a get or put can be preempted between its instruction and its event
 * @param graceMissesSections a grace period does not wait for a get or put (fact F2)
 * @param lateFailuresStayComing a load that fails before module_load leaves COMING, so that gets
 *     still succeed (fact F15)
 * @param freesLive a load can free a module that is LIVE (fact F17)
 */
record KernelClass(
    boolean getsPreemptible,
    boolean graceMissesSections,
    boolean lateFailuresStayComing,
    boolean freesLive) {

  /**
   * The class of a kernel.
   *
   * @param kernel a kernel with the count of patch 5
   * @return its class
   */
  static KernelClass of(Kernel kernel) {
    return new KernelClass(
        kernel.preempt() && kernel.has("get-put-preemptible"),
        kernel.preempt() && !kernel.has("rcu-sched") && !kernel.has("flavours-merged"),
        !kernel.has("going-on-failure"),
        kernel.has("ro-failure-unloads") && !kernel.has("ro-failure-ignored"));
  }

  /** The class for logs in which no load can have failed before module_load. */
  KernelClass withoutLateFailures() {
    return new KernelClass(getsPreemptible, graceMissesSections, false, freesLive);
  }

  /**
   * Does a behaviour of the other class need nothing that this one does not have? What a get or a
   * put, a grace period and a load can do more only adds behaviours; GOING or COMING after a late
   * failure makes a difference both ways.
   */
  boolean allowsAllOf(KernelClass other) {
    return lateFailuresStayComing == other.lateFailuresStayComing
        && (getsPreemptible || !other.getsPreemptible)
        && (graceMissesSections || getsPreemptible || !other.graceMissesSections)
        && (freesLive || !other.freesLive);
  }

  /** How much it allows: a class comes after those that it allows all of. */
  int freedom() {
    return (getsPreemptible ? 4 : 0) + (graceMissesSections ? 1 : 0) + (freesLive ? 2 : 0);
  }
}
