package org.rmmodel.property;

import java.util.function.BiPredicate;

/** How common a case has to be among what a property has looked at. */
public final class Shares {
  /** Among fewer, a share says nothing; every lane looks at more. */
  public static final int ENOUGH = 1_000;

  private Shares() {}

  /**
   * Asks for a share.
   *
   * @param percent of all cases, at least
   * @return tells of a count and the count of all whether it is enough
   */
  public static BiPredicate<Integer, Integer> atLeast(double percent) {
    return (count, all) -> all < ENOUGH || count * 100.0 >= percent * all;
  }
}
