package org.rmmodel.checker.prove;

import java.util.Set;

/** What a variable or a constant ranges over. */
sealed interface Type {
  /** Integers. */
  record Int() implements Type {}

  /** Truth values. */
  record Truth() implements Type {}

  /** Strings. */
  record Name() implements Type {}

  /**
   * Sets of strings.
   *
   * @param universe the strings that a set may have
   */
  record Names(Set<String> universe) implements Type {}

  /**
   * Elements of a set of which nothing is known, or one of a few strings beside it.
   *
   * @param sort the set's name
   */
  record Element(String sort) implements Type {}

  /**
   * Sets of such elements.
   *
   * @param sort the name of the set that they are from
   */
  record Elements(String sort) implements Type {}

  /**
   * Functions from such elements.
   *
   * @param domain where they are defined
   * @param range what the results range over
   */
  record Function(Term.Elements domain, Type range) implements Type {}

  /** What has one value, not one for each of many arguments. */
  default boolean isScalar() {
    return !(this instanceof Function) && !(this instanceof Elements);
  }
}
