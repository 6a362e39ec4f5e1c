package org.rmmodel.checker.prove;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;

/** What can be said of two values: that they are equal, in each other, joined, or chosen from. */
final class Values {
  private static final String ANY = "it";

  private final Names strings;

  Values(Names strings) {
    this.strings = strings;
  }

  /** Two values that do not go together. */
  static final class Mismatch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Mismatch(Term left, String verb, Term right) {
      super(left.words() + " " + verb + " " + right.words());
    }
  }

  /**
   * That two values are equal; functions, where they are defined.
   *
   * @throws Mismatch if they are of different kinds
   */
  String equal(Term left, Term right) {
    if (left instanceof Term.Int a && right instanceof Term.Int b) {
      return Smt.apply("=", a.text(), b.text());
    }
    if (left instanceof Term.Truth a && right instanceof Term.Truth b) {
      return Smt.apply("=", a.text(), b.text());
    }
    if (left instanceof Term.Name a && right instanceof Term.Name b) {
      return Smt.apply("=", a.text(), b.text());
    }
    if (left instanceof Term.Names a && right instanceof Term.Names b) {
      return Smt.and(
          together(a, b, (x, y) -> Smt.apply("=", x, y)).values().stream()
              .map(it -> it.equals("(= false false)") ? Smt.TRUE : it)
              .toList());
    }
    if (left instanceof Term.Element a) {
      return Smt.same(a.text(), elementLike(a, right).text());
    }
    if (right instanceof Term.Element) {
      return equal(right, left);
    }
    if (left instanceof Term.Elements a) {
      Term.Elements b = setLike(a, right);
      String it = strings.fresh(ANY);
      String in = a.contains().apply(it);
      String alsoIn = b.contains().apply(it);
      return Smt.forAll(
          it,
          a.sort(),
          alsoIn.equals(Smt.FALSE)
              ? Smt.not(in)
              : in.equals(Smt.FALSE) ? Smt.not(alsoIn) : Smt.apply("=", in, alsoIn));
    }
    if (right instanceof Term.Elements) {
      return equal(right, left);
    }
    if (left instanceof Term.Function a && right instanceof Term.Function b) {
      haveOneDomain(a, b);
      String it = strings.fresh(ANY);
      return Smt.forAll(
          it,
          a.domain().sort(),
          Smt.implies(a.domain().contains().apply(it), equal(a.at().apply(it), b.at().apply(it))));
    }
    throw new Mismatch(left, "is compared with", right);
  }

  private static void haveOneDomain(Term.Function a, Term.Function b) {
    if (!a.domain().sort().equals(b.domain().sort())
        || !a.domain().contains().apply(ANY).equals(b.domain().contains().apply(ANY))) {
      throw new Mismatch(a, "is compared, on another domain, with", b);
    }
  }

  /** A value as an element of the set that another one is from. */
  private Term.Element elementLike(Term.Element one, Term other) {
    if (other instanceof Term.Element it && it.sort().equals(one.sort())) {
      return it;
    }
    if (other instanceof Term.Name name) {
      return new Term.Element(pointLike(one, name), one.sort());
    }
    throw new Mismatch(one, "is compared with", other);
  }

  /** A string, or one of several, as what a variable may be beside an element. */
  private String pointLike(Term.Element one, Term.Name name) {
    if (name.choice().isPresent()) {
      Term.Choice choice = name.choice().get();
      return Smt.ite(choice.condition(), pointLike(one, choice.yes()), pointLike(one, choice.no()));
    }
    return strings
        .literal(name)
        .map(it -> strings.point(one.sort(), it))
        .orElseThrow(() -> new Mismatch(one, "is compared with", name));
  }

  /** A value as a set of elements of the set that another one's are from. */
  private Term.Elements setLike(Term.Elements one, Term other) {
    if (other instanceof Term.Elements it && it.sort().equals(one.sort())) {
      return it;
    }
    if (other instanceof Term.Names names) {
      return new Term.Elements(
          one.sort(),
          it ->
              Smt.or(
                  names.members().entrySet().stream()
                      .map(
                          entry ->
                              Smt.and(
                                  List.of(
                                      entry.getValue(),
                                      Smt.same(it, strings.point(one.sort(), entry.getKey())))))
                      .toList()));
    }
    throw new Mismatch(one, "is compared with", other);
  }

  /**
   * That a value is in a set.
   *
   * @throws Mismatch if it can have no such element
   */
  String isIn(Term element, Term set) {
    if (set instanceof Term.Elements all && element instanceof Term.Element one) {
      if (!all.sort().equals(one.sort())) {
        throw new Mismatch(one, "is looked for in", all);
      }
      return all.contains().apply(one.text());
    }
    if (set instanceof Term.Elements all && element instanceof Term.Name name) {
      return all.contains().apply(element(name, all.sort()).text());
    }
    if (set instanceof Term.Names all && element instanceof Term.Element one) {
      return setLike(new Term.Elements(one.sort(), it -> Smt.FALSE), all)
          .contains()
          .apply(one.text());
    }
    if (set instanceof Term.Names all && element instanceof Term.Name name) {
      return strings
          .literal(name)
          .map(it -> all.members().getOrDefault(it, Smt.FALSE))
          .orElseGet(
              () ->
                  Smt.or(
                      all.members().entrySet().stream()
                          .map(
                              it ->
                                  Smt.and(
                                      List.of(
                                          it.getValue(),
                                          Smt.apply("=", name.text(), strings.code(it.getKey())))))
                          .toList()));
    }
    throw new Mismatch(element, "is looked for in", set);
  }

  /**
   * That a set is a part of another one.
   *
   * @throws Mismatch if they are no sets, or of different kinds
   */
  String isSubset(Term left, Term right) {
    if (left instanceof Term.Names a && right instanceof Term.Names b) {
      return Smt.and(
          a.members().entrySet().stream()
              .map(
                  it ->
                      Smt.implies(it.getValue(), b.members().getOrDefault(it.getKey(), Smt.FALSE)))
              .toList());
    }
    if (left instanceof Term.Elements || right instanceof Term.Elements) {
      Term.Elements a = asSet(left, right);
      Term.Elements b = asSet(right, left);
      String it = strings.fresh(ANY);
      return Smt.forAll(it, a.sort(), Smt.implies(a.contains().apply(it), b.contains().apply(it)));
    }
    throw new Mismatch(left, "is compared with", right);
  }

  private Term.Elements asSet(Term one, Term other) {
    if (one instanceof Term.Elements it) {
      return it;
    }
    if (other instanceof Term.Elements it) {
      return setLike(it, one);
    }
    throw new Mismatch(one, "is joined with", other);
  }

  /**
   * A set made of two.
   *
   * @param how of whether each has an element, whether the new one has it
   * @throws Mismatch if they are no sets, or of different kinds
   */
  Term combined(Term left, Term right, BinaryOperator<String> how) {
    if (left instanceof Term.Names a && right instanceof Term.Names b) {
      Map<String, String> members = together(a, b, how);
      members.values().removeIf(Smt.FALSE::equals);
      return new Term.Names(members);
    }
    Term.Elements a = asSet(left, right);
    Term.Elements b = asSet(right, left);
    if (!a.sort().equals(b.sort())) {
      throw new Mismatch(a, "is joined with", b);
    }
    return new Term.Elements(
        a.sort(), it -> how.apply(a.contains().apply(it), b.contains().apply(it)));
  }

  private static Map<String, String> together(
      Term.Names a, Term.Names b, BinaryOperator<String> how) {
    Set<String> all = new LinkedHashSet<>(a.members().keySet());
    all.addAll(b.members().keySet());
    Map<String, String> members = new LinkedHashMap<>();
    for (String it : all) {
      members.put(
          it,
          how.apply(
              a.members().getOrDefault(it, Smt.FALSE), b.members().getOrDefault(it, Smt.FALSE)));
    }
    return members;
  }

  /**
   * One of two values.
   *
   * @throws Mismatch if they are of different kinds
   */
  Term chosen(String condition, Term yes, Term no) {
    if (yes instanceof Term.Int a && no instanceof Term.Int b) {
      return new Term.Int(Smt.ite(condition, a.text(), b.text()));
    }
    if (yes instanceof Term.Truth a && no instanceof Term.Truth b) {
      return new Term.Truth(Smt.ite(condition, a.text(), b.text()));
    }
    if (yes instanceof Term.Name a && no instanceof Term.Name b) {
      return new Term.Name(
          Smt.ite(condition, a.text(), b.text()), Optional.of(new Term.Choice(condition, a, b)));
    }
    if (yes instanceof Term.Element a) {
      return new Term.Element(Smt.ite(condition, a.text(), elementLike(a, no).text()), a.sort());
    }
    if (no instanceof Term.Element b) {
      return new Term.Element(Smt.ite(condition, elementLike(b, yes).text(), b.text()), b.sort());
    }
    if (yes instanceof Term.Function a && no instanceof Term.Function b) {
      haveOneDomain(a, b);
      return new Term.Function(
          a.domain(), it -> chosen(condition, a.at().apply(it), b.at().apply(it)));
    }
    if (yes instanceof Term.Names || yes instanceof Term.Elements) {
      return combined(yes, no, (a, b) -> Smt.ite(condition, a, b));
    }
    throw new Mismatch(yes, "is an alternative to", no);
  }

  /**
   * A function that differs from another one for one argument.
   *
   * @param function the other one
   * @param argument the argument, an element's text
   * @param value the value for it
   */
  Term.Function except(Term.Function function, String argument, Term value) {
    return new Term.Function(
        function.domain(), it -> chosen(Smt.same(it, argument), value, function.at().apply(it)));
  }

  /** A term as an element of a set that is quantified over, or applied to. */
  Term.Element element(Term term, String sort) {
    return elementLike(new Term.Element("", sort), term);
  }

  /** The set of some elements. */
  Term.Elements enumerated(List<Term> elements, String sort) {
    List<String> texts = new ArrayList<>();
    elements.forEach(it -> texts.add(element(it, sort).text()));
    return new Term.Elements(
        sort, it -> Smt.or(texts.stream().map(text -> Smt.same(it, text)).toList()));
  }
}
