package org.rmmodel.checker.catalogue;

import java.util.List;
import java.util.Optional;
import org.rmmodel.checker.tlc.Cfg;

/**
 * An action of the specification and the step of the kernel that it stands for.
 *
 * @param of the modules whose action it is, where a model has one of these for its specification;
 *     empty for an action of the protocol
 * @param action the action's name
 * @param function the kernel function
 * @param roles who may take it; the action needs one of them to be played, or none if there is no
 *     role
 * @param when the kernels that have the step: those that meet all of these
 * @param change the change whose version of the step this is; empty if it is as before the series
 * @param needs conditions on the cfg's constants that must all hold, as {@link Cfg#satisfies} reads
 *     them
 * @param step the step in a few words
 */
public record ActionEntry(
    List<String> of,
    String action,
    String function,
    List<Role> roles,
    List<Literal> when,
    Optional<String> change,
    List<String> needs,
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
   * Whether the kernel has this step.
   *
   * @param kernel a kernel
   * @return true if it meets every condition
   */
  public boolean existsIn(Kernel kernel) {
    return when.stream().allMatch(literal -> literal.holdsFor(kernel));
  }

  /**
   * Whether a model has somebody who takes this step.
   *
   * @param cfg the model's cfg
   * @param kernel the run's kernel
   * @return true if one of the roles is played and everything that the step needs is there
   */
  public boolean hasRole(Cfg cfg, Kernel kernel) {
    return (roles.isEmpty() || roles.stream().anyMatch(role -> role.isPlayed(cfg, kernel)))
        && needs.stream().allMatch(cfg::satisfies);
  }
}
