package org.rmmodel.common;

/** Text of others made fit to be printed as one line on a terminal. */
public final class OneLine {
  private static final int LONGEST = 400;

  private OneLine() {}

  /**
   * The text in one line: white space collapsed, control characters dropped, cut after 400
   * characters.
   *
   * @param text any text
   * @return the line, without a line end
   */
  public static String of(String text) {
    String line = text.replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 3) + "...";
  }
}
