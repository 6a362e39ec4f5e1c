package org.rmmodel.lkmm.parse;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tokens of a test, one ahead. */
final class Tokens {
  private static final Set<String> TYPE_WORDS =
      Set.of(
          "int",
          "char",
          "long",
          "short",
          "unsigned",
          "signed",
          "void",
          "volatile",
          "const",
          "bool",
          "struct");

  private final Lexer lexer;
  private boolean inCode;
  private @Nullable Token ahead;

  Tokens(Lexer lexer) {
    this.lexer = lexer;
  }

  /** Says whether a thread is read, where a parenthesis and a star begin no comment. */
  void inCode(boolean code) {
    inCode = code;
  }

  Token peek() {
    Token token = ahead;
    if (token == null) {
      token = lexer.next(inCode);
      ahead = token;
    }
    return token;
  }

  Token take() {
    Token token = peek();
    ahead = null;
    return token;
  }

  boolean sees(String symbol) {
    return peek().is(symbol);
  }

  boolean takes(String symbol) {
    boolean is = sees(symbol);
    if (is) {
      take();
    }
    return is;
  }

  Token expect(String symbol) {
    if (!sees(symbol)) {
      throw unexpected("'" + symbol + "'");
    }
    return take();
  }

  String name(String what) {
    if (peek().kind() != Token.Kind.NAME) {
      throw unexpected(what);
    }
    return take().text();
  }

  long number() {
    Token token = take();
    try {
      return Long.decode(token.text());
    } catch (NumberFormatException notANumber) {
      boolean large = token.text().matches("0|[1-9][0-9]*|0[xX][0-9a-fA-F]+|0[0-7]+");
      throw new LitmusException(
          token.place(),
          token.shown() + (large ? " is too large: numbers have 64 bits" : " is not a number"));
    }
  }

  LitmusException unexpected(String expected) {
    return new LitmusException(peek().place(), expected + " is expected, not " + peek().shown());
  }

  boolean seesType() {
    Token token = peek();
    return token.kind() == Token.Kind.NAME
        && (TYPE_WORDS.contains(token.text()) || token.text().endsWith("_t"));
  }

  /** Takes a type with its stars. */
  void type() {
    if (!seesType()) {
      throw unexpected("a type");
    }
    while (seesType() || sees("*")) {
      if (take().is("struct")) {
        name("a struct's name");
      }
    }
  }
}
