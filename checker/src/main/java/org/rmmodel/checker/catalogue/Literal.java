package org.rmmodel.checker.catalogue;

/**
 * One condition on a kernel: {@code change}, or {@code !change} for its absence.
 *
 * @param change the change's name
 * @param present whether the kernel must have it
 */
public record Literal(String change, boolean present) {
  /**
   * Whether a kernel meets the condition.
   *
   * @param kernel the kernel
   * @return true if it does
   */
  public boolean holdsFor(Kernel kernel) {
    return kernel.has(change) == present;
  }
}
