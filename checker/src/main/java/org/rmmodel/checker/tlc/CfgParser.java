package org.rmmodel.checker.tlc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.NearestNames;

/**
 * Parses TLC's configuration files. TLC itself stops with an exception at some errors and overlooks
 * others (a constant given twice), so that its word is not relied on.
 */
public final class CfgParser {
  private static final Set<String> KEYWORDS =
      Set.of(
          "CONSTANT",
          "CONSTANTS",
          "SPECIFICATION",
          "INIT",
          "NEXT",
          "INVARIANT",
          "INVARIANTS",
          "PROPERTY",
          "PROPERTIES",
          "CONSTRAINT",
          "CONSTRAINTS",
          "ACTION_CONSTRAINT",
          "ACTION_CONSTRAINTS",
          "SYMMETRY",
          "VIEW",
          "CHECK_DEADLOCK");
  private static final Pattern TOKEN =
      Pattern.compile(
          "[A-Za-z_][A-Za-z0-9_!]*|-?[0-9]+|\"(?:[^\"\\\\\n]|\\\\.)*+\"|<-|[={},\\[\\]]");

  private record Token(String text, int line) {
    boolean isName() {
      return (Character.isLetter(text.charAt(0)) || text.charAt(0) == '_')
          && !KEYWORDS.contains(text);
    }
  }

  private final String file;
  private final int firstLine;
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private final Map<String, Cfg.Value> constants = new LinkedHashMap<>();
  private final Map<String, Cfg.Name> substitutions = new LinkedHashMap<>();
  private final List<Cfg.Statement> specification = new ArrayList<>();
  private final List<Cfg.Statement> rest = new ArrayList<>();
  private final List<Cfg.Name> invariants = new ArrayList<>();
  private final List<Cfg.Name> properties = new ArrayList<>();
  private Optional<Boolean> deadlock = Optional.empty();

  private CfgParser(String file, int firstLine, String text) {
    this.file = file;
    this.firstLine = firstLine;
    this.text = text;
  }

  /**
   * Parses a cfg.
   *
   * @param file its name for messages
   * @param text its text
   * @return what it says
   * @throws BadInput with file and line, at the first error
   */
  public static Cfg parse(String file, String text) {
    CfgParser parser = new CfgParser(file, 1, text);
    parser.statements();
    if (parser.specification.isEmpty()) {
      throw new BadInput(file + ": neither SPECIFICATION nor INIT and NEXT");
    }
    return parser.cfg();
  }

  /**
   * Parses the file of the defaults, which gives constants alone.
   *
   * @param file its name for messages
   * @param text its text
   * @return the constants
   * @throws BadInput with file and line, at the first error
   */
  public static Cfg parseDefaults(String file, String text) {
    CfgParser parser = new CfgParser(file, 1, text);
    parser.statements();
    Cfg cfg = parser.cfg();
    if (!cfg.specification().isEmpty()
        || !cfg.rest().isEmpty()
        || cfg.deadlock().isPresent()
        || !cfg.propertyNames().isEmpty()) {
      throw new BadInput(file + ": the defaults are constants alone");
    }
    return cfg;
  }

  /**
   * Parses one constant's value outside a cfg.
   *
   * @param file the file that it stands in, for messages
   * @param line its line there
   * @param text {@code Constant = value} or {@code Operator <- operator}
   * @return the one constant
   * @throws BadInput with file and line, at the first error
   */
  public static Cfg parseConstant(String file, int line, String text) {
    CfgParser parser = new CfgParser(file, line, text);
    parser.tokenize();
    parser.constant();
    if (parser.at < parser.tokens.size()) {
      throw parser.error(line, "one constant is expected, not also " + parser.here());
    }
    return parser.cfg();
  }

  private void statements() {
    tokenize();
    while (at < tokens.size()) {
      statement();
    }
  }

  private Cfg cfg() {
    return new Cfg(
        file, constants, substitutions, specification, rest, deadlock, invariants, properties);
  }

  private void tokenize() {
    Matcher matcher = TOKEN.matcher(text);
    int line = firstLine;
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c)) {
        line += c == '\n' ? 1 : 0;
        i++;
      } else if (text.startsWith("\\*", i)) {
        int end = text.indexOf('\n', i);
        i = end < 0 ? text.length() : end;
      } else if (text.startsWith("(*", i)) {
        int end = text.indexOf("*)", i + 2);
        if (end < 0) {
          throw error(line, "the comment (* has no end");
        }
        line += (int) text.substring(i, end).chars().filter(ch -> ch == '\n').count();
        i = end + 2;
      } else if (matcher.region(i, text.length()).lookingAt()) {
        tokens.add(new Token(matcher.group(), line));
        i = matcher.end();
      } else {
        throw error(line, c == '"' ? "the string has no end" : "unexpected character " + c);
      }
    }
  }

  private BadInput error(int line, String what) {
    return new BadInput(file + ":" + line + ": " + what);
  }

  private int lineHere() {
    return at < tokens.size()
        ? tokens.get(at).line()
        : tokens.isEmpty() ? firstLine : tokens.get(tokens.size() - 1).line();
  }

  private String here() {
    return at < tokens.size() ? tokens.get(at).text() : "the end of the file";
  }

  private boolean nameHere() {
    return at < tokens.size() && tokens.get(at).isName();
  }

  private boolean skip(String text) {
    if (at < tokens.size() && tokens.get(at).text().equals(text)) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(String text) {
    if (!skip(text)) {
      throw error(lineHere(), "expected " + text + " instead of " + here());
    }
  }

  private Cfg.Name name(String what) {
    if (!nameHere()) {
      throw error(lineHere(), "expected " + what + " instead of " + here());
    }
    Token token = tokens.get(at++);
    return new Cfg.Name(token.text(), token.line());
  }

  private void statement() {
    Token keyword = tokens.get(at);
    if (!KEYWORDS.contains(keyword.text())) {
      throw error(
          keyword.line(),
          "expected a keyword instead of "
              + keyword.text()
              + NearestNames.hint(keyword.text(), KEYWORDS));
    }
    at++;
    switch (keyword.text()) {
      case "CONSTANT", "CONSTANTS" -> {
        while (nameHere()) {
          constant();
        }
      }
      case "SPECIFICATION", "INIT", "NEXT" -> once(keyword);
      case "INVARIANT", "INVARIANTS" -> aim(keyword, invariants);
      case "PROPERTY", "PROPERTIES" -> aim(keyword, properties);
      case "CHECK_DEADLOCK" -> {
        boolean check = skip("TRUE");
        if (!check && !skip("FALSE")) {
          throw error(lineHere(), "expected TRUE or FALSE instead of " + here());
        }
        deadlock = Optional.of(check);
      }
      default -> names(keyword).forEach(name -> rest.add(new Cfg.Statement(keyword.text(), name)));
    }
  }

  private void once(Token keyword) {
    if (keyword.text().equals("SPECIFICATION") && !specification.isEmpty()) {
      throw error(keyword.line(), "a second " + keyword.text());
    }
    specification.add(new Cfg.Statement(keyword.text(), name("a name after " + keyword.text())));
  }

  private List<Cfg.Name> names(Token keyword) {
    List<Cfg.Name> names = new ArrayList<>();
    do {
      names.add(name("a name after " + keyword.text()));
    } while (nameHere());
    return names;
  }

  private void aim(Token keyword, List<Cfg.Name> list) {
    for (Cfg.Name name : names(keyword)) {
      if (list.stream().anyMatch(other -> other.text().equals(name.text()))) {
        throw error(name.line(), name.text() + " is listed twice");
      }
      list.add(name);
    }
  }

  private void constant() {
    Cfg.Name constant = name("a constant");
    if (constants.containsKey(constant.text()) || substitutions.containsKey(constant.text())) {
      throw error(constant.line(), constant.text() + " has a value already");
    }
    if (skip("<-")) {
      substitutions.put(constant.text(), name("an operator after <-"));
    } else if (skip("=")) {
      constants.put(constant.text(), value(constant.line()));
    } else {
      throw error(
          lineHere(), "expected = or <- after " + constant.text() + " instead of " + here());
    }
  }

  private Cfg.Value value(int line) {
    if (skip("{")) {
      Set<String> elements = new LinkedHashSet<>();
      if (!skip("}")) {
        do {
          elements.add(value(line).text());
        } while (skip(","));
        expect("}");
      }
      return new Cfg.Value(line, true, elements.size(), "{" + String.join(", ", elements) + "}");
    }
    if (at < tokens.size()) {
      Token token = tokens.get(at);
      char first = token.text().charAt(0);
      if (token.isName() || first == '"' || first == '-' || Character.isDigit(first)) {
        at++;
        return new Cfg.Value(line, false, 0, token.text());
      }
    }
    throw error(lineHere(), "expected a value instead of " + here());
  }
}
