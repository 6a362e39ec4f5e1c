package org.rmmodel.checker.ordering;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One call of a primitive, replaced by that of a weaker one. */
final class Weakening {
  /** Takes the place of {@code atomic_add_unless}, which the model has in one strength only. */
  private static final String UNLESS = "atomic_add_unless";

  /** The other one of these; what it gives is whether the count is zero then. */
  private static final String AND_TEST = "atomic_dec_and_test";

  private Weakening() {}

  /**
   * A line of code with another call in place of one.
   *
   * @param line the line
   * @param primitive what it calls
   * @param weaker what it is to call
   * @return the line
   */
  static String of(String line, String primitive, String weaker) {
    int from = line.indexOf(primitive + "(");
    if (from < 0) {
      throw new IllegalArgumentException("no " + primitive + " in " + line.strip());
    }
    int open = from + primitive.length();
    int to = open;
    int depth = 0;
    do {
      char c = line.charAt(to++);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    } while (depth > 0);
    List<String> arguments = arguments(line.substring(open + 1, to - 1));
    String before = line.substring(0, from);
    String after = line.substring(to);
    if (primitive.equals(UNLESS)) {
      return unless(before, arguments, weaker.substring(UNLESS.length()), after);
    }
    if (primitive.equals(AND_TEST)) {
      String result = result(before, after);
      String count = "left_by_" + result;
      return "{ int %s = %s(%s); ".formatted(count, weaker, arguments.get(0))
          + "%s = %s == 0; }".formatted(result, count);
    }
    return before + call(primitive, weaker, arguments) + after;
  }

  /** The variable that a call is assigned to, which is all that its line does. */
  private static String result(String before, String after) {
    int equals = before.indexOf('=');
    if (equals < 0 || !after.strip().equals(";")) {
      throw new IllegalArgumentException("not assigned on its own: " + before.strip());
    }
    return before.substring(0, equals).strip();
  }

  private static String call(String primitive, String weaker, List<String> arguments) {
    if (weaker.equals(Primitive.NOTHING)) {
      return "";
    }
    if (weaker.equals(Primitive.PLAIN)) {
      return arguments.size() == 2 ? arguments.get(0) + " = " + arguments.get(1) : arguments.get(0);
    }
    boolean byAddress = Set.of("smp_store_release", "smp_load_acquire").contains(primitive);
    List<String> passed = new ArrayList<>(arguments);
    if (byAddress) {
      passed.set(0, "*" + passed.get(0));
    }
    return weaker + "(" + String.join(", ", passed) + ")";
  }

  /**
   * A read, and a compare-and-exchange if the count is not what it must not be. It may give up
   * where the kernel would try again, which in a test looks as if it had not been called yet.
   */
  private static String unless(String before, List<String> a, String strength, String after) {
    String result = result(before, after);
    String seen = "seen_by_" + result;
    String call =
        "atomic_cmpxchg%s(%s, %s, %s + %s)".formatted(strength, a.get(0), seen, seen, a.get(1));
    return "{ int %s = atomic_read(%s); ".formatted(seen, a.get(0))
        + "if (%s != %s) { %s = %s; ".formatted(seen, a.get(2), result, call)
        + "%s = %s == %s; } else { %s = 0; } }".formatted(result, result, seen, result);
  }

  private static List<String> arguments(String text) {
    List<String> arguments = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth == 0) {
        arguments.add(text.substring(from, i).strip());
        from = i + 1;
      }
    }
    if (!text.isBlank()) {
      arguments.add(text.substring(from).strip());
    }
    return arguments;
  }
}
