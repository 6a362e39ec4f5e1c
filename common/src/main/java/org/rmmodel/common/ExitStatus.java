package org.rmmodel.common;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** With what a program of this project ends; the numbers mean the same in all of them. */
public enum ExitStatus {
  /** Everything came out as it should. */
  AS_EXPECTED(0, "as expected"),
  /** Something came out otherwise. */
  DIFFERS(1, "something differs"),
  /** What the user gave cannot be used, or what the user wants written cannot be. */
  BAD_INPUT(2, "bad usage or input"),
  /** Nothing has been concluded: a limit was reached, or the program itself failed. */
  INCONCLUSIVE(3, "inconclusive: a limit was reached, or an internal error");

  private final int code;
  private final String words;

  ExitStatus(int code, String words) {
    this.code = code;
    this.words = words;
  }

  /**
   * The number with which the process ends.
   *
   * @return 0, 1, 2 or 3
   */
  public int code() {
    return code;
  }

  /**
   * What it says.
   *
   * @return for example {@code as expected}
   */
  public String words() {
    return words;
  }

  /**
   * The status of several things together: what cannot be used comes before a difference, and a
   * difference before a limit.
   *
   * @param all the statuses
   * @return the first of these that occurs
   */
  public static ExitStatus worst(Collection<ExitStatus> all) {
    for (ExitStatus status : List.of(BAD_INPUT, DIFFERS, INCONCLUSIVE)) {
      if (all.contains(status)) {
        return status;
      }
    }
    return AS_EXPECTED;
  }

  /** The lines of a program's help: the words by their numbers. */
  static Map<String, String> help() {
    Map<String, String> lines = new LinkedHashMap<>();
    for (ExitStatus status : values()) {
      lines.put(" " + status.code, status.words);
    }
    return lines;
  }
}
