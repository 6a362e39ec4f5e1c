package org.rmmodel.checker.tlc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.rmmodel.common.BadInput;

/**
 * A TLC configuration: what a file says, or what became of it by the defaults and by what a model
 * has of its own.
 *
 * @param file its name for messages
 * @param constants constants and their values
 * @param substitutions operators and constants that are replaced by an operator (written {@code A
 *     <- B})
 * @param specification what is run: one name after SPECIFICATION, or one after INIT and one after
 *     NEXT; nothing in the file of the defaults
 * @param rest constraints, symmetry and view, each with its keyword
 * @param deadlock what CHECK_DEADLOCK says, if it is there
 * @param invariants the invariants that it lists
 * @param properties the temporal properties that it lists
 */
public record Cfg(
    String file,
    Map<String, Value> constants,
    Map<String, Name> substitutions,
    List<Statement> specification,
    List<Statement> rest,
    Optional<Boolean> deadlock,
    List<Name> invariants,
    List<Name> properties) {

  /** Copies the collections, in their order. */
  public Cfg {
    constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
    substitutions = Collections.unmodifiableMap(new LinkedHashMap<>(substitutions));
    specification = List.copyOf(specification);
    rest = List.copyOf(rest);
    invariants = List.copyOf(invariants);
    properties = List.copyOf(properties);
  }

  /**
   * A name that the file mentions.
   *
   * @param text the name
   * @param line the line that it stands in, from 1
   */
  public record Name(String text, int line) {}

  /**
   * A name with the keyword before it.
   *
   * @param keyword for example SPECIFICATION
   * @param name the name
   */
  public record Statement(String keyword, Name name) {}

  /**
   * A constant's value.
   *
   * @param line the line that the constant stands in, from 1
   * @param set whether the value is a set
   * @param size the number of elements listed, if it is a set
   * @param text the value as TLC reads it
   */
  public record Value(int line, boolean set, int size, String text) {}

  /**
   * The names of all properties that it lists.
   *
   * @return invariants, then temporal properties
   */
  public List<String> propertyNames() {
    List<String> names = new ArrayList<>();
    invariants.forEach(name -> names.add(name.text()));
    properties.forEach(name -> names.add(name.text()));
    return names;
  }

  /**
   * Checks that the names exist: TLC of 2020 ignores a constant or an operator that no module has.
   *
   * @param sources the modules
   * @throws BadInput with file and line, for a name that no module mentions or defines
   */
  public void checkNames(TlaSources sources) {
    constants.forEach(
        (name, value) -> {
          if (!sources.mentions(name)) {
            throw error(value.line(), "no module has a constant " + name);
          }
        });
    substitutions.forEach(
        (name, by) -> {
          if (!sources.mentions(name)) {
            throw error(by.line(), "no module has an operator " + name);
          }
        });
    List<Name> defined = new ArrayList<>(substitutions.values());
    specification.forEach(statement -> defined.add(statement.name()));
    rest.forEach(statement -> defined.add(statement.name()));
    defined.addAll(invariants);
    defined.addAll(properties);
    for (Name name : defined) {
      if (!sources.defines(name.text())) {
        throw error(name.line(), "no module defines " + name.text());
      }
    }
  }

  /**
   * This cfg with constants replaced and added.
   *
   * @param other what replaces; it has nothing but constants and operators that count
   * @return the cfg with the values of the other one, where it has any
   */
  public Cfg with(Cfg other) {
    Map<String, Value> values = new LinkedHashMap<>(constants);
    Map<String, Name> operators = new LinkedHashMap<>(substitutions);
    other.constants.forEach(
        (name, value) -> {
          operators.remove(name);
          values.put(name, value);
        });
    other.substitutions.forEach(
        (name, by) -> {
          values.remove(name);
          operators.put(name, by);
        });
    return new Cfg(file, values, operators, specification, rest, deadlock, invariants, properties);
  }

  /**
   * This cfg on top of defaults: what it does not give a value has the default's.
   *
   * @param defaults the defaults
   * @return the whole cfg
   */
  public Cfg over(Cfg defaults) {
    Cfg whole = defaults.with(this);
    return new Cfg(
        file,
        whole.constants,
        whole.substitutions,
        specification,
        rest,
        deadlock,
        invariants,
        properties);
  }

  /**
   * This cfg with some of its constants only.
   *
   * @param wanted tells which constants, and operators that are replaced, are kept
   * @return the cfg without the others
   */
  public Cfg keeping(Predicate<String> wanted) {
    Map<String, Value> values = new LinkedHashMap<>(constants);
    Map<String, Name> operators = new LinkedHashMap<>(substitutions);
    values.keySet().removeIf(wanted.negate());
    operators.keySet().removeIf(wanted.negate());
    return new Cfg(file, values, operators, specification, rest, deadlock, invariants, properties);
  }

  /**
   * The cfg under another name.
   *
   * @param name its name for messages
   * @return the same cfg
   */
  public Cfg named(String name) {
    return new Cfg(
        name, constants, substitutions, specification, rest, deadlock, invariants, properties);
  }

  /**
   * The cfg with another specification.
   *
   * @param name what is run
   * @return the cfg with {@code SPECIFICATION name}
   */
  public Cfg running(Name name) {
    return new Cfg(
        file,
        constants,
        substitutions,
        List.of(new Statement("SPECIFICATION", name)),
        rest,
        deadlock,
        invariants,
        properties);
  }

  /**
   * The cfg with other properties.
   *
   * @param newInvariants the invariants
   * @param newProperties the temporal properties
   * @return the cfg that lists these alone
   */
  public Cfg asking(List<Name> newInvariants, List<Name> newProperties) {
    return new Cfg(
        file,
        constants,
        substitutions,
        specification,
        rest,
        deadlock,
        newInvariants,
        newProperties);
  }

  /**
   * The cfg for a run that only reaches: without its properties and without a deadlock check.
   *
   * @return the cfg
   */
  public Cfg withoutAims() {
    return new Cfg(
        file,
        constants,
        substitutions,
        specification,
        rest,
        Optional.of(false),
        List.of(),
        List.of());
  }

  /**
   * The cfg as TLC reads it.
   *
   * @return its lines
   */
  public String text() {
    StringBuilder out = new StringBuilder();
    for (Statement statement : specification) {
      line(out, statement.keyword() + " " + statement.name().text());
    }
    deadlock.ifPresent(check -> line(out, "CHECK_DEADLOCK " + (check ? "TRUE" : "FALSE")));
    if (!constants.isEmpty() || !substitutions.isEmpty()) {
      line(out, "CONSTANTS");
    }
    constants.forEach((name, value) -> line(out, "  " + name + " = " + value.text()));
    substitutions.forEach((name, by) -> line(out, "  " + name + " <- " + by.text()));
    for (Statement statement : rest) {
      line(out, statement.keyword() + " " + statement.name().text());
    }
    list(out, "INVARIANTS", invariants);
    list(out, "PROPERTIES", properties);
    return out.toString();
  }

  private static void list(StringBuilder out, String keyword, List<Name> names) {
    if (!names.isEmpty()) {
      line(out, keyword);
      names.forEach(name -> line(out, "  " + name.text()));
    }
  }

  private static void line(StringBuilder out, String line) {
    out.append(line).append('\n');
  }

  /**
   * An error at a line of this file.
   *
   * @param line the line, from 1
   * @param what what is wrong
   * @return the exception to throw
   */
  public BadInput error(int line, String what) {
    return new BadInput(file + ":" + line + ": " + what);
  }
}
