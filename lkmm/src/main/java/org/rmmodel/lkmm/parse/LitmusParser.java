package org.rmmodel.lkmm.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a test: its title, initial state, threads and condition. */
final class LitmusParser {
  private static final int MAX_THREADS = 64;
  private static final int MAX_DEPTH = 200;
  private static final int MAX_ATOMS = 1000;

  private final Lexer lexer;
  private final Tokens tokens;
  private final Map<Integer, Place> spokenOf = new TreeMap<>();
  private int depth;
  private int atoms;

  LitmusParser(String text) {
    lexer = new Lexer(text);
    tokens = new Tokens(lexer);
  }

  Litmus parse() {
    Place begin = lexer.place();
    String title = lexer.restOfLine().strip();
    if (!title.startsWith("C ") && !title.startsWith("C\t")) {
      throw new LitmusException(
          begin,
          "a litmus test in C begins with 'C NAME', and this one with '" + shown(title) + "'");
    }
    lexer.skipTo('{');
    List<Litmus.Initial> initial = initial();
    List<Litmus.Code> threads = new ArrayList<>();
    while (tokens.peek().kind() == Token.Kind.NAME && tokens.peek().text().matches("P[0-9]+")) {
      threads.add(thread(threads.size()));
    }
    if (threads.isEmpty()) {
      throw tokens.unexpected("a thread such as P0(int *x)");
    }
    List<Condition.Term> locations = tokens.takes("locations") ? locations() : List.of();
    Condition filter = tokens.takes("filter") ? condition() : null;
    if (locations.isEmpty() && tokens.takes("locations")) {
      locations = locations();
    }
    Litmus test = question(title.substring(2).strip(), initial, threads, filter, locations);
    spokenOf.forEach(
        (thread, place) -> {
          if (thread >= threads.size()) {
            throw noThread(place, thread);
          }
        });
    return test;
  }

  private Litmus question(
      String name,
      List<Litmus.Initial> initial,
      List<Litmus.Code> threads,
      @Nullable Condition filter,
      List<Condition.Term> locations) {
    Quantifier quantifier;
    Condition condition;
    if (tokens.takes("exists")) {
      quantifier = Quantifier.EXISTS;
      condition = condition();
    } else if (tokens.takes("forall")) {
      quantifier = Quantifier.FORALL;
      condition = condition();
    } else if (tokens.takes("~")) {
      tokens.expect("exists");
      quantifier = Quantifier.NOT_EXISTS;
      condition = condition();
    } else if (tokens.peek().kind() == Token.Kind.END && !locations.isEmpty()) {
      quantifier = Quantifier.FORALL;
      condition = new Condition.True();
    } else {
      throw tokens.unexpected("exists, ~exists, forall or another thread");
    }
    tokens.takes(";");
    if (tokens.peek().kind() != Token.Kind.END) {
      throw tokens.unexpected("the end of the file");
    }
    return new Litmus(name, initial, threads, filter, quantifier, condition, locations);
  }

  private List<Litmus.Initial> initial() {
    tokens.expect("{");
    List<Litmus.Initial> all = new ArrayList<>();
    Map<Condition.Term, Condition.Term> values = new HashMap<>();
    while (!tokens.takes("}")) {
      if (tokens.takes(";")) {
        continue;
      }
      if (tokens.seesType()) {
        tokens.type();
      }
      Place place = tokens.peek().place();
      Condition.Term what = target();
      Condition.Term value = new Condition.Literal(0);
      if (tokens.takes("=")) {
        value = initialValue();
      }
      Condition.Term other = values.put(what, value);
      if (other != null && !other.equals(value)) {
        throw new LitmusException(place, what + " has two initial values");
      }
      all.add(new Litmus.Initial(what, value));
      if (!tokens.sees("}")) {
        tokens.expect(";");
      }
    }
    return all;
  }

  private Condition.Term initialValue() {
    if (tokens.takes("ATOMIC_INIT")) {
      tokens.expect("(");
      Condition.Term value = value();
      tokens.expect(")");
      return value;
    }
    if (tokens.takes("(")) {
      tokens.type();
      tokens.expect(")");
    }
    return value();
  }

  private Litmus.Code thread(int number) {
    Token name = tokens.take();
    if (number >= MAX_THREADS) {
      throw new LitmusException(name.place(), "more than " + MAX_THREADS + " threads");
    }
    if (!name.text().equals("P" + number)) {
      throw new LitmusException(name.place(), "P" + number + " is expected, not " + name.text());
    }
    tokens.inCode(true);
    tokens.expect("(");
    List<String> parameters = new ArrayList<>();
    while (!tokens.takes(")")) {
      tokens.type();
      Place place = tokens.peek().place();
      String parameter = tokens.name("a parameter");
      if (parameters.contains(parameter)) {
        throw new LitmusException(place, name.text() + " has two parameters " + parameter);
      }
      parameters.add(parameter);
      if (!tokens.sees(")")) {
        tokens.expect(",");
      }
    }
    List<Statement> body = new CodeParser(tokens).body();
    return new Litmus.Code(parameters, body, lexer.takeComments());
  }

  private List<Condition.Term> locations() {
    tokens.expect("[");
    List<Condition.Term> all = new ArrayList<>();
    while (!tokens.takes("]")) {
      all.add(target());
      if (!tokens.sees("]")) {
        tokens.expect(";");
      }
    }
    return all;
  }

  private Condition condition() {
    enter();
    Condition left = conjunction();
    while (tokens.takes("\\/")) {
      left = new Condition.Or(left, conjunction());
    }
    depth--;
    return left;
  }

  private Condition conjunction() {
    Condition left = factor();
    while (tokens.takes("/\\")) {
      left = new Condition.And(left, factor());
    }
    return left;
  }

  private Condition factor() {
    if (tokens.takes("~") || tokens.takes("not")) {
      enter();
      Condition of = factor();
      depth--;
      return new Condition.Not(of);
    }
    if (tokens.takes("(")) {
      Condition inner = condition();
      tokens.expect(")");
      return inner;
    }
    if (++atoms > MAX_ATOMS) {
      throw new LitmusException(
          tokens.peek().place(), "more than " + MAX_ATOMS + " values are asked for");
    }
    if (tokens.takes("true")) {
      return new Condition.True();
    }
    Condition.Term left = target();
    boolean differs = tokens.takes("!=");
    if (!differs && !tokens.takes("==")) {
      tokens.expect("=");
    }
    Condition equal = new Condition.Equal(left, value());
    return differs ? new Condition.Not(equal) : equal;
  }

  /** A register or a variable's content. */
  private Condition.Term target() {
    if (tokens.peek().kind() == Token.Kind.NUMBER) {
      Place place = tokens.peek().place();
      long thread = tokens.number();
      tokens.expect(":");
      return register(place, thread);
    }
    boolean bracket = tokens.takes("[");
    if (!bracket) {
      tokens.takes("*");
    }
    Condition.Term content = new Condition.Content(tokens.name("a variable"));
    if (bracket) {
      tokens.expect("]");
    }
    return content;
  }

  /** A number, an address, or a register. */
  private Condition.Term value() {
    boolean minus = tokens.takes("-");
    if (tokens.peek().kind() == Token.Kind.NUMBER) {
      Place place = tokens.peek().place();
      long number = tokens.number();
      if (!minus && tokens.takes(":")) {
        return register(place, number);
      }
      return new Condition.Literal(minus ? -number : number);
    }
    tokens.takes("&");
    return new Condition.Address(tokens.name("a number or a variable"));
  }

  private Condition.Register register(Place place, long thread) {
    if (thread < 0 || thread >= MAX_THREADS) {
      throw noThread(place, thread);
    }
    spokenOf.putIfAbsent((int) thread, place);
    return new Condition.Register((int) thread, tokens.name("a local variable"));
  }

  private static LitmusException noThread(Place place, long thread) {
    return new LitmusException(place, "there is no thread P" + thread);
  }

  private void enter() {
    if (++depth > MAX_DEPTH) {
      throw new LitmusException(
          tokens.peek().place(), "more than " + MAX_DEPTH + " conditions within each other");
    }
  }

  private static String shown(String title) {
    return title.length() > 40 ? title.substring(0, 40) + "..." : title;
  }
}
