package org.rmmodel.checker.trace;

import java.io.IOException;

/**
 * The input is no complete ftrace text. The message is one line that says what is wrong, and where.
 */
public final class BadLogException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Says what is wrong with a line.
   *
   * @param log the log's name as the user gave it
   * @param line the number of the line, from 1, or 0 if it is not about one line
   * @param what what is wrong, without a full stop
   */
  public BadLogException(String log, long line, String what) {
    super(printable(log) + (line > 0 ? ":" + line : "") + ": " + printable(what));
  }

  /**
   * Makes a piece of the log fit for a terminal: no control characters, no more than 160
   * characters.
   *
   * @param text any text
   * @return the text, cut and with every control character replaced by a question mark
   */
  static String printable(String text) {
    String cut = text.length() > 160 ? text.substring(0, 157) + "..." : text;
    StringBuilder out = new StringBuilder(cut.length());
    for (int i = 0; i < cut.length(); i++) {
      char c = cut.charAt(i);
      out.append(Character.isISOControl(c) ? '?' : c);
    }
    return out.toString();
  }
}
