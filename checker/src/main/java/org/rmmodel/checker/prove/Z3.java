package org.rmmodel.checker.prove;

import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Context;
import com.microsoft.z3.Model;
import com.microsoft.z3.Params;
import com.microsoft.z3.Solver;
import com.microsoft.z3.Status;
import com.microsoft.z3.Z3Exception;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rmmodel.checker.tlc.TlaValue;
import org.rmmodel.common.OneLine;

/** Z3, asked for one obligation after another. */
final class Z3 implements AutoCloseable {
  /** A counterexample with few tasks says more: these numbers are tried before any other. */
  private static final int[] FEW = {1, 2, 3, 5, 9};

  private final Proof proof;
  private final Translator translator;
  private final Context context = new Context();
  private final Duration time;

  /**
   * Starts Z3.
   *
   * @param proof what the obligations belong to
   * @param time what each question may take
   */
  Z3(Proof proof, Duration time) {
    this.proof = proof;
    this.translator = proof.translator();
    this.time = time;
  }

  /**
   * Asks for an obligation. Where Z3 does not know of it for every number, a counterexample with
   * few elements is one all the same.
   *
   * @param obligation the obligation
   * @return how it came out
   */
  Obligation.Verdict discharge(Obligation obligation) {
    try {
      Solver solver = solver();
      solver.add(parse(obligation.script(proof.declarations(), true)));
      Status status = solver.check();
      if (status == Status.UNSATISFIABLE) {
        return new Obligation.Verdict.Proved(isVacuous(obligation));
      }
      Optional<Obligation.Verdict> few = counterexample(obligation);
      if (few.isPresent()) {
        return few.get();
      }
      return status == Status.SATISFIABLE
          ? fails(obligation, Optional.empty(), solver.getModel())
          : new Obligation.Verdict.Unknown(OneLine.of(solver.getReasonUnknown()));
    } catch (Z3Exception e) {
      return new Obligation.Verdict.Unknown(OneLine.of("Z3: " + e.getMessage()));
    }
  }

  /** A model in which one part of the conclusion is false: the first for which there is one. */
  private Optional<Obligation.Verdict> counterexample(Obligation obligation) {
    Solver solver = solver();
    solver.add(parse(obligation.script(proof.declarations(), false)));
    for (int few : FEW) {
      for (Obligation.Assertion part : obligation.conclusion()) {
        solver.push();
        solver.add(asserted(Smt.not(part.text())));
        thereAreNoMoreThan(few, solver);
        Optional<Model> model =
            solver.check() == Status.SATISFIABLE
                ? Optional.of(solver.getModel())
                : Optional.empty();
        solver.pop();
        if (model.isPresent()) {
          return Optional.of(fails(obligation, Optional.of(part), model.get()));
        }
      }
    }
    return Optional.empty();
  }

  Solver solver() {
    Solver solver = context.mkSolver();
    Params parameters = context.mkParams();
    parameters.add("timeout", (int) Math.min(Integer.MAX_VALUE, time.toMillis()));
    // Ctrl-C ends this program, not only the obligation that Z3 is at.
    parameters.add("ctrl_c", false);
    solver.setParameters(parameters);
    return solver;
  }

  private BoolExpr[] parse(String script) {
    return context.parseSMTLIB2String(script, null, null, null, null);
  }

  BoolExpr[] asserted(String text) {
    return parse(proof.declarations() + "(assert " + text + ")\n");
  }

  private boolean isVacuous(Obligation obligation) {
    Solver solver = solver();
    solver.add(parse(obligation.script(proof.declarations(), false)));
    for (int few : FEW) {
      solver.push();
      thereAreNoMoreThan(few, solver);
      boolean possible = solver.check() == Status.SATISFIABLE;
      solver.pop();
      if (possible) {
        return false;
      }
    }
    return solver.check() == Status.UNSATISFIABLE;
  }

  /** The numbers that are constants are small, and the sets have few elements. */
  private void thereAreNoMoreThan(int few, Solver solver) {
    for (String constant : translator.constants()) {
      if (translator.type(constant) instanceof Type.Int) {
        solver.add(asserted(Smt.apply("<=", Smt.symbol(constant), "" + few)));
      }
    }
    for (String base : translator.bases()) {
      solver.add(parse(proof.declarations() + elements(few, base)));
    }
  }

  /** A set has no more than so many elements, and the strings beside them. */
  private String elements(int few, String base) {
    StringBuilder out = new StringBuilder();
    List<String> all = new ArrayList<>();
    translator.strings().points(base).forEach(it -> all.add(Names.pointOf(base, it)));
    for (int i = 1; i <= few; i++) {
      String one = Smt.symbol(base + " " + i);
      out.append("(declare-const " + one + " " + Smt.sortOf(base) + ")\n");
      all.add(one);
    }
    String any = Smt.or(all.stream().map(it -> Smt.apply("=", "it", it)).toList());
    return out + "(assert " + Smt.forAll("it", base, any) + ")\n";
  }

  private Obligation.Verdict fails(
      Obligation obligation, Optional<Obligation.Assertion> part, Model model) {
    List<String> violated = new ArrayList<>();
    for (Obligation.Assertion it : obligation.conclusion()) {
      if (part.filter(it::equals).isPresent()
          || model.eval(context.mkAnd(asserted(it.text())), true).isFalse()) {
        violated.add(it.name());
      }
    }
    ModelValues values = new ModelValues(proof, context, model);
    String constants =
        translator.constants().stream()
            .map(name -> name + " = " + ModelValues.written(values.of(name, false)))
            .collect(Collectors.joining(", "));
    boolean steps = obligation.kind() == Obligation.Kind.CONSECUTION;
    List<Obligation.Row> rows = new ArrayList<>();
    for (String name : translator.variables()) {
      TlaValue now = values.of(name, false);
      TlaValue next = values.of(name, true);
      rows(name, now, steps ? Optional.of(next) : Optional.empty(), rows);
    }
    return new Obligation.Verdict.Fails(violated, constants, rows);
  }

  /** Of a function a row for each argument. */
  private static void rows(
      String name, TlaValue now, Optional<TlaValue> next, List<Obligation.Row> rows) {
    if (now instanceof TlaValue.Function function) {
      function
          .entries()
          .forEach(
              (argument, value) ->
                  rows(
                      name + "[" + argument.text() + "]",
                      value,
                      next.map(it -> ((TlaValue.Function) it).entries().get(argument)),
                      rows));
    } else {
      rows.add(new Obligation.Row(name, ModelValues.written(now), next.map(ModelValues::written)));
    }
  }

  /** What a model says. */
  ModelValues values(Model model) {
    return new ModelValues(proof, context, model);
  }

  @Override
  public void close() {
    context.close();
  }
}
