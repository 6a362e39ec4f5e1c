package org.rmmodel.checker.tlc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A value of TLA+, as TLC prints it in a counterexample. */
public sealed interface TlaValue {

  /**
   * The value as a short text.
   *
   * @return strings without quotes, everything else as TLA+ writes it
   */
  String text();

  /**
   * The value as TLA+ writes it.
   *
   * @return what {@link TlaValueParser#parse} reads as this value
   */
  default String source() {
    if (this instanceof Str string) {
      return '"'
          + string
              .value()
              .replace("\\", "\\\\")
              .replace("\"", "\\\"")
              .replace("\n", "\\n")
              .replace("\t", "\\t")
          + '"';
    }
    if (this instanceof SetOf set) {
      return set.elements().stream()
          .map(TlaValue::source)
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (this instanceof Tuple tuple) {
      return tuple.elements().stream()
          .map(TlaValue::source)
          .collect(Collectors.joining(", ", "<<", ">>"));
    }
    if (this instanceof Function function) {
      return function.entries().entrySet().stream()
          .map(entry -> entry.getKey().source() + " :> " + entry.getValue().source())
          .collect(Collectors.joining(" @@ ", "(", ")"));
    }
    return text();
  }

  /**
   * A number.
   *
   * @param value its value
   */
  record Num(long value) implements TlaValue {
    @Override
    public String text() {
      return Long.toString(value);
    }
  }

  /**
   * A truth value.
   *
   * @param value its value
   */
  record Bool(boolean value) implements TlaValue {
    @Override
    public String text() {
      return value ? "TRUE" : "FALSE";
    }
  }

  /**
   * A string.
   *
   * @param value its characters
   */
  record Str(String value) implements TlaValue {
    @Override
    public String text() {
      return value;
    }
  }

  /**
   * A model value of the cfg.
   *
   * @param name its name
   */
  record ModelValue(String name) implements TlaValue {
    @Override
    public String text() {
      return name;
    }
  }

  /**
   * A set.
   *
   * @param elements its elements, as TLC ordered them
   */
  record SetOf(List<TlaValue> elements) implements TlaValue {
    @Override
    public String text() {
      return elements.stream().map(TlaValue::text).collect(Collectors.joining(", ", "{", "}"));
    }
  }

  /**
   * A tuple or sequence.
   *
   * @param elements its elements
   */
  record Tuple(List<TlaValue> elements) implements TlaValue {
    @Override
    public String text() {
      return elements.stream().map(TlaValue::text).collect(Collectors.joining(", ", "<<", ">>"));
    }
  }

  /**
   * A function, or a record, which is a function on strings.
   *
   * @param entries arguments and results
   */
  record Function(Map<TlaValue, TlaValue> entries) implements TlaValue {
    @Override
    public String text() {
      return entries.entrySet().stream()
          .map(entry -> entry.getKey().text() + " :> " + entry.getValue().text())
          .collect(Collectors.joining(" @@ ", "(", ")"));
    }
  }

  /**
   * Something that TLC does not print as one of the above, such as a set of functions.
   *
   * @param text what it printed
   */
  record Opaque(String text) implements TlaValue {}

  /**
   * The value as a map from the arguments' texts.
   *
   * @return the entries of a function, a record or a tuple; empty for anything else
   */
  default Map<String, TlaValue> asMap() {
    Map<String, TlaValue> map = new LinkedHashMap<>();
    if (this instanceof Function function) {
      function.entries().forEach((argument, result) -> map.put(argument.text(), result));
    } else if (this instanceof Tuple tuple) {
      for (int i = 0; i < tuple.elements().size(); i++) {
        map.put(Integer.toString(i + 1), tuple.elements().get(i));
      }
    }
    return map;
  }
}
