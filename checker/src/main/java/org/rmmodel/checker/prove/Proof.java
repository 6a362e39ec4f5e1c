package org.rmmodel.checker.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.common.BadInput;
import tla2sany.semantic.ExprNode;
import tla2sany.semantic.OpDefNode;

/**
 * That an invariant of a module is inductive, and that properties follow from it, for all values of
 * the module's constants that its assumptions allow: as obligations in SMT-LIB.
 */
public final class Proof {
  private final Task task;
  private final Translator translator;
  private final List<Obligation> obligations = new ArrayList<>();

  /**
   * What is to be proved.
   *
   * @param module the module; it lies in the specification or among its models
   * @param invariant the invariant's name
   * @param implied the properties that are to follow from it
   * @param replaced operators and the operators that take their place
   */
  public record Task(
      String module, String invariant, List<String> implied, Map<String, String> replaced) {}

  /**
   * Makes the obligations.
   *
   * @param folder the specification
   * @param task what is to be proved
   * @throws BadInput if something does not parse, does not exist, or is not translated; the message
   *     names it and its place
   */
  public Proof(SpecFolder folder, Task task) {
    this.task = task;
    CountedModule module = CountedModule.parse(folder, task.module());
    translator = new Translator(module, task.replaced());
    List<Obligation.Assertion> assumed = new ArrayList<>();
    module
        .assumptions()
        .forEach(
            assumption ->
                assumed.add(
                    new Obligation.Assertion(
                        "ASSUME, line " + assumption.getLocation().beginLine(),
                        translator.assumption(assumption))));
    ExprNode init = translator.body(module.definition("Init"));
    ExprNode invariant = translator.body(module.definition(task.invariant()));
    List<Translator.Part> parts = translator.parts(invariant);
    obligations.add(
        new Obligation(
            Obligation.Kind.INITIATION,
            "Init",
            and(assumed, new Obligation.Assertion("Init", translator.formula(init, false))),
            parts.stream()
                .map(part -> new Obligation.Assertion(part.name(), part.now()))
                .toList()));
    List<Obligation.Assertion> kept = new ArrayList<>(assumed);
    parts.forEach(part -> kept.add(new Obligation.Assertion(part.name(), part.now())));
    for (Translator.Step action : translator.actions(module.definition("Next"))) {
      obligations.add(
          new Obligation(
              Obligation.Kind.CONSECUTION,
              action.name(),
              and(kept, new Obligation.Assertion(action.name(), action.text())),
              parts.stream()
                  .map(part -> new Obligation.Assertion(part.name(), part.next()))
                  .toList()));
    }
    for (String property : task.implied()) {
      OpDefNode definition = module.definition(property);
      for (Translator.Part part : translator.parts(translator.body(definition))) {
        String name = part.name().contains(".tla:") ? property : part.name();
        obligations.add(
            new Obligation(
                Obligation.Kind.IMPLICATION,
                name,
                kept,
                List.of(new Obligation.Assertion(name, part.now()))));
      }
    }
  }

  private static List<Obligation.Assertion> and(
      List<Obligation.Assertion> some, Obligation.Assertion one) {
    List<Obligation.Assertion> all = new ArrayList<>(some);
    all.add(one);
    return all;
  }

  Task task() {
    return task;
  }

  Translator translator() {
    return translator;
  }

  List<Obligation> obligations() {
    return obligations;
  }

  /**
   * An obligation as a file that any solver can check.
   *
   * @param obligation one of this proof
   * @return SMT-LIB 2.6; its status is what the answer has to be: unsat, and unknown where an
   *     operator is replaced, as nobody claims then that it is so
   */
  String file(Obligation obligation) {
    StringBuilder out = new StringBuilder("; ");
    out.append(obligation.sentence(task.invariant())).append('\n');
    out.append("; Translated from the TLA+ module ").append(task.module());
    out.append(" by spec/check prove");
    task.replaced().forEach((name, by) -> out.append(", with ").append(name + " <- " + by));
    out.append(
        ".\n; unsat says that it is so; sat, that it is false, and the model shows where.\n");
    out.append("(set-info :smt-lib-version 2.6)\n(set-info :status ");
    out.append(task.replaced().isEmpty() ? "unsat" : "unknown").append(")\n");
    return out.append(obligation.script(declarations(), true)).toString();
  }

  /** The logic, and the declarations of all symbols, for the present state and for the next. */
  String declarations() {
    StringBuilder out = new StringBuilder();
    out.append("(set-logic ")
        .append(translator.bases().isEmpty() ? "QF_LIA" : "UFLIA")
        .append(")\n");
    translator
        .strings()
        .codes()
        .forEach(
            (string, code) ->
                out.append("(define-fun ")
                    .append(Names.symbolOf(string))
                    .append(" () Int ")
                    .append(code)
                    .append(")\n"));
    for (String base : translator.bases()) {
      out.append("(declare-sort ").append(Smt.sortOf(base)).append(" 0)\n");
      points(out, base);
    }
    translator.constants().forEach(name -> declare(out, name, translator.type(name)));
    translator.chosenOnes().forEach((name, sort) -> declare(out, name, new Type.Element(sort)));
    translator.variables().forEach(name -> declare(out, name, translator.type(name)));
    translator.variables().forEach(name -> declare(out, name + "'", translator.type(name)));
    return out.toString();
  }

  /** The strings beside a set's elements are different ones. */
  private void points(StringBuilder out, String base) {
    List<String> points =
        translator.strings().points(base).stream().map(it -> Names.pointOf(base, it)).toList();
    points.forEach(it -> declare(out, it, "", Smt.sortOf(base)));
    if (points.size() > 1) {
      out.append("(assert (distinct ").append(String.join(" ", points)).append("))\n");
    }
  }

  private static void declare(StringBuilder out, String name, Type type) {
    List<String> arguments = new ArrayList<>();
    Type range = type;
    while (range instanceof Type.Function function) {
      arguments.add(Smt.sortOf(function.domain().sort()));
      range = function.range();
    }
    if (range instanceof Type.Elements elements) {
      arguments.add(Smt.sortOf(elements.sort()));
    }
    String from = String.join(" ", arguments);
    if (range instanceof Type.Names names) {
      names
          .universe()
          .forEach(it -> declare(out, Smt.symbol(Smt.memberOf(name, it)), from, "Bool"));
    } else if (range instanceof Type.Element element) {
      declare(out, Smt.symbol(name), from, Smt.sortOf(element.sort()));
    } else {
      boolean number = range instanceof Type.Int || range instanceof Type.Name;
      declare(out, Smt.symbol(name), from, number ? "Int" : "Bool");
    }
  }

  private static void declare(StringBuilder out, String symbol, String from, String sort) {
    out.append("(declare-fun ").append(symbol).append(" (").append(from).append(") ");
    out.append(sort).append(")\n");
  }
}
