package org.rmmodel.lkmm.parse;

/**
 * A token.
 *
 * @param kind what it is
 * @param text its characters
 * @param place where it begins
 */
record Token(Kind kind, String text, Place place) {
  enum Kind {
    NAME,
    NUMBER,
    SYMBOL,
    END
  }

  boolean is(String symbol) {
    return kind != Kind.NUMBER && kind != Kind.END && text.equals(symbol);
  }

  String shown() {
    return kind == Kind.END ? "the end of the file" : "'" + text + "'";
  }
}
