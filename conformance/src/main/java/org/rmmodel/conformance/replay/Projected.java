package org.rmmodel.conformance.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A state, as far as specification and implementation both have it: each variable, and of a
 * function each argument, with what it holds as a text.
 *
 * @param values for example {@code state[m]} and {@code LIVE}
 */
record Projected(SortedMap<String, String> values) {
  /** Nothing yet. */
  static Projected empty() {
    return new Projected(new TreeMap<>());
  }

  void put(String variable, String value) {
    values.put(variable, value);
  }

  void put(String variable, String argument, String value) {
    values.put(variable + "[" + argument + "]", value);
  }

  String get(String variable, String argument) {
    String value = values.get(variable + "[" + argument + "]");
    if (value == null) {
      throw new IllegalStateException("no " + variable + "[" + argument + "] in " + values);
    }
    return value;
  }

  /** Where two states differ, a line each; empty if they do not. */
  List<String> differences(Projected java) {
    List<String> lines = new ArrayList<>();
    TreeMap<String, String> all = new TreeMap<>(values);
    all.putAll(java.values);
    for (Map.Entry<String, String> entry : all.entrySet()) {
      String ours = values.getOrDefault(entry.getKey(), "(nothing)");
      String theirs = java.values.getOrDefault(entry.getKey(), "(nothing)");
      if (!ours.equals(theirs)) {
        lines.add(entry.getKey() + ": TLA+ " + ours + ", Java " + theirs);
      }
    }
    return lines;
  }
}
