package org.rmmodel.benchmarks.report;

/** A text with parts that are computed, between comments that name them. */
final class Document {
  private Document() {}

  /**
   * Replaces a part.
   *
   * @throws IllegalArgumentException if the text has no such part, or several
   */
  static String with(String text, String part, String content) {
    int begin = begin(text, part);
    int end = text.indexOf(end(part), begin);
    if (end < 0) {
      throw new IllegalArgumentException("no " + end(part));
    }
    return text.substring(0, begin) + content + text.substring(end);
  }

  private static int begin(String text, String part) {
    String comment = "<!-- measured: " + part + " -->\n";
    int at = text.indexOf(comment);
    if (at < 0 || text.indexOf(comment, at + 1) >= 0) {
      throw new IllegalArgumentException("not once: " + comment.strip());
    }
    return at + comment.length();
  }

  private static String end(String part) {
    return "<!-- end of " + part + " -->\n";
  }
}
