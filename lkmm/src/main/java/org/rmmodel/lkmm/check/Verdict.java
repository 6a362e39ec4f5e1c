package org.rmmodel.lkmm.check;

/** Whether allowed executions have what a test asks for. */
public enum Verdict {
  /** None. */
  NEVER("Never"),
  /** Some. */
  SOMETIMES("Sometimes"),
  /** All. */
  ALWAYS("Always");

  private final String word;

  Verdict(String word) {
    this.word = word;
  }

  /**
   * The word that herd7 says.
   *
   * @return for example {@code Never}
   */
  public String word() {
    return word;
  }
}
