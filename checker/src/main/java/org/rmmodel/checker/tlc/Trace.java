package org.rmmodel.checker.tlc;

import java.util.List;
import java.util.Map;

/**
 * A counterexample.
 *
 * @param steps its states, the initial one first; never empty, except where TLC printed none
 * @param ending what comes after the last state
 */
public record Trace(List<Step> steps, Ending ending) {
  /** Copies the list. */
  public Trace {
    steps = List.copyOf(steps);
  }

  /**
   * A state and the action that led to it.
   *
   * @param number its number, from 1
   * @param action the action's name, empty for the initial state
   * @param variables the variables' values
   */
  public record Step(int number, String action, Map<String, TlaValue> variables) {}

  /** What comes after the last state. */
  public sealed interface Ending {}

  /** Nothing: the last state, or the last step, is the violation. */
  public record AtLast() implements Ending {}

  /** The last state stays for ever. */
  public record Stutters() implements Ending {}

  /**
   * An earlier state comes again, and so on for ever.
   *
   * @param number that state's number
   * @param action the action that leads back to it, empty if TLC does not say
   */
  public record BackTo(int number, String action) implements Ending {}
}
