package org.rmmodel.checker.source;

import java.util.ArrayList;
import java.util.List;
import org.rmmodel.checker.source.Token.Kind;

/**
 * Splits C into tokens, and takes whatever comes: comments and white space are left out, a line
 * that a backslash continues is one line, and a string or comment that does not end ends with its
 * line or with the text. A line of the preprocessor is kept, between {@link Kind#DIRECTIVE} and
 * {@link Kind#DIRECTIVE_END}; nothing is expanded, and no branch is left out.
 */
public final class Lexer {
  private static final List<String> SIGNS =
      List.of(
          "<<=", ">>=", "...", "->", "++", "--", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||",
          "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "##");

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int line = 1;
  private boolean lineBegins = true;
  private boolean directive;

  private Lexer(String text) {
    this.text = text;
  }

  /**
   * Splits a text.
   *
   * @param text C, or what is taken for it
   * @return its tokens
   */
  public static List<Token> tokens(String text) {
    Lexer lexer = new Lexer(text);
    lexer.run();
    return lexer.tokens;
  }

  private void run() {
    while (at < text.length()) {
      char c = text.charAt(at);
      int spliced = spliced(at);
      if (spliced > 0) {
        at += spliced;
        line++;
      } else if (c == '\n') {
        endDirective();
        lineBegins = true;
        line++;
        at++;
      } else if (Character.isWhitespace(c) || c == '\f' || c == '\uFEFF') {
        at++;
      } else if (text.startsWith("/*", at)) {
        blockComment();
      } else if (text.startsWith("//", at)) {
        lineComment();
      } else {
        token(c);
      }
    }
    endDirective();
  }

  private void token(char c) {
    if (c == '#' && lineBegins) {
      directive = true;
      add(Kind.DIRECTIVE, at + 1);
    } else if (isWordStart(c)) {
      word();
    } else if (isDigit(c)) {
      number();
    } else if (c == '"' || c == '\'') {
      quoted(at, c);
    } else {
      sign();
    }
    lineBegins = false;
  }

  private void endDirective() {
    if (directive) {
      tokens.add(new Token(Kind.DIRECTIVE_END, "", line));
      directive = false;
    }
  }

  /** How long the backslash and the end of the line are with which a line goes on; else 0. */
  private int spliced(int from) {
    if (text.charAt(from) != '\\') {
      return 0;
    }
    return text.startsWith("\n", from + 1) ? 2 : text.startsWith("\r\n", from + 1) ? 3 : 0;
  }

  private void blockComment() {
    int end = text.indexOf("*/", at + 2);
    int next = end < 0 ? text.length() : end + 2;
    for (int i = at; i < next; i++) {
      if (text.charAt(i) == '\n') {
        line++;
      }
    }
    at = next;
  }

  private void lineComment() {
    while (at < text.length() && text.charAt(at) != '\n') {
      int spliced = spliced(at);
      if (spliced > 0) {
        line++;
      }
      at += Math.max(1, spliced);
    }
  }

  private void word() {
    int end = at + 1;
    while (end < text.length() && (isWordStart(text.charAt(end)) || isDigit(text.charAt(end)))) {
      end++;
    }
    boolean prefix = end < text.length() && text.charAt(end) == '"' && end - at <= 2;
    if (prefix && text.substring(at, end).matches("L|u|U|u8")) {
      quoted(end, '"');
    } else {
      add(Kind.WORD, end);
    }
  }

  private void number() {
    int end = at + 1;
    while (end < text.length()) {
      char c = text.charAt(end);
      boolean exponent =
          (c == '+' || c == '-') && "eEpP".indexOf(text.charAt(end - 1)) >= 0 && !isHex(end);
      if (!isWordStart(c) && !isDigit(c) && c != '.' && !exponent) {
        break;
      }
      end++;
    }
    add(Kind.NUMBER, end);
  }

  /** A hexadecimal number may end with an E and be added to something. */
  private boolean isHex(int end) {
    return text.startsWith("0x", at) && "eE".indexOf(text.charAt(end - 1)) >= 0;
  }

  private void quoted(int quote, char mark) {
    StringBuilder out = new StringBuilder(text.substring(at, quote + 1));
    int end = quote + 1;
    int lines = 0;
    while (end < text.length() && text.charAt(end) != '\n') {
      char c = text.charAt(end);
      int spliced = spliced(end);
      if (spliced > 0) {
        lines++;
        end += spliced;
      } else if (c == '\\' && end + 1 < text.length() && text.charAt(end + 1) != '\n') {
        out.append(c).append(text.charAt(end + 1));
        end += 2;
      } else {
        out.append(c);
        end++;
        if (c == mark) {
          break;
        }
      }
    }
    tokens.add(new Token(Kind.TEXT, out.toString().stripTrailing(), line));
    line += lines;
    at = end;
  }

  private void sign() {
    for (String sign : SIGNS) {
      if (text.startsWith(sign, at)) {
        add(Kind.SIGN, at + sign.length());
        return;
      }
    }
    add(Kind.SIGN, at + 1);
  }

  private void add(Kind kind, int end) {
    tokens.add(new Token(kind, text.substring(at, end), line));
    at = end;
  }

  private static boolean isWordStart(char c) {
    return c == '_' || c == '$' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c > 127;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
