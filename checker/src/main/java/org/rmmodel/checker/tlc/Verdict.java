package org.rmmodel.checker.tlc;

/** What TLC found. */
public sealed interface Verdict {
  /**
   * The verdict in a few words.
   *
   * @return for example {@code holds}
   */
  String text();

  /** Every reachable state was seen, and every property holds. */
  record Holds() implements Verdict {
    @Override
    public String text() {
      return "holds";
    }
  }

  /**
   * A property is violated.
   *
   * @param property its name
   * @param trace the counterexample
   */
  record Violates(String property, Trace trace) implements Verdict {
    @Override
    public String text() {
      return "violates " + property;
    }
  }

  /**
   * The search ended before it could decide.
   *
   * @param limit which limit ended it, in words
   */
  record Inconclusive(String limit) implements Verdict {
    @Override
    public String text() {
      return "inconclusive: " + limit;
    }
  }

  /**
   * The specification, the cfg or TLC itself has an error.
   *
   * @param message what TLC says, in one line
   * @param cause what kind of error it is
   */
  record Broken(String message, Cause cause) implements Verdict {
    /** What kind of error it is. */
    public enum Cause {
      /** A file does not parse. */
      BAD_INPUT,
      /** A state was reached in which an expression has no value. */
      NO_VALUE,
      /** Anything else. */
      OTHER
    }

    /**
     * Is it the fault of a file?
     *
     * @return whether one does not parse, rather than fails while it is evaluated
     */
    public boolean badInput() {
      return cause == Cause.BAD_INPUT;
    }

    @Override
    public String text() {
      return "broken: " + message;
    }
  }
}
