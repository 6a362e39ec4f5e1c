package org.rmmodel.conformance.flaws;

/**
 * A model of the specification as a program of the real classes: who is there, what they call, and
 * what of that would be the flaw.
 */
@FunctionalInterface
interface Scene {
  /**
   * Sets the machine up, with what is loaded at first, and adds the tasks.
   *
   * @param world the machine, on which nothing is loaded
   */
  void set(World world);
}
