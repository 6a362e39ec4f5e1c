package org.rmmodel.checker.tlc;

import java.util.Map;

/**
 * One of the numbered messages that TLC prints when it is started with {@code -tool}, or a line
 * between them.
 */
public sealed interface ToolMessage {

  /**
   * How far the search is.
   *
   * @param depth the depth reached
   * @param distinct the distinct states found
   */
  record Progress(int depth, long distinct) implements ToolMessage {}

  /**
   * The final count.
   *
   * @param distinct the distinct states found
   */
  record Stats(long distinct) implements ToolMessage {}

  /**
   * The depth of the search.
   *
   * @param depth in states
   */
  record Depth(int depth) implements ToolMessage {}

  /**
   * How often an action was taken.
   *
   * @param action its name
   * @param generated the number of successor states that it generated
   */
  record Coverage(String action, long generated) implements ToolMessage {}

  /**
   * An invariant or action property is violated.
   *
   * @param property its name; empty if it is a part of the property that the cfg lists
   * @param initially whether the initial state violates it; then no behaviour follows
   * @param variables the initial state's variables in that case
   */
  record PropertyViolated(String property, boolean initially, Map<String, TlaValue> variables)
      implements ToolMessage {}

  /** A temporal property is violated; TLC does not say which. */
  record TemporalViolated() implements ToolMessage {}

  /** A state has no successor. */
  record Deadlock() implements ToolMessage {}

  /**
   * A state of the counterexample.
   *
   * @param step the state and how it was reached
   */
  record State(Trace.Step step) implements ToolMessage {}

  /**
   * The end of a counterexample to a temporal property.
   *
   * @param ending how it ends
   */
  record End(Trace.Ending ending) implements ToolMessage {}

  /** The search is complete and found no error. */
  record Success() implements ToolMessage {}

  /** TLC says that it has finished. */
  record Finished() implements ToolMessage {}

  /** TLC ran out of memory. */
  record OutOfMemory() implements ToolMessage {}

  /** The error is in an expression that was evaluated in a state; which one, was said before. */
  record NoValue() implements ToolMessage {}

  /**
   * Any other error.
   *
   * @param code TLC's number for it
   * @param text what TLC says
   */
  record Failure(int code, String text) implements ToolMessage {}

  /**
   * In distributed mode: a worker has come or gone.
   *
   * @param change what has happened
   * @param text what TLC says of it
   */
  record Worker(Change change, String text) implements ToolMessage {
    /** What can happen to a worker. */
    public enum Change {
      /** It has joined. */
      JOINED,
      /** It did not answer; what it had been given is given to others. */
      LOST,
      /** It is no longer one of the workers. TLC says so after {@link #LOST}, or without it. */
      DROPPED
    }
  }

  /**
   * A line that is in no message: the parser's complaints, and what a specification prints.
   *
   * @param line the line
   */
  record Said(String line) implements ToolMessage {}
}
