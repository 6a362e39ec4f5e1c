package org.rmmodel.checker.catalogue;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A version of the kernel: a row of the verdict tables, without and with preemption.
 *
 * @param id its name, for example {@code v6.1}, or {@code p3} for three patches of the series
 * @param changes the changes that it has, preemption aside, in the order of {@code kernels.yaml}
 * @param series whether it is a prefix of the patch series; the first version is one anyway
 * @param inferred what of it was not read in a source, and what it is inferred from, if anything
 */
public record Version(String id, Set<String> changes, boolean series, Optional<String> inferred) {
  /**
   * The kernel without or with preemption.
   *
   * @param preempt whether it is preemptible
   * @return the kernel
   */
  public Kernel kernel(boolean preempt) {
    Set<String> all = new LinkedHashSet<>(changes);
    if (preempt) {
      all.add(Change.PREEMPT);
    }
    return new Kernel(id + (preempt ? Kernel.PREEMPTIBLE : Kernel.NOT_PREEMPTIBLE), id, "", all);
  }

  /**
   * The version by its own name.
   *
   * @return both kernels
   */
  public Named named() {
    return new Named(
        id, List.of(kernel(false), kernel(true)), inferred.isPresent(), false, Optional.empty());
  }
}
