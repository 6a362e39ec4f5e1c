package org.rmmodel.lkmm.parse;

/** What a final state is asked for. */
public sealed interface Condition {
  /**
   * Both.
   *
   * @param left one
   * @param right the other
   */
  record And(Condition left, Condition right) implements Condition {}

  /**
   * One of them.
   *
   * @param left one
   * @param right the other
   */
  record Or(Condition left, Condition right) implements Condition {}

  /**
   * Not.
   *
   * @param of of what
   */
  record Not(Condition of) implements Condition {}

  /** What always holds. */
  record True() implements Condition {}

  /**
   * Two values are equal.
   *
   * @param left one
   * @param right the other
   */
  record Equal(Term left, Term right) implements Condition {}

  /** What has a value in the end. */
  sealed interface Term {}

  /**
   * A local variable.
   *
   * @param thread whose
   * @param name its name
   */
  record Register(int thread, String name) implements Term {
    @Override
    public String toString() {
      return thread + ":" + name;
    }
  }

  /**
   * The content of a variable.
   *
   * @param name the variable
   */
  record Content(String name) implements Term {
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * The address of a variable.
   *
   * @param name the variable
   */
  record Address(String name) implements Term {}

  /**
   * A number.
   *
   * @param value the number
   */
  record Literal(long value) implements Term {}
}
