package org.rmmodel.checker.ordering;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a litmus test, in which statements are made weaker. A statement is one line, and a
 * thread begins on a line of its own, as in all tests of the protocol.
 */
final class TestText {
  private static final Pattern CALL = Pattern.compile("\\b([A-Za-z_]\\w*)\\s*\\(");
  private static final Pattern THREAD = Pattern.compile("^P\\d+\\s*\\(.*");
  private static final String CONDITIONAL = "if";

  private final List<String> lines;

  TestText(String text) {
    this.lines = List.of(text.split("\n", -1));
  }

  /** The primitives that a line calls; {@link Primitive#PLAIN} alone if it calls none. */
  Set<String> primitives(int line) {
    String code = code(line);
    Set<String> names = new LinkedHashSet<>();
    Matcher call = CALL.matcher(code);
    while (call.find()) {
      if (!call.group(1).equals(CONDITIONAL)) {
        names.add(call.group(1));
      }
    }
    return names.isEmpty() ? Set.of(Primitive.PLAIN) : names;
  }

  private String code(int line) {
    return lines.get(line - 1).replaceAll("/\\*.*", "");
  }

  /**
   * The test with a primitive made weaker on some lines. What is taken away is taken away with its
   * partner, in the whole thread.
   */
  String weaken(Set<Integer> at, Primitive primitive, String weaker) {
    List<String> out = new ArrayList<>(lines);
    for (int line : at) {
      if (weaker.equals(Primitive.NOTHING) && primitive.partner().isPresent()) {
        takeAway(out, line, primitive);
      } else {
        out.set(line - 1, Weakening.of(code(line), primitive.name(), weaker));
      }
    }
    return String.join("\n", out);
  }

  private void takeAway(List<String> out, int line, Primitive primitive) {
    List<String> names = List.of(primitive.name(), primitive.partner().orElseThrow());
    String argument = argument(code(line), primitive.name());
    int from = line - 1;
    while (from > 0 && !THREAD.matcher(lines.get(from)).matches()) {
      from--;
    }
    for (int i = from + 1; i < lines.size() && !THREAD.matcher(lines.get(i)).matches(); i++) {
      for (String name : names) {
        if (primitives(i + 1).contains(name) && argument(code(i + 1), name).equals(argument)) {
          out.set(i, Weakening.of(code(i + 1), name, Primitive.NOTHING));
        }
      }
    }
  }

  private static String argument(String code, String name) {
    int open = code.indexOf(name + "(") + name.length();
    return code.substring(open, code.indexOf(')', open));
  }
}
