package org.rmmodel.checker.typeset;

/**
 * A piece of a module's text. The pieces of a module, one after the other, are its text.
 *
 * @param begin where it begins, in characters of the module's text
 * @param kind what it is
 * @param text the piece itself
 */
record Token(int begin, Kind kind, String text) {
  /** What a piece is. */
  enum Kind {
    /** A name: of an operator, a variable, a bound variable, a module. */
    NAME,
    /** A reserved word. */
    WORD,
    /** A string, with its quotes. */
    STRING,
    /** A comment, with its delimiters. */
    COMMENT,
    /** The line that begins a module, that between parts and that at the end. */
    RULE,
    /** Any other token of the grammar: operators, brackets, numbers. */
    SIGN,
    /** White space, and what stands before and after the module. */
    BETWEEN
  }
}
