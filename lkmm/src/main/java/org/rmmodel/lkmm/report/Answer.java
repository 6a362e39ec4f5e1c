package org.rmmodel.lkmm.report;

import java.util.Map;
import org.rmmodel.lkmm.check.Result;
import org.rmmodel.lkmm.check.Verdict;
import org.rmmodel.lkmm.parse.Litmus;
import org.rmmodel.lkmm.parse.Quantifier;

/** A result in the words of herd7. */
public final class Answer {
  private Answer() {}

  /**
   * The answer.
   *
   * @param test the test
   * @param result what came out
   * @return lines, the last one without a line end
   */
  public static String of(Litmus test, Result result) {
    StringBuilder text = new StringBuilder("Test " + test.name());
    text.append(
        switch (test.quantifier()) {
          case EXISTS -> " Allowed";
          case NOT_EXISTS -> " Forbidden";
          case FORALL -> " Required";
        });
    if (result.allStates()) {
      text.append("\nStates ").append(result.states().size());
    } else {
      text.append("\nStates that were seen, not all: ").append(result.states().size());
    }
    for (Map.Entry<String, Long> state : result.states().entrySet()) {
      text.append("\n").append(state.getKey());
    }
    result.flags().forEach(flag -> text.append("\nFlag ").append(flag));
    if (result.verdict() == null) {
      return text.append("\nCut short after ").append(result.cutShort()).toString();
    }
    return text.append(isAsAsked(test, result) ? "\nOk" : "\nNo")
        .append("\nObservation " + test.name() + " " + line(result))
        .toString();
  }

  /**
   * The verdict with its numbers.
   *
   * @param result what came out
   * @return for example {@code Sometimes 1 3}
   */
  public static String line(Result result) {
    if (result.verdict() == null) {
      return "cut short after " + result.cutShort();
    }
    return result.verdict().word()
        + (result.complete()
            ? " " + result.positive() + " " + result.negative()
            : " (executions not counted)");
  }

  /**
   * Whether the test's question is answered with yes.
   *
   * @param test the test
   * @param result what came out, with a verdict
   * @return whether some execution has it, none has it or all have it, as is asked
   */
  public static boolean isAsAsked(Litmus test, Result result) {
    Verdict verdict = result.verdict();
    if (test.quantifier() == Quantifier.FORALL) {
      return verdict == Verdict.ALWAYS || (result.positive() == 0 && result.negative() == 0);
    }
    return (test.quantifier() == Quantifier.EXISTS) == (verdict != Verdict.NEVER);
  }
}
