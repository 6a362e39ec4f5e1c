package org.rmmodel.checker.catalogue;

import java.util.List;
import java.util.Optional;

/**
 * An action of the specification and the step of the kernel that it stands for.
 *
 * @param of the modules whose action it is, where a model has one of these for its specification;
 *     empty for an action of the protocol
 * @param action the action's name
 * @param function the kernel function
 * @param when the kernels on which this is what the step is: those that meet all of these
 * @param change the change whose version of the step this is; empty if it is as before the series
 * @param step the step in a few words
 */
public record ActionEntry(
    List<String> of,
    String action,
    String function,
    List<Literal> when,
    Optional<String> change,
    String step) {
  /**
   * Whether it is an action of a specification.
   *
   * @param specification a module that entries name, or nothing for the protocol
   * @return true if it belongs to it
   */
  public boolean belongsTo(String specification) {
    return specification.isEmpty() ? of.isEmpty() : of.contains(specification);
  }

  /**
   * Whether this is what the step is on a kernel.
   *
   * @param kernel a kernel
   * @return true if it meets every condition
   */
  public boolean isOn(Kernel kernel) {
    return when.stream().allMatch(literal -> literal.holdsFor(kernel));
  }
}
