package org.rmmodel.conformance.replay;

/** Specification and implementation do not do the same. */
public final class Disagreement extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Disagreement(String message) {
    super(message);
  }
}
