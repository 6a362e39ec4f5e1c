package org.rmmodel.lkmm.parse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A litmus test.
 *
 * @param name its name
 * @param initial what variables and local variables have in the beginning; all others have 0
 * @param threads the threads, from P0 on
 * @param filter which executions count, or null for all
 * @param quantifier what is asked
 * @param condition of what
 * @param locations what is shown besides
 */
public record Litmus(
    String name,
    List<Initial> initial,
    List<Code> threads,
    @Nullable Condition filter,
    Quantifier quantifier,
    Condition condition,
    List<Condition.Term> locations) {

  /** How many characters a test may have. */
  public static final int MAX_CHARACTERS = 200_000;

  /**
   * An initial value.
   *
   * @param what a register or a variable's content
   * @param value a number or an address
   */
  public record Initial(Condition.Term what, Condition.Term value) {}

  /**
   * A thread.
   *
   * @param parameters the names of the variables that it is given
   * @param body what it does
   * @param comments what is said of it: the comments between its braces
   */
  public record Code(List<String> parameters, List<Statement> body, List<Comment> comments) {}

  /**
   * A comment in a thread.
   *
   * @param place where it begins
   * @param text what it says, without the signs around it and without blanks at the ends
   */
  public record Comment(Place place, String text) {}

  /**
   * Reads a test.
   *
   * @param text the test, in the C dialect of the kernel's tools/memory-model
   * @return the test
   * @throws LitmusException if it cannot be read or uses what is not known here
   */
  public static Litmus parse(String text) {
    if (text.length() > MAX_CHARACTERS) {
      throw new LitmusException(
          new Place(1, 1), "more than " + MAX_CHARACTERS + " characters are no litmus test");
    }
    return new LitmusParser(text).parse();
  }
}
