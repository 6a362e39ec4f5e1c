package org.rmmodel.checker.prove;

import java.util.List;
import java.util.Optional;

/**
 * Something to be proved: that a premise without a conclusion cannot be.
 *
 * @param kind which part of the proof it is
 * @param name what it is about: an action, a property
 * @param premise assertions in SMT-LIB, each with what it is
 * @param conclusion the parts of what is to follow, of which none may be false
 */
record Obligation(Kind kind, String name, List<Assertion> premise, List<Assertion> conclusion) {
  /** The parts of a proof. */
  enum Kind {
    /** The invariant holds initially. */
    INITIATION("initially"),
    /** An action leads from the invariant to the invariant. */
    CONSECUTION("is kept by"),
    /** A property follows from the invariant. */
    IMPLICATION("implies");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /**
   * An assertion.
   *
   * @param name what it says, by name or place
   * @param text an SMT-LIB term of sort Bool
   */
  record Assertion(String name, String text) {}

  /**
   * The file that it is written to.
   *
   * @param invariant the invariant's name
   * @return a file's name
   */
  String file(String invariant) {
    return (kind == Kind.INITIATION
                ? invariant + "-initially"
                : invariant + (kind == Kind.CONSECUTION ? "-kept-by-" : "-implies-") + name)
            .replaceAll("[^A-Za-z0-9_-]", "_")
        + ".smt2";
  }

  /** The conclusion as one term. */
  String concluded() {
    return Smt.and(conclusion.stream().map(Assertion::text).toList());
  }

  /**
   * What it says, as one sentence.
   *
   * @param invariant the invariant's name
   * @return the sentence, with what would show that it is false
   */
  String sentence(String invariant) {
    return switch (kind) {
      case INITIATION ->
          invariant + " holds initially: no state of " + name + " is outside " + invariant + ".";
      case CONSECUTION ->
          invariant + " is kept by " + name + ": no such step leads out of " + invariant + ".";
      case IMPLICATION ->
          invariant + " implies " + name + ": no state of " + invariant + " is outside it.";
    };
  }

  /**
   * What a solver is asked: nothing satisfies the premise without the conclusion.
   *
   * @param declarations the declarations of all symbols
   * @param without whether the conclusion is negated; else it is left out
   * @return SMT-LIB
   */
  String script(String declarations, boolean without) {
    StringBuilder out = new StringBuilder(declarations);
    for (Assertion assertion : premise) {
      out.append("; ").append(assertion.name()).append('\n');
      out.append("(assert ").append(assertion.text()).append(")\n");
    }
    if (without) {
      out.append("; and yet not all of this:\n");
      conclusion.forEach(part -> out.append(";   ").append(part.name()).append('\n'));
      out.append("(assert ").append(Smt.not(concluded())).append(")\n");
    }
    return out.append("(check-sat)\n").toString();
  }

  /** How an obligation came out. */
  sealed interface Verdict {
    /**
     * It is proved.
     *
     * @param vacuous whether the premise alone cannot be: nothing was to be shown
     */
    record Proved(boolean vacuous) implements Verdict {}

    /**
     * There is a state, or a step, that shows it to be false.
     *
     * @param violated what of the conclusion is false there
     * @param constants the constants' values, in one line
     * @param rows of each variable its name, its value, and its value in the next state if there is
     *     one
     */
    record Fails(List<String> violated, String constants, List<Row> rows) implements Verdict {}

    /**
     * The solver does not know.
     *
     * @param why what it says
     */
    record Unknown(String why) implements Verdict {}
  }

  /**
   * A variable in a counterexample.
   *
   * @param variable its name
   * @param now its value
   * @param next its value in the next state; empty if there is none
   */
  record Row(String variable, String now, Optional<String> next) {}
}
