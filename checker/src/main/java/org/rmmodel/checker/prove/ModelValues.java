package org.rmmodel.checker.prove;

import com.microsoft.z3.Context;
import com.microsoft.z3.Expr;
import com.microsoft.z3.Model;
import com.microsoft.z3.Sort;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rmmodel.checker.tlc.TlaValue;

/** The values that variables and constants have in a model that Z3 has found. */
final class ModelValues {
  private final Proof proof;
  private final Translator translator;
  private final Context context;
  private final Model model;
  private final Map<String, Map<Expr<?>, String>> elements = new HashMap<>();
  private final Map<String, List<Expr<?>>> domains = new HashMap<>();

  /**
   * Reads a model.
   *
   * @param proof whose variables and constants it has
   * @param context Z3's
   * @param model what Z3 has found
   */
  ModelValues(Proof proof, Context context, Model model) {
    this.proof = proof;
    this.translator = proof.translator();
    this.context = context;
    this.model = model;
    this.translator.bases().forEach(base -> elements.put(base, elements(base)));
  }

  /** The elements that the model has, each with its name: a string's, or a letter and a number. */
  private Map<Expr<?>, String> elements(String base) {
    Map<Expr<?>, String> named = new LinkedHashMap<>();
    for (String string : translator.strings().points(base)) {
      Expr<?> point = context.mkConst(unquoted(Names.pointOf(base, string)), sort(base));
      named.put(model.eval(point, true), string);
    }
    if (Arrays.asList(model.getSorts()).contains(sort(base))) {
      String letter = base.substring(0, 1).toLowerCase(Locale.ROOT);
      int number = 0;
      for (Expr<?> one : model.getSortUniverse(sort(base))) {
        if (!named.containsKey(one)) {
          number++;
          named.put(one, letter + number);
        }
      }
    }
    return named;
  }

  private Map<Expr<?>, String> elementsOf(String base) {
    return elements.getOrDefault(base, Map.of());
  }

  private Sort sort(String base) {
    return context.mkUninterpretedSort(unquoted(Smt.sortOf(base)));
  }

  /** A symbol without its quotes, as Z3 keeps it. */
  private static String unquoted(String symbol) {
    return symbol.replace("|", "");
  }

  /**
   * A value.
   *
   * @param name the variable or the constant
   * @param primed whether it is the variable's value in the next state
   */
  TlaValue of(String name, boolean primed) {
    return value(translator.type(name), primed ? name + "'" : name, List.of());
  }

  /** A value as TLA+ writes it. */
  static String written(TlaValue value) {
    if (value instanceof TlaValue.Str string) {
      return '"' + string.value() + '"';
    }
    if (value instanceof TlaValue.SetOf set) {
      return set.elements().stream()
          .map(ModelValues::written)
          .collect(Collectors.joining(", ", "{", "}"));
    }
    return value.text();
  }

  private TlaValue value(Type type, String name, List<Expr<?>> arguments) {
    if (type instanceof Type.Int) {
      return number(name, arguments);
    }
    if (type instanceof Type.Truth) {
      return new TlaValue.Bool(isTrue(name, arguments));
    }
    if (type instanceof Type.Name) {
      return string(number(name, arguments));
    }
    if (type instanceof Type.Names names) {
      return new TlaValue.SetOf(
          names.universe().stream()
              .filter(it -> isTrue(Smt.memberOf(name, it), arguments))
              .sorted()
              .map(it -> (TlaValue) new TlaValue.Str(it))
              .toList());
    }
    if (type instanceof Type.Element element) {
      Expr<?> found = eval(name, arguments, sort(element.sort()));
      return named(element.sort(), found);
    }
    if (type instanceof Type.Elements set) {
      return new TlaValue.SetOf(
          all(set.sort()).stream()
              .filter(it -> isTrue(name, with(arguments, it)))
              .map(it -> named(set.sort(), it))
              .sorted(Comparator.comparing(TlaValue::text))
              .toList());
    }
    Type.Function function = (Type.Function) type;
    String sort = function.domain().sort();
    Map<TlaValue, TlaValue> entries = new LinkedHashMap<>();
    String key = function.domain().contains().apply(sort);
    for (Expr<?> it : domains.computeIfAbsent(key, text -> in(function.domain()))) {
      entries.put(named(sort, it), value(function.range(), name, with(arguments, it)));
    }
    return new TlaValue.Function(entries);
  }

  private List<Expr<?>> all(String sort) {
    List<Expr<?>> all = new ArrayList<>(elementsOf(sort).keySet());
    all.sort(Comparator.comparing(it -> elementsOf(sort).get(it)));
    return all;
  }

  /** The elements that are in a set which is the same in every state. */
  private List<Expr<?>> in(Term.Elements set) {
    String it = "it of " + set.sort();
    String symbol = Smt.symbol(it);
    String script =
        proof.declarations()
            + ("(declare-const " + symbol + " " + Smt.sortOf(set.sort()) + ")\n")
            + ("(assert " + set.contains().apply(symbol) + ")\n");
    Expr<?> formula = context.mkAnd(context.parseSMTLIB2String(script, null, null, null, null));
    Expr<?> variable = context.mkConst(it, sort(set.sort()));
    return all(set.sort()).stream()
        .filter(one -> model.eval(formula.substitute(variable, one), true).isTrue())
        .toList();
  }

  private Expr<?> eval(String name, List<Expr<?>> arguments, Sort sort) {
    Expr<?>[] all = arguments.toArray(new Expr<?>[0]);
    Sort[] sorts = arguments.stream().map(Expr::getSort).toArray(Sort[]::new);
    return model.eval(
        all.length == 0
            ? context.mkConst(name, sort)
            : context.mkApp(context.mkFuncDecl(name, sorts, sort), all),
        true);
  }

  private boolean isTrue(String name, List<Expr<?>> arguments) {
    return eval(name, arguments, context.getBoolSort()).isTrue();
  }

  private TlaValue number(String name, List<Expr<?>> arguments) {
    String digits = eval(name, arguments, context.getIntSort()).toString();
    return digits.matches("-?\\d{1,18}")
        ? new TlaValue.Num(Long.parseLong(digits))
        : new TlaValue.Opaque(digits);
  }

  /** The string whose number it is. */
  private TlaValue string(TlaValue code) {
    return translator.strings().codes().entrySet().stream()
        .filter(entry -> ("" + entry.getValue()).equals(code.text()))
        .min(Map.Entry.comparingByKey())
        .map(entry -> (TlaValue) new TlaValue.Str(entry.getKey()))
        .orElse(new TlaValue.Opaque("none that is named"));
  }

  private TlaValue named(String sort, Expr<?> element) {
    return new TlaValue.Str(elementsOf(sort).getOrDefault(element, element.toString()));
  }

  private static List<Expr<?>> with(List<Expr<?>> arguments, Expr<?> one) {
    return Stream.concat(arguments.stream(), Stream.<Expr<?>>of(one)).toList();
  }
}
