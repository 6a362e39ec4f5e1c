package org.rmmodel.checker.trace.format;

/** Steps through a line, character by character. A regular expression would be slower, or worse. */
final class Scan {
  private Scan() {}

  static boolean at(String line, int index, char c) {
    return index >= 0 && index < line.length() && line.charAt(index) == c;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** After the digits that begin here. */
  static int digits(String line, int from) {
    int to = from;
    while (to < line.length() && isDigit(line.charAt(to))) {
      to++;
    }
    return to;
  }

  /** After the blanks that begin here. */
  static int blanks(String line, int from) {
    int to = from;
    while (to < line.length() && (line.charAt(to) == ' ' || line.charAt(to) == '\t')) {
      to++;
    }
    return to;
  }

  /** After the word that begins here. */
  static int word(String line, int from) {
    int to = from;
    while (to < line.length() && line.charAt(to) != ' ' && line.charAt(to) != '\t') {
      to++;
    }
    return to;
  }

  /** Where the blanks before this place begin. */
  static int back(String line, int from) {
    int to = from;
    while (to > 0 && line.charAt(to - 1) == ' ') {
      to--;
    }
    return to;
  }

  /** Where the digits before this place begin. */
  static int digitsBack(String line, int from) {
    int to = from;
    while (to > 0 && isDigit(line.charAt(to - 1))) {
      to--;
    }
    return to;
  }

  /** The number that stands exactly here, of at most nine digits; or -1. */
  static int number(String line, int from, int to) {
    return to <= from || to - from > 9 || digits(line, from) < to
        ? -1
        : Integer.parseInt(line, from, to, 10);
  }

  /** The number that begins at this place, with a fraction or without; NaN if none does. */
  static double seconds(String line, int from) {
    int end = digits(line, from);
    if (end > from && at(line, end, '.')) {
      end = digits(line, end + 1);
    }
    return end == from || end - from > 24
        ? Double.NaN
        : Double.parseDouble(line.substring(from, end));
  }

  /** After a time, seconds with a fraction or an integer, and its colon; or -1. */
  static int time(String line, int from) {
    int to = digits(line, from);
    if (to > from && at(line, to, '.')) {
      int fraction = digits(line, to + 1);
      if (fraction == to + 1) {
        return -1;
      }
      to = fraction;
    }
    return to > from && at(line, to, ':') ? to + 1 : -1;
  }
}
