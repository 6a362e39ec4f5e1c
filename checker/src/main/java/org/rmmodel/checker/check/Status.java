package org.rmmodel.checker.check;

import java.util.Collection;
import org.rmmodel.common.ExitStatus;

/** How a run, or a whole call, stands against the catalogue. */
public enum Status {
  /** Outcome, states, depth and actions are as the catalogue says. */
  AS_EXPECTED(ExitStatus.AS_EXPECTED, "as expected"),
  /** Nothing is expected of it. */
  UNPINNED(ExitStatus.AS_EXPECTED, "nothing expected"),
  /** Something differs. */
  DIFFERS(ExitStatus.DIFFERS, "DIFFERS"),
  /** A file does not parse. */
  BAD_INPUT(ExitStatus.BAD_INPUT, "BAD INPUT"),
  /** A limit was reached: nothing is known. */
  INCONCLUSIVE(ExitStatus.INCONCLUSIVE, "INCONCLUSIVE");

  private final ExitStatus exit;
  private final String word;

  Status(ExitStatus exit, String word) {
    this.exit = exit;
    this.word = word;
  }

  /**
   * The exit status of a call that stands so.
   *
   * @return 0, 1, 2 or 3
   */
  public int exit() {
    return exit.code();
  }

  /**
   * The status in one or two words.
   *
   * @return for example {@code as expected}
   */
  public String word() {
    return word;
  }

  /**
   * How a whole call stands.
   *
   * @param results the runs' results
   * @return the exit status of them together
   */
  public static ExitStatus of(Collection<RunResult> results) {
    return ExitStatus.worst(results.stream().map(result -> result.status().exit).toList());
  }
}
