package org.rmmodel.lkmm.parse;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes a litmus test apart. Comments are those of C, and outside of the threads also {@code (*
 * *)}, which in C would be a parenthesis and a star.
 */
final class Lexer {
  private static final List<String> SYMBOLS =
      List.of("/\\", "\\/", "&&", "||", "==", "!=", "<=", ">=", "<<", ">>", "->", "++", "--", "+=");

  private final String text;
  private final List<Litmus.Comment> comments = new ArrayList<>();
  private int at;
  private int line = 1;
  private int lineStart;

  Lexer(String text) {
    this.text = text;
  }

  Place place() {
    return new Place(line, at - lineStart + 1);
  }

  /** The comments of the code that was read since this was asked last. */
  List<Litmus.Comment> takeComments() {
    List<Litmus.Comment> all = List.copyOf(comments);
    comments.clear();
    return all;
  }

  /** What is left of this line, and the next one begins. */
  String restOfLine() {
    int from = at;
    while (at < text.length() && text.charAt(at) != '\n') {
      at++;
    }
    String rest = text.substring(from, at);
    step();
    return rest;
  }

  /** Skips what stands before the initial state: titles and comments. */
  void skipTo(char wanted) {
    while (at < text.length() && text.charAt(at) != wanted) {
      if (text.startsWith("(*", at)) {
        skipComment("(*", "*)");
      } else {
        step();
      }
    }
  }

  Token next(boolean inCode) {
    skipBlanks(inCode);
    Place place = place();
    if (at >= text.length()) {
      return new Token(Token.Kind.END, "", place);
    }
    int from = at;
    char first = text.charAt(at);
    if (isNameStart(first)) {
      while (at < text.length() && isNamePart(text.charAt(at))) {
        at++;
      }
      return new Token(Token.Kind.NAME, text.substring(from, at), place);
    }
    if (Character.isDigit(first)) {
      while (at < text.length() && isNamePart(text.charAt(at))) {
        at++;
      }
      return new Token(Token.Kind.NUMBER, text.substring(from, at), place);
    }
    for (String symbol : SYMBOLS) {
      if (text.startsWith(symbol, at)) {
        at += symbol.length();
        return new Token(Token.Kind.SYMBOL, symbol, place);
      }
    }
    at++;
    return new Token(Token.Kind.SYMBOL, String.valueOf(first), place);
  }

  private void skipBlanks(boolean inCode) {
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        step();
      } else if (text.startsWith("//", at)) {
        Place place = place();
        String comment = restOfLine().substring(2);
        keep(inCode, place, comment);
      } else if (text.startsWith("/*", at)) {
        Place place = place();
        int from = at + 2;
        skipComment("/*", "*/");
        keep(inCode, place, text.substring(from, at - 2));
      } else if (!inCode && text.startsWith("(*", at)) {
        skipComment("(*", "*)");
      } else {
        return;
      }
    }
  }

  private void keep(boolean inCode, Place place, String comment) {
    if (inCode) {
      comments.add(new Litmus.Comment(place, comment.strip()));
    }
  }

  private void skipComment(String open, String close) {
    Place place = place();
    at += 2;
    int depth = 1;
    while (depth > 0) {
      if (at >= text.length()) {
        throw new LitmusException(place, "a comment that does not end");
      }
      if (text.startsWith(close, at)) {
        depth--;
        at += 2;
      } else if (open.equals("(*") && text.startsWith(open, at)) {
        depth++;
        at += 2;
      } else {
        step();
      }
    }
  }

  private void step() {
    if (at < text.length()) {
      if (text.charAt(at) == '\n') {
        line++;
        lineStart = at + 1;
      }
      at++;
    }
  }

  private static boolean isNameStart(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isNamePart(char c) {
    return isNameStart(c) || (c >= '0' && c <= '9');
  }
}
