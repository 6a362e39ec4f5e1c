package org.rmmodel.checker.prove;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;
import org.rmmodel.common.BadInput;
import tla2sany.semantic.ASTConstants;
import tla2sany.semantic.AssumeNode;
import tla2sany.semantic.AtNode;
import tla2sany.semantic.ExprNode;
import tla2sany.semantic.ExprOrOpArgNode;
import tla2sany.semantic.FormalParamNode;
import tla2sany.semantic.LabelNode;
import tla2sany.semantic.LetInNode;
import tla2sany.semantic.LevelConstants;
import tla2sany.semantic.LevelNode;
import tla2sany.semantic.NumeralNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDeclNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;
import tla2sany.semantic.StringNode;
import tla2sany.semantic.SymbolNode;
import tla2sany.st.Location;

/**
 * Translates SANY's semantic tree into SMT-LIB: integers with sums and differences, truth values,
 * strings, sets of strings of which the specification names every one; and sets of which nothing is
 * known, with their elements, sets of these, functions from these, and what is so of each or of
 * some of these. Everything else is refused by its name and its place.
 */
final class Translator {
  private static final String TYPE_OK = "TypeOK";

  private final CountedModule module;
  private final Map<String, String> replaced;
  private final Map<String, Type> types = new LinkedHashMap<>();
  private final Names strings = new Names();
  private final Values values = new Values(strings);
  private final Set<String> bases = new LinkedHashSet<>();
  private final Map<String, String> chosenOnes = new TreeMap<>();
  private final Set<String> variables = new LinkedHashSet<>();

  /**
   * A translator for a module.
   *
   * @param module the module; its TypeOK gives each variable's sort, its assumptions each
   *     constant's
   * @param replaced operators and the operators that take their place
   * @throws BadInput if a sort is missing or is none that can be translated
   */
  Translator(CountedModule module, Map<String, String> replaced) {
    this.module = module;
    this.replaced = replaced;
    replaced.forEach(
        (name, by) -> {
          OpDefNode from = module.definition(name);
          OpDefNode to = module.definition(by);
          if (from.getArity() != to.getArity()) {
            throw new BadInput(by + " does not take as many arguments as " + name);
          }
        });
    module.assumptions().forEach(assumption -> typesOf(assumption.getAssume()));
    typesOf(module.definition(TYPE_OK).getBody());
    for (OpDeclNode variable : module.variables()) {
      String name = variable.getName().toString();
      if (!types.containsKey(name)) {
        throw at(variable, "TypeOK does not say what the variable " + name + " ranges over");
      }
      variables.add(name);
    }
    types.keySet().removeIf(name -> !variables.contains(name) && !isConstant(name));
  }

  private boolean isConstant(String name) {
    return module.constants().stream()
        .anyMatch(constant -> constant.getName().toString().equals(name));
  }

  /** The variables, in the module's order. */
  Set<String> variables() {
    return variables;
  }

  /** The constants that an assumption gives a sort. */
  List<String> constants() {
    return types.keySet().stream().filter(name -> !variables.contains(name)).toList();
  }

  Type type(String name) {
    return requireNonNull(types.get(name));
  }

  /** A variable or a constant as a term. */
  Term value(String name, boolean primed) {
    return Term.of(type(name), primed ? name + "'" : name, List.of());
  }

  /** The strings that were met. */
  Names strings() {
    return strings;
  }

  /** How its values compare. */
  Values values() {
    return values;
  }

  /** The sets of which nothing is known; each is a constant. */
  Set<String> bases() {
    return bases;
  }

  /** Who takes a step: for each name that Next gives them the set that they are from. */
  Map<String, String> chosenOnes() {
    return chosenOnes;
  }

  // ---------------------------------------------------------------- types

  /** Of a conjunction, each part that says what a variable or a constant ranges over. */
  private void typesOf(ExprNode node) {
    if (!(node instanceof OpApplNode apply)) {
      return;
    }
    String operator = nameOf(apply);
    if (operator.equals("$ConjList") || operator.equals("\\land")) {
      for (ExprOrOpArgNode part : apply.getArgs()) {
        typesOf((ExprNode) part);
      }
    } else if ((operator.equals("\\in") || operator.equals("\\subseteq"))
        && apply.getArgs()[0] instanceof OpApplNode left
        && left.getOperator() instanceof OpDeclNode declared) {
      ExprNode range = (ExprNode) apply.getArgs()[1];
      types.put(
          declared.getName().toString(),
          operator.equals("\\in") ? typeOfElements(range) : typeOfSubsets(range));
    }
  }

  private Type typeOfSubsets(ExprNode range) {
    return typeOfElements(range) instanceof Type.Element element
        ? new Type.Elements(element.sort())
        : new Type.Names(names(range, Context.NONE).members().keySet());
  }

  private Type typeOfElements(ExprNode range) {
    if (range instanceof OpApplNode apply) {
      switch (nameOf(apply)) {
        case "Nat", "Int", ".." -> {
          return new Type.Int();
        }
        case "BOOLEAN" -> {
          return new Type.Truth();
        }
        case "SUBSET" -> {
          return typeOfSubsets((ExprNode) apply.getArgs()[0]);
        }
        case "$SetOfFcns" -> {
          meetSets(apply.getArgs()[0]);
          Type results = typeOfElements((ExprNode) apply.getArgs()[1]);
          if (results instanceof Type.Names) {
            throw at(range, "is not translated: a function to sets of strings");
          }
          return new Type.Function(domain(apply.getArgs()[0], Context.NONE), results);
        }
        default -> {
          Optional<ExprNode> body = expanded(apply);
          if (body.isPresent()) {
            return typeOfElements(body.get());
          }
        }
      }
    }
    meetSets(range);
    return term(range, Context.NONE) instanceof Term.Elements elements
        ? new Type.Element(elements.sort())
        : nameType(range);
  }

  /** A constant that something ranges over, and that no assumption gives a type, is a set. */
  private void meetSets(SemanticNode range) {
    if (!(range instanceof OpApplNode apply)) {
      return;
    }
    String name = nameOf(apply);
    if (apply.getOperator() instanceof OpDeclNode && isConstant(name) && !types.containsKey(name)) {
      bases.add(name);
      types.put(name, new Type.Elements(name));
    }
    expanded(apply).ifPresent(this::meetSets);
    for (ExprOrOpArgNode part : apply.getArgs()) {
      meetSets(part);
    }
  }

  private Type nameType(ExprNode range) {
    names(range, Context.NONE);
    return new Type.Name();
  }

  /** The body of an operator without arguments. */
  private Optional<ExprNode> expanded(OpApplNode apply) {
    if (apply.getOperator() instanceof OpDefNode definition
        && !isBuiltIn(definition)
        && definition.getArity() == 0) {
      return Optional.of(definition(definition).getBody());
    }
    return Optional.empty();
  }

  // ---------------------------------------------------------------- expressions

  /**
   * Where an expression stands.
   *
   * @param parameters what its parameters mean
   * @param primed whether it is about the next state
   * @param at what {@code @} is, in an EXCEPT
   */
  private record Context(Map<SymbolNode, Term> parameters, boolean primed, @Nullable Term at) {
    static final Context NONE = new Context(Map.of(), false, null);

    Context inNext() {
      return new Context(parameters, true, at);
    }

    Context with(SymbolNode parameter, Term value) {
      Map<SymbolNode, Term> more = new HashMap<>(parameters);
      more.put(parameter, value);
      return new Context(more, primed, at);
    }

    Context at(Term term) {
      return new Context(parameters, primed, term);
    }
  }

  /**
   * Translates a formula.
   *
   * @param node the formula
   * @param primed whether it is about the next state
   * @return an SMT-LIB term of sort Bool
   * @throws BadInput if it has something in it that is not translated
   */
  String formula(ExprNode node, boolean primed) {
    return truth(node, new Context(Map.of(), primed, null));
  }

  String assumption(AssumeNode node) {
    return truth(node.getAssume(), Context.NONE);
  }

  private String truth(SemanticNode node, Context context) {
    if (term(node, context) instanceof Term.Truth truth) {
      return truth.text();
    }
    throw at(node, "a truth value is expected here");
  }

  private String number(SemanticNode node, Context context) {
    if (term(node, context) instanceof Term.Int number) {
      return number.text();
    }
    throw at(node, "a number is expected here");
  }

  private Term.Names names(SemanticNode node, Context context) {
    if (term(node, context) instanceof Term.Names names) {
      return names;
    }
    throw at(node, "a set of strings is expected here");
  }

  private Term.Elements domain(SemanticNode node, Context context) {
    if (term(node, context) instanceof Term.Elements elements) {
      return elements;
    }
    throw at(node, "is not translated: a function of something else than the elements of a set");
  }

  private Term.Function function(SemanticNode node, Context context) {
    if (term(node, context) instanceof Term.Function function) {
      return function;
    }
    throw at(node, "is not translated: the application of something else than a function");
  }

  /** An element that a function is applied to. */
  private String argument(Term.Function function, SemanticNode node, Context context) {
    Term argument = term(node, context);
    return said(node, () -> values.element(argument, function.domain().sort()).text());
  }

  /** What is said of two values, which may not go together. */
  private static <T> T said(SemanticNode node, java.util.function.Supplier<T> what) {
    try {
      return what.get();
    } catch (Values.Mismatch mismatch) {
      throw at(node, requireNonNull(mismatch.getMessage()));
    }
  }

  private Term term(SemanticNode node, Context context) {
    if (node instanceof NumeralNode numeral) {
      return new Term.Int(numeral.useVal() ? "" + numeral.val() : numeral.bigVal().toString());
    }
    if (node instanceof StringNode string) {
      return new Term.Name(strings.code(string.getRep().toString()));
    }
    if (node instanceof AtNode && context.at() != null) {
      return context.at();
    }
    if (node instanceof LetInNode let) {
      return term(let.getBody(), context);
    }
    if (node instanceof LabelNode label) {
      return term(label.getBody(), context);
    }
    if (node instanceof OpApplNode apply) {
      return apply(apply, context);
    }
    throw at(node, "is not translated: " + node.getClass().getSimpleName());
  }

  private static String nameOf(OpApplNode node) {
    return node.getOperator().getName().toString();
  }

  private static boolean isBuiltIn(OpDefNode definition) {
    return definition.getKind() != ASTConstants.UserDefinedOpKind || definition.isStandardModule();
  }

  private OpDefNode definition(OpDefNode definition) {
    String by = replaced.get(definition.getName().toString());
    return by == null ? definition : module.definition(by);
  }

  private Term apply(OpApplNode node, Context context) {
    SymbolNode operator = node.getOperator();
    if (operator instanceof OpDeclNode declared) {
      return declared(node, declared.getName().toString(), context);
    }
    if (operator instanceof FormalParamNode) {
      Term value = context.parameters().get(operator);
      if (value == null) {
        throw at(node, "is not translated: " + operator.getName());
      }
      return value;
    }
    if (operator instanceof OpDefNode definition) {
      return isBuiltIn(definition)
          ? builtIn(node, nameOf(node), context)
          : defined(node, definition(definition), context);
    }
    throw at(node, "is not translated: " + operator.getName());
  }

  private Term defined(OpApplNode node, OpDefNode definition, Context context) {
    if (definition.getInRecursive()) {
      throw at(node, "is not translated: RECURSIVE " + definition.getName());
    }
    Map<SymbolNode, Term> parameters = new HashMap<>(context.parameters());
    FormalParamNode[] formal = definition.getParams();
    for (int i = 0; i < formal.length; i++) {
      parameters.put(formal[i], term(node.getArgs()[i], context));
    }
    return term(definition.getBody(), new Context(parameters, context.primed(), context.at()));
  }

  /** A variable or a constant. */
  private Term declared(SemanticNode node, String name, Context context) {
    if (!types.containsKey(name)) {
      throw at(node, "no assumption says what the constant " + name + " ranges over");
    }
    return value(name, context.primed() && variables.contains(name));
  }

  private Term builtIn(OpApplNode node, String name, Context context) {
    ExprOrOpArgNode[] args = node.getArgs();
    return switch (name) {
      case "TRUE" -> new Term.Truth(Smt.TRUE);
      case "FALSE" -> new Term.Truth(Smt.FALSE);
      case "$ConjList", "\\land" -> new Term.Truth(Smt.and(truths(args, context)));
      case "$DisjList", "\\lor" -> new Term.Truth(Smt.or(truths(args, context)));
      case "\\lnot" -> new Term.Truth(Smt.not(truth(args[0], context)));
      case "=>" -> new Term.Truth(Smt.implies(truth(args[0], context), truth(args[1], context)));
      case "\\equiv" -> new Term.Truth(equal(node, context));
      case "=" -> new Term.Truth(equal(node, context));
      case "/=" -> new Term.Truth(Smt.not(equal(node, context)));
      case "<", ">" -> new Term.Truth(compare(name, args, context));
      case "\\leq", "=<", "<=" -> new Term.Truth(compare("<=", args, context));
      case "\\geq", ">=" -> new Term.Truth(compare(">=", args, context));
      case "+", "-" ->
          new Term.Int(Smt.apply(name, number(args[0], context), number(args[1], context)));
      case "-." -> new Term.Int("(- " + number(args[0], context) + ")");
      case "\\in" -> new Term.Truth(isIn(node, term(args[0], context), args[1], context));
      case "\\notin" ->
          new Term.Truth(Smt.not(isIn(node, term(args[0], context), args[1], context)));
      case "\\subseteq" ->
          new Term.Truth(
              said(node, () -> values.isSubset(term(args[0], context), term(args[1], context))));
      case "\\cup", "\\union" -> combined(node, context, (a, b) -> Smt.or(List.of(a, b)));
      case "\\cap", "\\intersect" -> combined(node, context, (a, b) -> Smt.and(List.of(a, b)));
      case "\\" -> combined(node, context, (a, b) -> Smt.and(List.of(a, Smt.not(b))));
      case "$SetEnumerate" -> enumerated(args, context);
      case "$IfThenElse" -> chosen(node, context);
      case "$BoundedForall" ->
          new Term.Truth(quantified(bounds(node, context), args[0], context, true));
      case "$BoundedExists" ->
          new Term.Truth(quantified(bounds(node, context), args[0], context, false));
      case "$SubsetOf" -> described(node, context);
      case "$FcnApply" -> applied(args, context);
      case "$FcnConstructor" -> constructed(node, context);
      case "$Except" -> except(args, context);
      case "'" -> primed(node, context);
      case "UNCHANGED" -> new Term.Truth(Smt.and(unchanged(args[0], context)));
      default -> throw at(node, "is not translated: " + written(name));
    };
  }

  private static String written(String name) {
    return switch (name) {
      case "$BoundedChoose" -> "CHOOSE";
      case "$NonRecursiveFcnSpec", "$RecursiveFcnSpec" -> "a function";
      case "$Tuple" -> "a tuple";
      case "$Case" -> "CASE";
      case "$RcdConstructor", "$RcdSelect", "$SetOfRcds" -> "a record";
      case "$SetOfAll" -> "a set that is described";
      case "$SquareAct", "$AngleAct" -> "a step that may stutter";
      default -> name.startsWith("$") ? name.substring(1) : name;
    };
  }

  private List<String> truths(ExprOrOpArgNode[] args, Context context) {
    List<String> truths = new ArrayList<>();
    for (ExprOrOpArgNode arg : args) {
      truths.add(truth(arg, context));
    }
    return truths;
  }

  private String compare(String operator, ExprOrOpArgNode[] args, Context context) {
    return Smt.apply(operator, number(args[0], context), number(args[1], context));
  }

  private String equal(OpApplNode node, Context context) {
    Term left = term(node.getArgs()[0], context);
    Term right = term(node.getArgs()[1], context);
    checkMembers(node.getArgs()[0], right);
    checkMembers(node.getArgs()[1], left);
    return equal(node, left, right);
  }

  /** A variable that could become what TypeOK does not have would seem to be unable to. */
  private void checkMembers(SemanticNode variable, Term value) {
    if (variable instanceof OpApplNode apply && value instanceof Term.Names names) {
      SemanticNode inner = nameOf(apply).equals("'") ? apply.getArgs()[0] : apply;
      if (inner instanceof OpApplNode it && it.getOperator() instanceof OpDeclNode declared) {
        String name = declared.getName().toString();
        for (String member : names.members().keySet()) {
          if (types.get(name) instanceof Type.Names of && !of.universe().contains(member)) {
            throw at(variable, "TypeOK does not say that " + name + " may have \"" + member + "\"");
          }
        }
      }
    }
  }

  private String equal(SemanticNode node, Term left, Term right) {
    return said(node, () -> values.equal(left, right));
  }

  private String isIn(SemanticNode node, Term element, SemanticNode set, Context context) {
    if (set instanceof OpApplNode apply) {
      ExprOrOpArgNode[] args = apply.getArgs();
      switch (nameOf(apply)) {
        case "Nat" -> {
          return Smt.apply(">=", number(node, element), "0");
        }
        case "Int" -> {
          number(node, element);
          return Smt.TRUE;
        }
        case "BOOLEAN" -> {
          if (!(element instanceof Term.Truth)) {
            throw at(node, "a truth value is expected here");
          }
          return Smt.TRUE;
        }
        case ".." -> {
          String number = number(node, element);
          return Smt.and(
              List.of(
                  Smt.apply("<=", number(args[0], context), number),
                  Smt.apply("<=", number, number(args[1], context))));
        }
        case "SUBSET" -> {
          return said(node, () -> values.isSubset(element, term(args[0], context)));
        }
        case "$SetOfFcns" -> {
          return isFunction(node, element, args, context);
        }
        default -> {
          Optional<ExprNode> body = expanded(apply);
          if (body.isPresent()) {
            return isIn(node, element, body.get(), context);
          }
        }
      }
    }
    return said(node, () -> values.isIn(element, term(set, context)));
  }

  private static String number(SemanticNode node, Term term) {
    if (term instanceof Term.Int number) {
      return number.text();
    }
    throw at(node, "a number is expected here");
  }

  /** That a function has only values of a range. */
  private String isFunction(
      SemanticNode node, Term element, ExprOrOpArgNode[] args, Context context) {
    Term.Elements domain = domain(args[0], context);
    if (!(element instanceof Term.Function function)
        || !function.domain().sort().equals(domain.sort())) {
      throw at(node, "a function of the elements of " + domain.sort() + " is expected here");
    }
    String it = strings.fresh("it");
    return Smt.forAll(
        it,
        domain.sort(),
        Smt.implies(
            domain.contains().apply(it), isIn(node, function.at().apply(it), args[1], context)));
  }

  private Term combined(OpApplNode node, Context context, BinaryOperator<String> how) {
    ExprOrOpArgNode[] args = node.getArgs();
    return said(node, () -> values.combined(term(args[0], context), term(args[1], context), how));
  }

  // ---------------------------------------------------------------- elements

  /**
   * A variable that is bound.
   *
   * @param symbol the variable
   * @param node the set that it is from, as it is written
   * @param set the set
   */
  private record Bound(FormalParamNode symbol, SemanticNode node, Term set) {}

  /** What is bound one after another. The sets do not depend on each other. */
  private List<Bound> bounds(OpApplNode node, Context context) {
    List<Bound> all = new ArrayList<>();
    for (int i = 0; i < node.getBdedQuantBounds().length; i++) {
      ExprNode bound = node.getBdedQuantBounds()[i];
      Term set = isNumbers(bound) ? new Term.Int("") : term(bound, context);
      if (node.isBdedQuantATuple()[i]
          || !(set instanceof Term.Elements || set instanceof Term.Names)) {
        String which = nameOf(node).equals("$BoundedForall") ? "\\A" : "\\E";
        throw at(node, "is not translated: " + which + " of something else than a set's elements");
      }
      for (FormalParamNode symbol : node.getBdedQuantSymbolLists()[i]) {
        all.add(new Bound(symbol, bound, set));
      }
    }
    return all;
  }

  /** Of each or of some element of sets; of strings, each is said on its own. */
  private String quantified(
      List<Bound> bounds, SemanticNode body, Context context, boolean forAll) {
    if (bounds.isEmpty()) {
      return truth(body, context);
    }
    Bound first = bounds.get(0);
    List<Bound> rest = bounds.subList(1, bounds.size());
    if (first.set() instanceof Term.Elements set) {
      String it = strings.fresh(first.symbol().getName().toString());
      String guard = set.contains().apply(it);
      Context inner = context.with(first.symbol(), new Term.Element(it, set.sort()));
      String inside = quantified(rest, body, inner, forAll);
      return forAll
          ? Smt.forAll(it, set.sort(), Smt.implies(guard, inside))
          : Smt.exists(it, set.sort(), Smt.and(List.of(guard, inside)));
    }
    List<String> each = new ArrayList<>();
    ((Term.Names) first.set())
        .members()
        .forEach(
            (string, guard) -> {
              Context inner = context.with(first.symbol(), new Term.Name(strings.code(string)));
              String inside = quantified(rest, body, inner, forAll);
              each.add(forAll ? Smt.implies(guard, inside) : Smt.and(List.of(guard, inside)));
            });
    return forAll ? Smt.and(each) : Smt.or(each);
  }

  private boolean isNumbers(ExprNode bound) {
    return bound instanceof OpApplNode apply && Set.of("Nat", "Int", "..").contains(nameOf(apply));
  }

  /** The one bound of a set or a function that is described. */
  private Term.Elements onlyBound(OpApplNode node, Context context) {
    if (node.getBdedQuantBounds().length != 1
        || node.getBdedQuantSymbolLists()[0].length != 1
        || node.isBdedQuantATuple()[0]) {
      throw at(node, "is not translated: more than one bound variable here");
    }
    return domain(node.getBdedQuantBounds()[0], context);
  }

  private Term described(OpApplNode node, Context context) {
    Term.Elements from = onlyBound(node, context);
    FormalParamNode symbol = node.getBdedQuantSymbolLists()[0][0];
    return new Term.Elements(
        from.sort(),
        it ->
            Smt.and(
                List.of(
                    from.contains().apply(it),
                    truth(
                        node.getArgs()[0],
                        context.with(symbol, new Term.Element(it, from.sort()))))));
  }

  private Term constructed(OpApplNode node, Context context) {
    Term.Elements domain = onlyBound(node, context);
    FormalParamNode symbol = node.getBdedQuantSymbolLists()[0][0];
    return new Term.Function(
        domain,
        it -> term(node.getArgs()[0], context.with(symbol, new Term.Element(it, domain.sort()))));
  }

  private Term applied(ExprOrOpArgNode[] args, Context context) {
    Term.Function function = function(args[0], context);
    return function.at().apply(argument(function, args[1], context));
  }

  private Term except(ExprOrOpArgNode[] args, Context context) {
    Term.Function function = function(args[0], context);
    for (int i = 1; i < args.length; i++) {
      ExprOrOpArgNode[] pair = ((OpApplNode) args[i]).getArgs();
      ExprOrOpArgNode[] selectors = ((OpApplNode) pair[0]).getArgs();
      function = except(function, selectors, 0, pair[1], context);
    }
    return function;
  }

  private Term.Function except(
      Term.Function function,
      ExprOrOpArgNode[] selectors,
      int from,
      SemanticNode value,
      Context context) {
    String argument = argument(function, selectors[from], context);
    Term before = function.at().apply(argument);
    Term after;
    if (from + 1 == selectors.length) {
      after = term(value, context.at(before));
    } else if (before instanceof Term.Function inner) {
      after = except(inner, selectors, from + 1, value, context);
    } else {
      throw at(selectors[from + 1], "a function is expected before this argument");
    }
    return said(value, () -> values.except(function, argument, after));
  }

  private Term enumerated(ExprOrOpArgNode[] args, Context context) {
    Map<String, String> members = new LinkedHashMap<>();
    List<Term> elements = new ArrayList<>();
    for (ExprOrOpArgNode arg : args) {
      Term term = term(arg, context);
      elements.add(term);
      Optional<String> string =
          term instanceof Term.Name name ? strings.literal(name) : Optional.empty();
      string.ifPresent(it -> members.put(it, Smt.TRUE));
      if (string.isEmpty() && !(term instanceof Term.Element)) {
        throw at(arg, "is not translated: a set of something else than strings or elements");
      }
    }
    for (Term term : elements) {
      if (term instanceof Term.Element element) {
        return said(args[0], () -> values.enumerated(elements, element.sort()));
      }
    }
    return new Term.Names(members);
  }

  private Term chosen(OpApplNode node, Context context) {
    String condition = truth(node.getArgs()[0], context);
    Term yes = term(node.getArgs()[1], context);
    Term no = term(node.getArgs()[2], context);
    return said(node, () -> values.chosen(condition, yes, no));
  }

  private Term primed(OpApplNode node, Context context) {
    if (context.primed()) {
      throw at(node, "is not translated: a prime within a prime");
    }
    if (node.getArgs()[0] instanceof OpApplNode apply
        && apply.getOperator() instanceof OpDeclNode declared
        && variables.contains(declared.getName().toString())) {
      return term(apply, context.inNext());
    }
    throw at(node, "is not translated: a prime of something else than a variable");
  }

  private List<String> unchanged(SemanticNode node, Context context) {
    if (context.primed()) {
      throw at(node, "is not translated: UNCHANGED within a prime");
    }
    if (node instanceof OpApplNode apply) {
      if (nameOf(apply).equals("$Tuple")) {
        List<String> all = new ArrayList<>();
        for (ExprOrOpArgNode part : apply.getArgs()) {
          all.addAll(unchanged(part, context));
        }
        return all;
      }
      if (apply.getOperator() instanceof OpDeclNode) {
        return List.of(equal(node, term(apply, context.inNext()), term(apply, context)));
      }
      Optional<ExprNode> body = expanded(apply);
      if (body.isPresent()) {
        return unchanged(body.get(), context);
      }
    }
    throw at(node, "is not translated: UNCHANGED of something else than variables");
  }

  // ---------------------------------------------------------------- parts

  /**
   * A formula's part that has a name or a place of its own.
   *
   * @param name the operator that it is, or its place
   * @param now the part, about the present state
   * @param next the part, about the next state
   */
  record Part(String name, String now, String next) {}

  /**
   * The parts that a formula is the conjunction of, as far down as they have names; what an
   * implication implies is taken apart, too.
   */
  List<Part> parts(ExprNode node) {
    return parts(node, Smt.TRUE, "");
  }

  private List<Part> parts(ExprNode node, String premise, String name) {
    if (node instanceof OpApplNode apply) {
      switch (nameOf(apply)) {
        case "$ConjList", "\\land" -> {
          List<Part> all = new ArrayList<>();
          for (ExprOrOpArgNode part : apply.getArgs()) {
            all.addAll(parts((ExprNode) part, premise, ""));
          }
          return all;
        }
        case "=>" -> {
          if (premise.equals(Smt.TRUE) && name.isEmpty() && isConstantLevel(apply.getArgs()[0])) {
            return parts(
                (ExprNode) apply.getArgs()[1], formula((ExprNode) apply.getArgs()[0], false), "");
          }
        }
        default -> {}
      }
      Optional<ExprNode> body = expanded(apply);
      if (body.isPresent() && isConjunctionOfNames(body.get())) {
        return parts(body.get(), premise, "");
      }
      if (body.isPresent()) {
        name = nameOf(apply);
      }
    }
    return List.of(
        new Part(
            name.isEmpty() ? place(node.getLocation()) : name,
            Smt.implies(premise, formula(node, false)),
            Smt.implies(premise, formula(node, true))));
  }

  private static boolean isConstantLevel(SemanticNode node) {
    return node instanceof LevelNode level && level.getLevel() == LevelConstants.ConstantLevel;
  }

  /** Whether a body only collects what has names of its own. */
  private boolean isConjunctionOfNames(ExprNode node) {
    if (!(node instanceof OpApplNode apply)) {
      return false;
    }
    return switch (nameOf(apply)) {
      case "$ConjList", "\\land" -> {
        for (ExprOrOpArgNode part : apply.getArgs()) {
          if (!isConjunctionOfNames((ExprNode) part)) {
            yield false;
          }
        }
        yield true;
      }
      case "=>" ->
          isConstantLevel(apply.getArgs()[0])
              && isConjunctionOfNames((ExprNode) apply.getArgs()[1]);
      default -> expanded(apply).isPresent();
    };
  }

  /**
   * An action of the next-state relation.
   *
   * @param name its name
   * @param text a step of it, as an SMT-LIB term of sort Bool
   */
  record Step(String name, String text) {}

  /** The actions that a next-state relation is the disjunction of. */
  List<Step> actions(OpDefNode next) {
    List<Step> actions = new ArrayList<>();
    actions(next.getBody(), Context.NONE, Smt.TRUE, actions);
    return actions;
  }

  private void actions(SemanticNode node, Context context, String guard, List<Step> actions) {
    if (node instanceof OpApplNode apply) {
      if (nameOf(apply).equals("$DisjList") || nameOf(apply).equals("\\lor")) {
        for (ExprOrOpArgNode part : apply.getArgs()) {
          actions(part, context, guard, actions);
        }
        return;
      }
      if (nameOf(apply).equals("$BoundedExists")) {
        Context inner = context;
        List<String> guards = new ArrayList<>(List.of(guard));
        for (Bound bound : bounds(apply, context)) {
          if (!(bound.set() instanceof Term.Elements set)) {
            throw at(bound.node(), "is not translated: a step for each of some strings");
          }
          String name = bound.symbol().getName() + " of " + set.sort();
          chosenOnes.put(name, set.sort());
          inner = inner.with(bound.symbol(), new Term.Element(Smt.symbol(name), set.sort()));
          guards.add(set.contains().apply(Smt.symbol(name)));
        }
        actions(apply.getArgs()[0], inner, Smt.and(guards), actions);
        return;
      }
      if (apply.getOperator() instanceof OpDefNode definition && !isBuiltIn(definition)) {
        String step = truth(apply, context);
        actions.add(new Step(definition.getName().toString(), Smt.and(List.of(guard, step))));
        return;
      }
    }
    throw at(node, "is not translated: a step of the next-state relation without a name");
  }

  /** The body of an action, or of what takes its place. */
  ExprNode body(OpDefNode definition) {
    return definition(definition).getBody();
  }

  private static String place(Location location) {
    return location.source() + ".tla:" + location.beginLine();
  }

  private static BadInput at(SemanticNode node, String what) {
    return new BadInput(place(node.getLocation()) + ": " + what);
  }
}
