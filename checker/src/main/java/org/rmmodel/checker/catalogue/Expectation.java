package org.rmmodel.checker.catalogue;

/** What a run is expected to come out as. */
public sealed interface Expectation {
  /** How the catalogue writes that every property holds. */
  String HOLDS = "holds";

  /**
   * As the catalogue writes it.
   *
   * @return {@code holds} or the property's name
   */
  String text();

  /** Every property that the cfg lists holds. */
  record Holds() implements Expectation {
    @Override
    public String text() {
      return HOLDS;
    }
  }

  /**
   * Exactly one property is violated.
   *
   * @param property the invariant's or the temporal property's name
   */
  record Violates(String property) implements Expectation {
    @Override
    public String text() {
      return property;
    }
  }

  /** Nothing is known of what will come out. */
  record Nothing() implements Expectation {
    @Override
    public String text() {
      return "nothing";
    }
  }
}
