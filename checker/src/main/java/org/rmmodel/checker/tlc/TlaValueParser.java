package org.rmmodel.checker.tlc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parses the values that TLC prints: numbers, strings, truth values, model values, sets, intervals,
 * tuples, records and functions such as {@code (a :> 1 @@ b :> 2)}.
 */
public final class TlaValueParser {
  private static final int DEEPEST = 50;
  private static final long LONGEST_INTERVAL = 10_000;

  private final String text;
  private int at;
  private int depth;

  private TlaValueParser(String text) {
    this.text = text;
  }

  /**
   * Parses one value.
   *
   * @param text the value's text, over any number of lines
   * @return the value; {@link TlaValue.Opaque} if it is none of those that this parser knows
   */
  public static TlaValue parse(String text) {
    TlaValueParser parser = new TlaValueParser(text);
    try {
      TlaValue value = parser.value();
      parser.space();
      if (parser.at == text.length()) {
        return value;
      }
    } catch (Unreadable | NumberFormatException e) {
      // Shown as it stands.
    }
    return new TlaValue.Opaque(text.replaceAll("\\s+", " ").strip());
  }

  private static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable() {
      super(null, null, false, false);
    }
  }

  private void space() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private boolean skip(String token) {
    space();
    if (text.startsWith(token, at)) {
      at += token.length();
      return true;
    }
    return false;
  }

  private void expect(String token) {
    if (!skip(token)) {
      throw new Unreadable();
    }
  }

  private TlaValue value() {
    if (++depth > DEEPEST) {
      throw new Unreadable();
    }
    TlaValue value = unlimitedValue();
    depth--;
    return value;
  }

  private TlaValue unlimitedValue() {
    if (skip("<<")) {
      return new TlaValue.Tuple(list(">>"));
    }
    if (skip("{")) {
      return new TlaValue.SetOf(list("}"));
    }
    if (skip("[")) {
      return record();
    }
    if (skip("(")) {
      return function();
    }
    if (skip("\"")) {
      return string();
    }
    String word = word();
    if (word.equals("TRUE") || word.equals("FALSE")) {
      return new TlaValue.Bool(word.equals("TRUE"));
    }
    if (Character.isLetter(word.charAt(0)) || word.charAt(0) == '_') {
      return new TlaValue.ModelValue(word);
    }
    long first = Long.parseLong(word);
    return skip("..") ? interval(first, Long.parseLong(word())) : new TlaValue.Num(first);
  }

  private String word() {
    space();
    int begin = at;
    if (at < text.length() && text.charAt(at) == '-') {
      at++;
    }
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
      at++;
    }
    if (at == begin) {
      throw new Unreadable();
    }
    return text.substring(begin, at);
  }

  private TlaValue interval(long first, long last) {
    if (last - first > LONGEST_INTERVAL) {
      throw new Unreadable();
    }
    List<TlaValue> elements = new ArrayList<>();
    for (long i = first; i <= last; i++) {
      elements.add(new TlaValue.Num(i));
    }
    return new TlaValue.SetOf(elements);
  }

  private List<TlaValue> list(String end) {
    List<TlaValue> elements = new ArrayList<>();
    if (!skip(end)) {
      do {
        elements.add(value());
      } while (skip(","));
      expect(end);
    }
    return elements;
  }

  private TlaValue record() {
    Map<TlaValue, TlaValue> entries = new LinkedHashMap<>();
    do {
      TlaValue field = new TlaValue.Str(word());
      expect("|->");
      entries.put(field, value());
    } while (skip(","));
    expect("]");
    return new TlaValue.Function(entries);
  }

  private TlaValue function() {
    Map<TlaValue, TlaValue> entries = new LinkedHashMap<>();
    do {
      TlaValue argument = value();
      expect(":>");
      entries.put(argument, value());
    } while (skip("@@"));
    expect(")");
    return new TlaValue.Function(entries);
  }

  private TlaValue string() {
    StringBuilder value = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return new TlaValue.Str(value.toString());
      }
      if (c == '\\' && at < text.length()) {
        char escaped = text.charAt(at++);
        value.append(
            switch (escaped) {
              case 'n' -> '\n';
              case 't' -> '\t';
              default -> escaped;
            });
      } else {
        value.append(c);
      }
    }
    throw new Unreadable();
  }
}
