package org.rmmodel.checker.catalogue;

import java.util.List;
import org.rmmodel.checker.tlc.Cfg;

/**
 * Who takes a step: a constant of the cfg, perhaps only on some kernels. As {@code actions.yaml}
 * writes it, {@code Users} or {@code Misaligned if rwx-enforced}.
 *
 * @param constant the constant's name
 * @param when the kernels on which it takes the step: those that meet all of these
 */
public record Role(String constant, List<Literal> when) {
  /** Between the constant and the conditions, which blanks separate. */
  static final String IF = " if ";

  /** Copies the list. */
  public Role {
    when = List.copyOf(when);
  }

  /**
   * Whether a model has somebody in this role.
   *
   * @param cfg the model's cfg
   * @param kernel the run's kernel
   * @return true if the constant is a non-empty set, or a number above zero, and the kernel meets
   *     every condition
   */
  public boolean isPlayed(Cfg cfg, Kernel kernel) {
    return (cfg.isNonEmptySet(constant) || cfg.isPositive(constant))
        && when.stream().allMatch(literal -> literal.holdsFor(kernel));
  }
}
