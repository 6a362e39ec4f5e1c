package org.rmmodel.checker.prove;

import java.util.List;

/** SMT-LIB terms as text. */
final class Smt {
  static final String TRUE = "true";
  static final String FALSE = "false";

  private Smt() {}

  static String and(List<String> terms) {
    return many("and", terms, TRUE, FALSE);
  }

  static String or(List<String> terms) {
    return many("or", terms, FALSE, TRUE);
  }

  private static String many(String operator, List<String> terms, String unit, String zero) {
    List<String> rest = terms.stream().filter(term -> !term.equals(unit)).toList();
    if (rest.contains(zero)) {
      return zero;
    }
    return switch (rest.size()) {
      case 0 -> unit;
      case 1 -> rest.get(0);
      default -> "(" + operator + " " + String.join(" ", rest) + ")";
    };
  }

  static String not(String term) {
    return term.equals(TRUE) ? FALSE : term.equals(FALSE) ? TRUE : "(not " + term + ")";
  }

  static String implies(String premise, String conclusion) {
    return or(List.of(not(premise), conclusion));
  }

  static String ite(String condition, String yes, String no) {
    if (yes.equals(no) || condition.equals(TRUE)) {
      return yes;
    }
    return condition.equals(FALSE) ? no : "(ite " + condition + " " + yes + " " + no + ")";
  }

  static String apply(String operator, String left, String right) {
    return "(" + operator + " " + left + " " + right + ")";
  }

  /** The equality of two elements of one sort. */
  static String same(String left, String right) {
    return left.equals(right) ? TRUE : apply("=", left, right);
  }

  /**
   * Of every element.
   *
   * @param variable the bound variable, a symbol
   * @param sort the name of the set that it is from
   * @param body what is so of it
   */
  static String forAll(String variable, String sort, String body) {
    return quantified("forall", variable, sort, body);
  }

  /**
   * Of some element.
   *
   * @param variable the bound variable, a symbol
   * @param sort the name of the set that it is from
   * @param body what is so of it
   */
  static String exists(String variable, String sort, String body) {
    return quantified("exists", variable, sort, body);
  }

  private static String quantified(String which, String variable, String sort, String body) {
    return body.equals(TRUE) || body.equals(FALSE)
        ? body
        : "(" + which + " ((" + variable + " " + sortOf(sort) + ")) " + body + ")";
  }

  static String number(String digits) {
    return digits.startsWith("-") ? "(- " + digits.substring(1) + ")" : digits;
  }

  /** A symbol, quoted if it has to be. */
  static String symbol(String name) {
    return name.matches("[A-Za-z_][A-Za-z0-9_]*") ? name : "|" + name + "|";
  }

  /** The symbol of the sort whose elements a set has, and a few strings beside it. */
  static String sortOf(String set) {
    return symbol("element of " + set);
  }

  /** The name of the symbol that says whether a set of strings has a member. */
  static String memberOf(String set, String member) {
    return set + ": " + member;
  }
}
