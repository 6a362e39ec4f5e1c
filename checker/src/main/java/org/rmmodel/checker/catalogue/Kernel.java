package org.rmmodel.checker.catalogue;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A kernel that a model is run on: the set of its changes against v3.18.
 *
 * @param id the name in a run's id, for example {@code p5-preempt}
 * @param version the version that it is, or that it was made from
 * @param made what was added to the version and taken away, {@code +change} and {@code ~change};
 *     empty for a kernel of {@code kernels.yaml}
 * @param changes the changes that it has
 */
public record Kernel(String id, String version, String made, Set<String> changes) {
  /** The end of a preemptible kernel's id. */
  public static final String PREEMPTIBLE = "-preempt";

  /** The end of a kernel's id that is not preemptible. */
  public static final String NOT_PREEMPTIBLE = "-nopreempt";

  /** Copies the set, in its order. */
  public Kernel {
    changes = Collections.unmodifiableSet(new LinkedHashSet<>(changes));
  }

  /**
   * Whether it has a change.
   *
   * @param change the change's name
   * @return true if it does
   */
  public boolean has(String change) {
    return changes.contains(change);
  }

  /**
   * Whether it is the same as another kernel as far as some changes go.
   *
   * @param other the other kernel
   * @param on the changes
   * @return true if of each they have it both, or neither
   */
  public boolean agrees(Kernel other, Collection<String> on) {
    return on.stream().allMatch(change -> has(change) == other.has(change));
  }

  /**
   * Whether it is preemptible.
   *
   * @return true if it has that change
   */
  public boolean preempt() {
    return has(Change.PREEMPT);
  }

  /**
   * The kernel in words.
   *
   * @return for example {@code v6.1, preemptible}
   */
  public String title() {
    return version + made + (preempt() ? ", preemptible" : ", not preemptible");
  }

  /**
   * Whether it is one of {@code kernels.yaml}.
   *
   * @return false for one that a user made
   */
  public boolean isListed() {
    return made.isEmpty();
  }
}
