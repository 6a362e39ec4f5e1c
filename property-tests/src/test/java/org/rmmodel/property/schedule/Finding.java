package org.rmmodel.property.schedule;

import org.jspecify.annotations.Nullable;

/** A run was wrong: by which oracle, and how to see it again. */
public final class Finding extends AssertionError {
  private static final long serialVersionUID = 1L;

  private final Oracle oracle;
  private final int steps;
  private final String scenario;

  Finding(Oracle oracle, String message, int steps, Scenario scenario, @Nullable Throwable cause) {
    super(message, cause);
    this.oracle = oracle;
    this.steps = steps;
    this.scenario = scenario.toString();
  }

  /** Says which run it was, on one line. */
  public String scenario() {
    return scenario;
  }

  /** Says what was found wrong. */
  public Oracle oracle() {
    return oracle;
  }

  /** Says how many steps it took. */
  public int steps() {
    return steps;
  }
}
