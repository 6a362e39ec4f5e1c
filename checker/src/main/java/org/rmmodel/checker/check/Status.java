package org.rmmodel.checker.check;

import java.util.Collection;

/** How a run, or a whole call, stands against the catalogue. */
public enum Status {
  /** Outcome, states, depth and actions are as the catalogue says. */
  AS_EXPECTED(0, "as expected"),
  /** Nothing is expected of it. */
  UNPINNED(0, "nothing expected"),
  /** Something differs. */
  DIFFERS(1, "DIFFERS"),
  /** A file does not parse. */
  BAD_INPUT(2, "BAD INPUT"),
  /** A limit was reached: nothing is known. */
  INCONCLUSIVE(3, "INCONCLUSIVE");

  private final int exit;
  private final String word;

  Status(int exit, String word) {
    this.exit = exit;
    this.word = word;
  }

  /**
   * The exit status of a call that stands so.
   *
   * @return 0, 1, 2 or 3
   */
  public int exit() {
    return exit;
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
   * How a whole call stands: a file that does not parse comes before a difference, a difference
   * before a limit.
   *
   * @param results the runs' results
   * @return the first of these that occurs
   */
  public static Status of(Collection<RunResult> results) {
    for (Status status : new Status[] {BAD_INPUT, DIFFERS, INCONCLUSIVE}) {
      if (results.stream().anyMatch(result -> result.status() == status)) {
        return status;
      }
    }
    return AS_EXPECTED;
  }
}
