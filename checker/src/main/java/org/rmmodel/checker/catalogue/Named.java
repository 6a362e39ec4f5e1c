package org.rmmodel.checker.catalogue;

import java.util.List;
import java.util.Optional;

/**
 * Kernels by the one name that a table or a user calls them: a version, a release that has no
 * version of its own, or either with changes of one's own.
 *
 * @param name what it is called, for example {@code v6.8} or {@code v3.19+wake-on-unload}
 * @param kernels what it stands for: the kernel without and the one with preemption, or one of them
 * @param inferred whether it is in part inferred which changes it has
 * @param own whether it has changes of the user's own, of which no run of the catalogue knows
 * @param note what a user is told of a name that is no version's, for example {@code v6.8 is as
 *     v6.5}
 */
public record Named(
    String name, List<Kernel> kernels, boolean inferred, boolean own, Optional<String> note) {
  /** Copies the list. */
  public Named {
    kernels = List.copyOf(kernels);
  }

  /**
   * The same name for fewer kernels.
   *
   * @param preempt which kernels stay: the preemptible one, or the other one
   * @return the same name for that kernel alone; for none, if it does not stand for it
   */
  public Named only(boolean preempt) {
    return new Named(
        name,
        kernels.stream().filter(kernel -> kernel.preempt() == preempt).toList(),
        inferred,
        own,
        note);
  }

  /**
   * Whether what comes out of a run is what comes out on one of the kernels. A kernel with changes
   * of the user's own is decided by runs on itself alone: the others may not know of the changes.
   *
   * @param of a run
   * @param kernel one of the kernels
   * @return true if it is
   */
  public boolean isDecidedBy(Case of, Kernel kernel) {
    return own ? of.run().standsFor().contains(kernel) : of.decides(kernel);
  }

  /**
   * One of the kernels.
   *
   * @param preempt whether the preemptible one is meant
   * @return the kernel, if the name stands for it
   */
  public Optional<Kernel> kernel(boolean preempt) {
    return kernels.stream().filter(kernel -> kernel.preempt() == preempt).findFirst();
  }
}
