package org.rmmodel.lkmm.parse;

/** What a test asks of its condition. */
public enum Quantifier {
  /** Some execution has it. */
  EXISTS,
  /** No execution has it. */
  NOT_EXISTS,
  /** All executions have it. */
  FORALL
}
