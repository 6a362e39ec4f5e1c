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
    for (OpDefNode action : translator.actions(module.definition("Next"))) {
      obligations.add(
          new Obligation(
              Obligation.Kind.CONSECUTION,
              action.getName().toString(),
              and(
                  kept,
                  new Obligation.Assertion(
                      action.getName().toString(),
                      translator.formula(translator.body(action), false))),
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
    out.append("(set-logic QF_LIA)\n");
    translator
        .codes()
        .forEach(
            (string, code) ->
                out.append("(define-fun ")
                    .append(Translator.symbolOf(string))
                    .append(" () Int ")
                    .append(code)
                    .append(")\n"));
    translator.constants().forEach(name -> declare(out, name, false));
    translator.variables().forEach(name -> declare(out, name, false));
    translator.variables().forEach(name -> declare(out, name, true));
    return out.toString();
  }

  private void declare(StringBuilder out, String name, boolean primed) {
    switch (translator.sort(name)) {
      case NUMBER, NAME -> declare(out, Translator.symbol(name, primed), "Int");
      case TRUTH -> declare(out, Translator.symbol(name, primed), "Bool");
      case NAMES ->
          translator
              .universe(name)
              .forEach(it -> declare(out, Translator.member(name, it, primed), "Bool"));
    }
  }

  private static void declare(StringBuilder out, String symbol, String sort) {
    out.append("(declare-const ").append(symbol).append(' ').append(sort).append(")\n");
  }
}
