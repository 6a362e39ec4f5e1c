package org.rmmodel.checker.source;

/**
 * A token of C.
 *
 * @param kind what it is
 * @param text how it is written
 * @param line the line that it begins on, from 1
 */
public record Token(Kind kind, String text, int line) {
  /** What a token is. */
  public enum Kind {
    /** An identifier or a keyword. */
    WORD,
    /** A number. */
    NUMBER,
    /** A string or a character, with its quotes. */
    TEXT,
    /** An operator or a bracket. */
    SIGN,
    /** The number sign that begins a line of the preprocessor. */
    DIRECTIVE,
    /** The end of a line of the preprocessor. */
    DIRECTIVE_END
  }

  /**
   * Is it this sign?
   *
   * @param sign a sign
   * @return true if it is
   */
  public boolean is(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  /**
   * Is it a word?
   *
   * @return true if it is
   */
  public boolean isWord() {
    return kind == Kind.WORD;
  }
}
