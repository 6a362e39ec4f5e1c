package org.rmmodel.checker.prove;

import java.util.Map;

/** A TLA+ expression as SMT-LIB text, with the sort that it has. */
sealed interface Term {
  /**
   * An integer.
   *
   * @param text an SMT-LIB term of sort Int
   */
  record Int(String text) implements Term {}

  /**
   * A truth value.
   *
   * @param text an SMT-LIB term of sort Bool
   */
  record Truth(String text) implements Term {}

  /**
   * A string. Every string of the specification is a number of its own.
   *
   * @param text an SMT-LIB term of sort Int
   */
  record Name(String text) implements Term {}

  /**
   * A set of strings.
   *
   * @param members for each string that may be in it an SMT-LIB term of sort Bool that says whether
   *     it is
   */
  record Names(Map<String, String> members) implements Term {}

  /**
   * What it is, in words.
   *
   * @return for example {@code a number}
   */
  default String sort() {
    if (this instanceof Int) {
      return "a number";
    }
    if (this instanceof Truth) {
      return "a truth value";
    }
    return this instanceof Name ? "a string" : "a set of strings";
  }
}
