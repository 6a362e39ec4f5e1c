package org.rmmodel.checker.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The questions that the verdict tables answer. */
public enum Question {
  /** Hazards of the series. */
  A("Which hazard has each step of the series, on which kernel?", "ok", "BAD"),
  /** Flaws of kernels. */
  B("Which kernel has which flaw?", ".", "X"),
  /** Properties of kernels. */
  C("Which kernel keeps which promise?", "ok", "no"),
  /** What assumptions are needed for. */
  D("Which promise breaks without which assumption?", "ok", "no"),
  /** Flaws and promises of memory order, which litmus tests decide. */
  E("What does the memory model allow, on which kernel?", ".", "X");

  private final String title;
  private final String holds;
  private final String violated;

  Question(String title, String holds, String violated) {
    this.title = title;
    this.holds = holds;
    this.violated = violated;
  }

  /**
   * The question in words.
   *
   * @return one sentence
   */
  public String title() {
    return title;
  }

  String holds() {
    return holds;
  }

  String violated() {
    return violated;
  }

  /** What a cell of its table shows. */
  String sign(VerdictTable.Answer answer) {
    return switch (answer) {
      case HOLDS -> holds;
      case VIOLATED -> violated;
      case UNKNOWN -> "?";
      case BROKEN -> this == A ? "ERR" : "E";
      case NOT_ASKED -> "-";
    };
  }

  /** What a cell of its table says, in words. */
  String says(VerdictTable.Answer answer) {
    return switch (answer) {
      case HOLDS -> this == B ? "not found" : "holds";
      case VIOLATED -> this == A ? "a counterexample exists" : this == B ? "found" : "broken";
      case UNKNOWN -> "cut short";
      case BROKEN -> "error";
      case NOT_ASKED -> "not asked";
    };
  }

  /**
   * The question as users write it.
   *
   * @return one small letter
   */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * A question by its letter.
   *
   * @param text what a user wrote
   * @return the question, if there is one
   */
  public static Optional<Question> find(String text) {
    return Arrays.stream(values()).filter(q -> q.toString().equals(text)).findFirst();
  }
}
