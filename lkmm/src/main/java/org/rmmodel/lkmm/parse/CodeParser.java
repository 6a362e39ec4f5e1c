package org.rmmodel.lkmm.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a thread does. */
final class CodeParser {
  private static final int MAX_DEPTH = 200;
  private static final int MAX_OPERATORS = 1000;
  private static final Set<String> LOOPS = Set.of("while", "for", "do", "goto");

  private final Tokens tokens;
  private int depth;
  private int operators;

  CodeParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** The body with its braces; what comes after it is no code. */
  List<Statement> body() {
    tokens.expect("{");
    List<Statement> all = new ArrayList<>();
    while (!tokens.sees("}")) {
      statement(all);
    }
    // The token ahead is the last one of the code.
    tokens.take();
    tokens.inCode(false);
    return all;
  }

  private void statement(List<Statement> into) {
    enter();
    Place place = tokens.peek().place();
    if (tokens.takes("{")) {
      while (!tokens.takes("}")) {
        statement(into);
      }
    } else if (tokens.takes("if")) {
      into.add(conditional(place));
    } else if (tokens.peek().kind() == Token.Kind.NAME && LOOPS.contains(tokens.peek().text())) {
      throw new LitmusException(place, "loops are not supported: '" + tokens.peek().text() + "'");
    } else if (tokens.seesType()) {
      declaration(into);
    } else if (!tokens.takes(";")) {
      into.add(simple(place));
      tokens.expect(";");
    }
    depth--;
  }

  private Statement conditional(Place place) {
    tokens.expect("(");
    Expression condition = expression();
    tokens.expect(")");
    List<Statement> then = new ArrayList<>();
    statement(then);
    List<Statement> otherwise = new ArrayList<>();
    if (tokens.takes("else")) {
      statement(otherwise);
    }
    return new Statement.If(place, condition, then, otherwise);
  }

  private void declaration(List<Statement> into) {
    tokens.type();
    do {
      while (tokens.takes("*")) {
        // Each name of a declaration may have its own stars.
      }
      Place place = tokens.peek().place();
      String name = tokens.name("a local variable");
      if (tokens.takes("=")) {
        into.add(new Statement.Assign(place, name, expression()));
      }
    } while (tokens.takes(","));
    tokens.expect(";");
  }

  private Statement simple(Place place) {
    if (tokens.sees("*")) {
      Expression target = unary();
      tokens.expect("=");
      return new Statement.Store(place, addressOf(target), expression(), Access.PLAIN);
    }
    if (tokens.sees("(")) {
      return new Statement.Evaluate(place, expression());
    }
    String name = tokens.name("a statement");
    if (tokens.takes("=")) {
      return new Statement.Assign(place, name, expression());
    }
    if (!tokens.sees("(")) {
      throw tokens.unexpected("'=' or '('");
    }
    return Functions.statement(place, name, arguments());
  }

  private List<Expression> arguments() {
    tokens.expect("(");
    List<Expression> all = new ArrayList<>();
    while (!tokens.takes(")")) {
      all.add(expression());
      if (!tokens.sees(")")) {
        tokens.expect(",");
      }
    }
    return all;
  }

  private Expression expression() {
    return binary(1);
  }

  private Expression binary(int strength) {
    Expression left = unary();
    while (true) {
      Operator operator = operatorAhead();
      if (operator == null || operator.strength() < strength) {
        return left;
      }
      Place place = tokens.take().place();
      if (++operators > MAX_OPERATORS) {
        throw new LitmusException(place, "more than " + MAX_OPERATORS + " operators in one thread");
      }
      left = new Expression.Binary(place, operator, left, binary(operator.strength() + 1));
    }
  }

  private @Nullable Operator operatorAhead() {
    for (Operator operator : Operator.values()) {
      if (operator.strength() > 0 && tokens.sees(operator.symbol())) {
        return operator;
      }
    }
    return null;
  }

  private Expression unary() {
    enter();
    Expression result = unaryInside();
    depth--;
    return result;
  }

  private Expression unaryInside() {
    Token first = tokens.peek();
    Place place = first.place();
    if (tokens.takes("*")) {
      return new Expression.Load(place, unary(), Access.PLAIN);
    }
    if (tokens.takes("-")) {
      Expression zero = new Expression.Constant(place, 0);
      return new Expression.Binary(place, Operator.SUB, zero, unary());
    }
    if (tokens.takes("!")) {
      Expression zero = new Expression.Constant(place, 0);
      return new Expression.Binary(place, Operator.EQ, unary(), zero);
    }
    if (tokens.takes("(")) {
      if (tokens.seesType()) {
        tokens.type();
        tokens.expect(")");
        return unary();
      }
      Expression inner = expression();
      tokens.expect(")");
      return inner;
    }
    if (first.kind() == Token.Kind.NUMBER) {
      return new Expression.Constant(place, tokens.number());
    }
    String name = tokens.name("an expression");
    return tokens.sees("(")
        ? Functions.expression(place, name, arguments())
        : new Expression.Name(place, name);
  }

  /** What a star was put before. */
  static Expression addressOf(Expression target) {
    if (target instanceof Expression.Load load && load.access() == Access.PLAIN) {
      return load.address();
    }
    throw new LitmusException(target.place(), "a variable is expected, such as *x");
  }

  private void enter() {
    if (++depth > MAX_DEPTH) {
      throw new LitmusException(
          tokens.peek().place(), "more than " + MAX_DEPTH + " things within each other");
    }
  }
}
