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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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
   * Asks for an obligation.
   *
   * @param obligation the obligation
   * @return how it came out
   */
  Obligation.Verdict discharge(Obligation obligation) {
    try {
      Solver solver = solver();
      solver.add(parse(obligation.script(proof.declarations(), true)));
      return switch (solver.check()) {
        case UNSATISFIABLE -> new Obligation.Verdict.Proved(isVacuous(obligation));
        case SATISFIABLE -> counterexample(obligation, solver);
        case UNKNOWN -> new Obligation.Verdict.Unknown(OneLine.of(solver.getReasonUnknown()));
      };
    } catch (Z3Exception e) {
      return new Obligation.Verdict.Unknown(OneLine.of("Z3: " + e.getMessage()));
    }
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
    return solver.check() == Status.UNSATISFIABLE;
  }

  private Obligation.Verdict counterexample(Obligation obligation, Solver solver) {
    Model model = solver.getModel();
    for (int few : FEW) {
      solver.push();
      for (String constant : translator.constants()) {
        if (translator.sort(constant) == Translator.Sort.NUMBER) {
          solver.add(asserted(Smt.apply("<=", Translator.symbol(constant, false), "" + few)));
        }
      }
      boolean found = solver.check() == Status.SATISFIABLE;
      if (found) {
        model = solver.getModel();
      }
      solver.pop();
      if (found) {
        break;
      }
    }
    return fails(obligation, model);
  }

  private Obligation.Verdict fails(Obligation obligation, Model model) {
    List<String> violated = new ArrayList<>();
    for (Obligation.Assertion part : obligation.conclusion()) {
      if (model.eval(context.mkAnd(asserted(part.text())), true).isFalse()) {
        violated.add(part.name());
      }
    }
    String constants =
        translator.constants().stream()
            .map(name -> name + " = " + value(model, name, false))
            .collect(Collectors.joining(", "));
    boolean steps = obligation.kind() == Obligation.Kind.CONSECUTION;
    List<Obligation.Row> rows = new ArrayList<>();
    for (String name : translator.variables()) {
      rows.add(
          new Obligation.Row(
              name,
              value(model, name, false),
              steps ? Optional.of(value(model, name, true)) : Optional.empty()));
    }
    return new Obligation.Verdict.Fails(violated, constants, rows);
  }

  /** A value as TLA+ writes it. */
  String value(Model model, String name, boolean primed) {
    String symbol = Translator.symbol(name, primed);
    return switch (translator.sort(name)) {
      case NUMBER -> number(model, symbol);
      case TRUTH -> isTrue(model, symbol) ? "TRUE" : "FALSE";
      case NAME -> string(number(model, symbol));
      case NAMES ->
          translator.universe(name).stream()
              .filter(it -> isTrue(model, Translator.member(name, it, primed)))
              .map(it -> '"' + it + '"')
              .collect(Collectors.joining(", ", "{", "}"));
    };
  }

  private boolean isTrue(Model model, String symbol) {
    return model.eval(context.mkBoolConst(symbol.replace("|", "")), true).isTrue();
  }

  private String number(Model model, String symbol) {
    // The name without its quotes, as Z3 keeps it.
    String name = symbol.replace("|", "");
    return model.eval(context.mkIntConst(name), true).toString();
  }

  private String string(String code) {
    return translator.codes().entrySet().stream()
        .filter(entry -> ("" + entry.getValue()).equals(code))
        .min(Comparator.comparing(Map.Entry::getKey))
        .map(entry -> '"' + entry.getKey() + '"')
        .orElse("none that is named");
  }

  @Override
  public void close() {
    context.close();
  }
}
