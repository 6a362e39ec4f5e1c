package org.rmmodel.checker.prove;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A TLA+ expression as SMT-LIB text, with what it is. */
sealed interface Term {
  /**
   * An integer.
   *
   * @param text an SMT-LIB term of sort Int
   */
  record Int(String text) implements Term {}

  /**
   * A truth value.
   *
   * @param text an SMT-LIB term of sort Bool
   */
  record Truth(String text) implements Term {}

  /**
   * A string. Every string of the specification is a number of its own.
   *
   * @param text an SMT-LIB term of sort Int
   * @param choice of which two strings it is one, if that is known
   */
  record Name(String text, Optional<Choice> choice) implements Term {
    Name(String text) {
      this(text, Optional.empty());
    }
  }

  /**
   * One string or another.
   *
   * @param condition an SMT-LIB term of sort Bool
   * @param yes the string if it is true
   * @param no the string if it is not
   */
  record Choice(String condition, Name yes, Name no) {}

  /**
   * A set of strings.
   *
   * @param members for each string that may be in it an SMT-LIB term of sort Bool that says whether
   *     it is
   */
  record Names(Map<String, String> members) implements Term {}

  /**
   * An element of a set of which nothing is known.
   *
   * @param text an SMT-LIB term
   * @param sort the set's name
   */
  record Element(String text, String sort) implements Term {}

  /**
   * A set of such elements.
   *
   * @param sort the name of the set that they are from
   * @param contains of an element's text an SMT-LIB term of sort Bool that says whether it is in it
   */
  record Elements(String sort, UnaryOperator<String> contains) implements Term {}

  /**
   * A function from such elements.
   *
   * @param domain where it is defined
   * @param at its value for an element's text
   */
  record Function(Elements domain, java.util.function.Function<String, Term> at) implements Term {}

  /**
   * What it is, in words.
   *
   * @return for example {@code a number}
   */
  default String words() {
    if (this instanceof Int) {
      return "a number";
    }
    if (this instanceof Truth) {
      return "a truth value";
    }
    if (this instanceof Name) {
      return "a string";
    }
    if (this instanceof Names) {
      return "a set of strings";
    }
    if (this instanceof Element element) {
      return "an element of " + element.sort();
    }
    return this instanceof Elements set ? "a set of elements of " + set.sort() : "a function";
  }

  /**
   * A variable's or a constant's value.
   *
   * @param type what it ranges over
   * @param name its name, and a prime if it is about the next state
   * @param arguments the elements that it is applied to
   */
  static Term of(Type type, String name, List<String> arguments) {
    if (type instanceof Type.Int) {
      return new Int(applied(name, arguments));
    }
    if (type instanceof Type.Truth) {
      return new Truth(applied(name, arguments));
    }
    if (type instanceof Type.Name) {
      return new Name(applied(name, arguments));
    }
    if (type instanceof Type.Names names) {
      return new Names(
          names.universe().stream()
              .collect(
                  Collectors.toMap(
                      it -> it,
                      it -> applied(Smt.memberOf(name, it), arguments),
                      (a, b) -> a,
                      java.util.LinkedHashMap::new)));
    }
    if (type instanceof Type.Element element) {
      return new Element(applied(name, arguments), element.sort());
    }
    if (type instanceof Type.Elements elements) {
      return new Elements(elements.sort(), it -> applied(name, with(arguments, it)));
    }
    Type.Function function = (Type.Function) type;
    return new Function(function.domain(), it -> of(function.range(), name, with(arguments, it)));
  }

  private static String applied(String name, List<String> arguments) {
    return arguments.isEmpty()
        ? Smt.symbol(name)
        : "(" + Smt.symbol(name) + " " + String.join(" ", arguments) + ")";
  }

  private static List<String> with(List<String> arguments, String one) {
    return Stream.concat(arguments.stream(), Stream.of(one)).toList();
  }
}
