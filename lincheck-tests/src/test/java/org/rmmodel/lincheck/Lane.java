package org.rmmodel.lincheck;

/**
 * How much is tried, by the lane that the build runs in: {@code mvn verify -Dlane=exhaustive}
 * raises every budget.
 */
enum Lane {
  SMOKE,
  FULL,
  EXHAUSTIVE;

  /** The lane of this run. */
  static final Lane THIS = named(System.getProperty("rmmodel.lane", "full"));

  /**
   * Gives a lane by its name.
   *
   * @throws IllegalArgumentException if there is no such lane
   */
  static Lane named(String name) {
    return switch (name) {
      case "smoke" -> SMOKE;
      case "full" -> FULL;
      case "exhaustive" -> EXHAUSTIVE;
      default ->
          throw new IllegalArgumentException(
              "rmmodel.lane: smoke, full or exhaustive, not " + name);
    };
  }

  /** Gives this lane's share of a budget. */
  int of(int smoke, int full, int exhaustive) {
    return switch (this) {
      case SMOKE -> smoke;
      case FULL -> full;
      case EXHAUSTIVE -> exhaustive;
    };
  }
}
