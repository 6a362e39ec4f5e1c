package org.rmmodel.checker.prove;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The strings of a module: each a number of its own, or a point beside a set's elements. */
final class Names {
  private final Map<String, Integer> codes = new TreeMap<>();
  private final Map<String, Set<String>> points = new TreeMap<>();
  private int bound;

  /** The number of a string, under a name that can be read. */
  String code(String string) {
    codes.computeIfAbsent(string, it -> codes.size() + 1);
    return symbolOf(string);
  }

  /** The symbol that stands for a string's number. */
  static String symbolOf(String string) {
    return Smt.symbol("\"" + string + "\"");
  }

  /** The string that a term is, if it is one and no variable. */
  Optional<String> literal(Term.Name name) {
    return codes.keySet().stream().filter(it -> symbolOf(it).equals(name.text())).findFirst();
  }

  /** A string as what a variable may be beside an element of a set. */
  String point(String sort, String string) {
    points.computeIfAbsent(sort, it -> new TreeSet<>()).add(string);
    return pointOf(sort, string);
  }

  /** The symbol of a string beside a set's elements. */
  static String pointOf(String sort, String string) {
    return Smt.symbol(Smt.memberOf(sort, "\"" + string + "\""));
  }

  /** The strings that were met, each with its number. */
  Map<String, Integer> codes() {
    return codes;
  }

  /** The strings that were met beside a set's elements, by the set. */
  Set<String> points(String sort) {
    return points.getOrDefault(sort, Set.of());
  }

  /** A variable to be bound that nothing else is called. */
  String fresh(String name) {
    bound++;
    return Smt.symbol(name + "." + bound);
  }
}
