package org.rmmodel.property.schedule;

import org.jspecify.annotations.Nullable;

/** A run was wrong: by which oracle, and how to see it again. */
public final class Finding extends AssertionError {
  private static final long serialVersionUID = 1L;

  private final Oracle oracle;
  private final int steps;

  Finding(Oracle oracle, String message, int steps, @Nullable Throwable cause) {
    super(message, cause);
    this.oracle = oracle;
    this.steps = steps;
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
