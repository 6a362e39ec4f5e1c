package org.rmmodel.conformance.trace;

import java.io.Serializable;
import java.util.List;
import org.rmmodel.common.ExitStatus;

/**
 * What came of a search.
 *
 * @param outcome the outcome
 * @param steps how many steps of the specification the recording has
 * @param matched how many of them the longest explanation has
 * @param line the line of the file that has no explanation; 0 if there is none, or no file
 * @param reasons why not: what the step wanted, where the longest explanations end, what said no;
 *     or why nothing is concluded
 * @param evaluations how often TLC evaluated an action
 * @param widest how many states at most explained the same part of the recording
 * @param seconds the processor time that the search took
 * @param mebibytes the most memory that the search's JVM had by then
 */
public record Verdict(
    Outcome outcome,
    int steps,
    int matched,
    int line,
    List<String> reasons,
    long evaluations,
    int widest,
    double seconds,
    long mebibytes)
    implements Serializable {

  /** The outcomes. */
  public enum Outcome {
    /** The recording is a behaviour of the specification. */
    ACCEPTED(ExitStatus.AS_EXPECTED),
    /** It is none: every order of its steps was tried. */
    REJECTED(ExitStatus.DIFFERS),
    /** A limit was reached, or the recording is of a kind that cannot be decided. */
    INCONCLUSIVE(ExitStatus.INCONCLUSIVE);

    private final ExitStatus status;

    Outcome(ExitStatus status) {
      this.status = status;
    }

    /** How a command ends that comes to it. */
    ExitStatus status() {
      return status;
    }
  }

  /** Copies the list. */
  public Verdict {
    reasons = List.copyOf(reasons);
  }

  /** The same, of a JVM that had so much memory. */
  Verdict with(long memory) {
    return new Verdict(
        outcome, steps, matched, line, reasons, evaluations, widest, seconds, memory);
  }

  static Verdict inconclusive(int steps, String reason) {
    return new Verdict(Outcome.INCONCLUSIVE, steps, 0, 0, List.of(reason), 0, 0, 0, 0);
  }
}
