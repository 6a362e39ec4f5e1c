package org.rmmodel.spec.tlc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.rmmodel.spec.BadInput;

/**
 * A TLC configuration file, parsed.
 *
 * @param file its name for messages
 * @param text its text
 * @param constants constants and their values
 * @param substitutions operators and constants that are replaced by an operator (written {@code A
 *     <- B})
 * @param specification what is run: SPECIFICATION, or INIT and NEXT
 * @param invariants the invariants that it lists
 * @param properties the temporal properties that it lists
 * @param aims where the text lists properties or says whether deadlock is one, as pairs of begin
 *     and end
 */
public record Cfg(
    String file,
    String text,
    Map<String, Value> constants,
    Map<String, Name> substitutions,
    List<Name> specification,
    List<Name> invariants,
    List<Name> properties,
    List<int[]> aims) {

  /**
   * A name that the file mentions.
   *
   * @param text the name
   * @param line the line that it stands in, from 1
   */
  public record Name(String text, int line) {}

  /**
   * A constant's value.
   *
   * @param line the line that the constant stands in, from 1
   * @param set whether the value is a set
   * @param size the number of elements listed, if it is a set
   * @param text the value as it is written, with single spaces between its parts
   */
  public record Value(int line, boolean set, int size, String text) {}

  /**
   * Whether a constant is a set that has elements.
   *
   * @param constant the constant's name
   * @return false if it is an empty set, no set, or not there; true also if an operator takes its
   *     place
   */
  public boolean isNonEmptySet(String constant) {
    Value value = constants.get(constant);
    return substitutions.containsKey(constant)
        || (value != null && value.set() && value.size() > 0);
  }

  /**
   * Whether a condition holds of the constants.
   *
   * @param condition {@code Constant}, a set that must have elements, or {@code Constant = value}
   * @return true if it does
   */
  public boolean satisfies(String condition) {
    int equals = condition.indexOf('=');
    if (equals < 0) {
      return isNonEmptySet(condition.strip());
    }
    Value value = constants.get(condition.substring(0, equals).strip());
    return value != null && value.text().equals(condition.substring(equals + 1).strip());
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
    defined.addAll(specification);
    defined.addAll(invariants);
    defined.addAll(properties);
    for (Name name : defined) {
      if (!sources.defines(name.text())) {
        throw error(name.line(), "no module defines " + name.text());
      }
    }
  }

  /**
   * The cfg for a run that only reaches: without its properties and without a deadlock check, on
   * the same lines.
   *
   * @return the cfg's text
   */
  public String withoutAims() {
    StringBuilder blank = new StringBuilder(text);
    for (int[] aim : aims) {
      for (int i = aim[0]; i < aim[1]; i++) {
        if (blank.charAt(i) != '\n') {
          blank.setCharAt(i, ' ');
        }
      }
    }
    return blank + "\nCHECK_DEADLOCK FALSE\n";
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
