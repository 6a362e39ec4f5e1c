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
import org.jspecify.annotations.Nullable;
import org.rmmodel.common.BadInput;
import tla2sany.semantic.ASTConstants;
import tla2sany.semantic.AssumeNode;
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
 * strings, sets of strings of which the specification names every one. Everything else is refused
 * by its name and its place.
 */
final class Translator {
  private static final String TYPE_OK = "TypeOK";

  /** What a variable or a constant ranges over. */
  enum Sort {
    NUMBER,
    TRUTH,
    NAME,
    NAMES
  }

  private final CountedModule module;
  private final Map<String, String> replaced;
  private final Map<String, Sort> sorts = new LinkedHashMap<>();
  private final Map<String, Set<String>> universes = new HashMap<>();
  private final Map<String, Integer> codes = new TreeMap<>();
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
    module.assumptions().forEach(assumption -> sortsOf(assumption.getAssume()));
    sortsOf(module.definition(TYPE_OK).getBody());
    for (OpDeclNode variable : module.variables()) {
      String name = variable.getName().toString();
      if (!sorts.containsKey(name)) {
        throw at(variable, "TypeOK does not say what the variable " + name + " ranges over");
      }
      variables.add(name);
    }
    sorts.keySet().removeIf(name -> !variables.contains(name) && !isConstant(name));
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
    return sorts.keySet().stream().filter(name -> !variables.contains(name)).toList();
  }

  Sort sort(String name) {
    return requireNonNull(sorts.get(name));
  }

  /** The strings that a set may have. */
  Set<String> universe(String variable) {
    return universes.getOrDefault(variable, Set.of());
  }

  /** The strings that were met, each with its number. */
  Map<String, Integer> codes() {
    return codes;
  }

  // ---------------------------------------------------------------- sorts

  /** Of a conjunction, each part that says what a variable or a constant ranges over. */
  private void sortsOf(ExprNode node) {
    if (!(node instanceof OpApplNode apply)) {
      return;
    }
    String operator = nameOf(apply);
    if (operator.equals("$ConjList") || operator.equals("\\land")) {
      for (ExprOrOpArgNode part : apply.getArgs()) {
        sortsOf((ExprNode) part);
      }
    } else if ((operator.equals("\\in") || operator.equals("\\subseteq"))
        && apply.getArgs()[0] instanceof OpApplNode left
        && left.getOperator() instanceof OpDeclNode declared) {
      String name = declared.getName().toString();
      ExprNode range = (ExprNode) apply.getArgs()[1];
      if (operator.equals("\\subseteq")) {
        sorts.put(name, Sort.NAMES);
        universes.put(name, names(range, Context.NONE).members().keySet());
      } else {
        sorts.put(name, sortOfElements(range));
      }
    }
  }

  private Sort sortOfElements(ExprNode range) {
    if (range instanceof OpApplNode apply) {
      switch (nameOf(apply)) {
        case "Nat", "Int", ".." -> {
          return Sort.NUMBER;
        }
        case "BOOLEAN" -> {
          return Sort.TRUTH;
        }
        default -> {
          Optional<ExprNode> body = expanded(apply);
          if (body.isPresent()) {
            return sortOfElements(body.get());
          }
        }
      }
    }
    names(range, Context.NONE);
    return Sort.NAME;
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

  /** Where an expression stands: what its parameters mean, and whether it is primed. */
  private record Context(Map<SymbolNode, Term> parameters, boolean primed) {
    static final Context NONE = new Context(Map.of(), false);

    Context inNext() {
      return new Context(parameters, true);
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
    return truth(node, new Context(Map.of(), primed));
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

  private Term term(SemanticNode node, Context context) {
    if (node instanceof NumeralNode numeral) {
      return new Term.Int(numeral.useVal() ? "" + numeral.val() : numeral.bigVal().toString());
    }
    if (node instanceof StringNode string) {
      return new Term.Name(code(string.getRep().toString()));
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

  /** The number of a string, under a name that can be read. */
  private String code(String string) {
    codes.computeIfAbsent(string, it -> codes.size() + 1);
    return symbolOf(string);
  }

  /** The symbol that stands for a string's number. */
  static String symbolOf(String string) {
    return Smt.symbol("\"" + string + "\"");
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
    return term(definition.getBody(), new Context(parameters, context.primed()));
  }

  /** A variable or a constant. */
  private Term declared(SemanticNode node, String name, Context context) {
    Sort sort = sorts.get(name);
    if (sort == null) {
      throw at(node, "no assumption says what the constant " + name + " ranges over");
    }
    return value(name, sort, context.primed() && variables.contains(name));
  }

  private Term value(String name, Sort sort, boolean primed) {
    String symbol = symbol(name, primed);
    return switch (sort) {
      case NUMBER -> new Term.Int(symbol);
      case TRUTH -> new Term.Truth(symbol);
      case NAME -> new Term.Name(symbol);
      case NAMES -> {
        Map<String, String> members = new LinkedHashMap<>();
        universe(name).forEach(member -> members.put(member, member(name, member, primed)));
        yield new Term.Names(members);
      }
    };
  }

  /** The symbol of a variable or a constant. */
  static String symbol(String name, boolean primed) {
    return Smt.symbol(primed ? name + "'" : name);
  }

  /** The symbol that says whether a set has a member. */
  static String member(String set, String member, boolean primed) {
    return Smt.symbol((primed ? set + "'" : set) + ": " + member);
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
      case "\\in" -> new Term.Truth(isIn(node, args[0], args[1], context));
      case "\\notin" -> new Term.Truth(Smt.not(isIn(node, args[0], args[1], context)));
      case "\\subseteq" -> new Term.Truth(isSubset(args[0], args[1], context));
      case "\\cup", "\\union" -> combined(args, context, (a, b) -> Smt.or(List.of(a, b)));
      case "\\cap", "\\intersect" -> combined(args, context, (a, b) -> Smt.and(List.of(a, b)));
      case "\\" -> combined(args, context, (a, b) -> Smt.and(List.of(a, Smt.not(b))));
      case "$SetEnumerate" -> enumerated(args, context);
      case "$IfThenElse" -> chosen(node, context);
      case "'" -> primed(node, context);
      case "UNCHANGED" -> new Term.Truth(Smt.and(unchanged(args[0], context)));
      default -> throw at(node, "is not translated: " + written(name));
    };
  }

  private static String written(String name) {
    return switch (name) {
      case "$BoundedExists" -> "\\E";
      case "$BoundedForall" -> "\\A";
      case "$BoundedChoose" -> "CHOOSE";
      case "$FcnApply" -> "the application of a function";
      case "$FcnConstructor", "$NonRecursiveFcnSpec", "$RecursiveFcnSpec" -> "a function";
      case "$Except" -> "EXCEPT";
      case "$Tuple" -> "a tuple";
      case "$Case" -> "CASE";
      case "$RcdConstructor", "$RcdSelect", "$SetOfRcds" -> "a record";
      case "$SubsetOf", "$SetOfAll" -> "a set that is described";
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
          if (!universe(name).contains(member)) {
            throw at(variable, "TypeOK does not say that " + name + " may have \"" + member + "\"");
          }
        }
      }
    }
  }

  private String equal(SemanticNode node, Term left, Term right) {
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
      Set<String> all = new LinkedHashSet<>(a.members().keySet());
      all.addAll(b.members().keySet());
      return Smt.and(
          all.stream()
              .map(
                  it ->
                      Smt.apply(
                          "=",
                          a.members().getOrDefault(it, Smt.FALSE),
                          b.members().getOrDefault(it, Smt.FALSE)))
              .map(it -> it.equals("(= false false)") ? Smt.TRUE : it)
              .toList());
    }
    throw at(node, left.sort() + " is compared with " + right.sort());
  }

  private String isSubset(ExprOrOpArgNode left, ExprOrOpArgNode right, Context context) {
    Map<String, String> all = names(left, context).members();
    Map<String, String> of = names(right, context).members();
    return Smt.and(
        all.entrySet().stream()
            .map(it -> Smt.implies(it.getValue(), of.getOrDefault(it.getKey(), Smt.FALSE)))
            .toList());
  }

  private String isIn(SemanticNode node, SemanticNode element, SemanticNode set, Context context) {
    if (set instanceof OpApplNode apply) {
      ExprOrOpArgNode[] args = apply.getArgs();
      switch (nameOf(apply)) {
        case "Nat" -> {
          return Smt.apply(">=", number(element, context), "0");
        }
        case "Int" -> {
          number(element, context);
          return Smt.TRUE;
        }
        case "BOOLEAN" -> {
          truth(element, context);
          return Smt.TRUE;
        }
        case ".." -> {
          String number = number(element, context);
          return Smt.and(
              List.of(
                  Smt.apply("<=", number(args[0], context), number),
                  Smt.apply("<=", number, number(args[1], context))));
        }
        case "SUBSET" -> {
          return isSubset((ExprOrOpArgNode) element, args[0], context);
        }
        default -> {
          Optional<ExprNode> body = expanded(apply);
          if (body.isPresent()) {
            return isIn(node, element, body.get(), context);
          }
        }
      }
    }
    Term.Names names = names(set, context);
    if (element instanceof StringNode string) {
      return names.members().getOrDefault(string.getRep().toString(), Smt.FALSE);
    }
    if (term(element, context) instanceof Term.Name name) {
      return Smt.or(
          names.members().entrySet().stream()
              .map(
                  it ->
                      Smt.and(
                          List.of(it.getValue(), Smt.apply("=", name.text(), code(it.getKey())))))
              .toList());
    }
    throw at(node, "a string is expected before this set of strings");
  }

  private interface Combination {
    String of(String left, String right);
  }

  private Term.Names combined(ExprOrOpArgNode[] args, Context context, Combination combination) {
    Map<String, String> left = names(args[0], context).members();
    Map<String, String> right = names(args[1], context).members();
    Set<String> all = new LinkedHashSet<>(left.keySet());
    all.addAll(right.keySet());
    Map<String, String> members = new LinkedHashMap<>();
    for (String it : all) {
      members.put(
          it, combination.of(left.getOrDefault(it, Smt.FALSE), right.getOrDefault(it, Smt.FALSE)));
    }
    return new Term.Names(withoutStrangers(members));
  }

  private static Map<String, String> withoutStrangers(Map<String, String> members) {
    members.values().removeIf(Smt.FALSE::equals);
    return members;
  }

  private Term.Names enumerated(ExprOrOpArgNode[] args, Context context) {
    Map<String, String> members = new LinkedHashMap<>();
    for (ExprOrOpArgNode arg : args) {
      @Nullable String string = literal(arg, context);
      if (string == null) {
        throw at(arg, "is not translated: a set of something else than strings");
      }
      members.put(string, Smt.TRUE);
    }
    return new Term.Names(members);
  }

  /** The string that an expression is, by whatever name it is called. */
  private @Nullable String literal(SemanticNode node, Context context) {
    if (node instanceof StringNode string) {
      code(string.getRep().toString());
      return string.getRep().toString();
    }
    if (node instanceof OpApplNode apply) {
      if (context.parameters().get(apply.getOperator()) instanceof Term.Name name) {
        return codes.keySet().stream()
            .filter(it -> symbolOf(it).equals(name.text()))
            .findFirst()
            .orElse(null);
      }
      Optional<ExprNode> body = expanded(apply);
      if (body.isPresent()) {
        return literal(body.get(), context);
      }
    }
    return null;
  }

  private Term chosen(OpApplNode node, Context context) {
    String condition = truth(node.getArgs()[0], context);
    Term yes = term(node.getArgs()[1], context);
    Term no = term(node.getArgs()[2], context);
    if (yes instanceof Term.Int a && no instanceof Term.Int b) {
      return new Term.Int(Smt.ite(condition, a.text(), b.text()));
    }
    if (yes instanceof Term.Truth a && no instanceof Term.Truth b) {
      return new Term.Truth(Smt.ite(condition, a.text(), b.text()));
    }
    if (yes instanceof Term.Name a && no instanceof Term.Name b) {
      return new Term.Name(Smt.ite(condition, a.text(), b.text()));
    }
    if (yes instanceof Term.Names a && no instanceof Term.Names b) {
      Set<String> all = new LinkedHashSet<>(a.members().keySet());
      all.addAll(b.members().keySet());
      Map<String, String> members = new LinkedHashMap<>();
      for (String it : all) {
        members.put(
            it,
            Smt.ite(
                condition,
                a.members().getOrDefault(it, Smt.FALSE),
                b.members().getOrDefault(it, Smt.FALSE)));
      }
      return new Term.Names(withoutStrangers(members));
    }
    throw at(node, "IF has " + yes.sort() + " or " + no.sort());
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

  /** The actions that a next-state relation is the disjunction of. */
  List<OpDefNode> actions(OpDefNode next) {
    List<OpDefNode> actions = new ArrayList<>();
    actions(next.getBody(), actions);
    return actions;
  }

  private void actions(SemanticNode node, List<OpDefNode> actions) {
    if (node instanceof OpApplNode apply) {
      if (nameOf(apply).equals("$DisjList") || nameOf(apply).equals("\\lor")) {
        for (ExprOrOpArgNode part : apply.getArgs()) {
          actions(part, actions);
        }
        return;
      }
      if (apply.getOperator() instanceof OpDefNode definition
          && !isBuiltIn(definition)
          && definition.getArity() == 0) {
        actions.add(definition);
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
