package org.rmmodel.common;

/** Text of others made fit to stand in HTML or SVG. */
public final class Markup {
  private Markup() {}

  /**
   * The text as it stands between tags or in an attribute. What XML does not allow, control
   * characters and halves of pairs, becomes U+FFFD; a tab and a line's end stay.
   *
   * @param text any text
   * @return the text, well-formed in HTML, XML and an attribute in either kind of quotes
   */
  public static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    allowed(text)
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(c);
              }
            });
    return out.toString();
  }

  /**
   * The text without what XML does not allow, for a writer of XML that escapes the rest itself.
   *
   * @param text any text
   * @return the text, with U+FFFD for control characters, marks of direction and halves of pairs; a
   *     tab and a line's end stay
   */
  public static String allowed(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> out.appendCodePoint(isAllowed(c) ? c : 0xFFFD));
    return out.toString();
  }

  private static boolean isAllowed(int c) {
    boolean isPlain = c == '\t' || c == '\n' || !OneLine.isControl(c);
    boolean isHalf = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return isPlain && !isHalf && c != 0xFFFE && c != 0xFFFF;
  }
}
