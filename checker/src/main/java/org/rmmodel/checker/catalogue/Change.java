package org.rmmodel.checker.catalogue;

import java.util.List;
import java.util.Optional;

/**
 * A change of the kernel that has a name.
 *
 * @param id its name in {@code Kernel.tla}
 * @param title what it changes, in a few words
 * @param since the first mainline release that has it; empty for what is in no release: a
 *     configuration, an author's own change
 * @param source where it is from: a commit, a patch
 * @param evidence in which releases it was read, or what its release is inferred from
 * @param stable the point releases from which on a stable line has it, too
 */
public record Change(
    String id,
    String title,
    Optional<Release> since,
    String source,
    String evidence,
    List<Release> stable) {
  /** The one change that is a kernel's configuration: each version is there with and without. */
  public static final String PREEMPT = "preempt";

  /** Copies the list. */
  public Change {
    stable = List.copyOf(stable);
  }
}
