package org.rmmodel.checker.trace;

/** Who carries an operation out. */
public enum Role {
  /** Gets and puts. */
  USER("u"),
  /** Reads the count. */
  READER("r"),
  /** Unloads. */
  UNLOADER("d"),
  /** Unloads by force. */
  FORCER("f"),
  /** Loads. */
  LOADER("l");

  private final String prefix;

  Role(String prefix) {
    this.prefix = prefix;
  }

  /**
   * A protocol task's name.
   *
   * @param index its number within the role, from 0
   * @return the name, as the specification's constants have it
   */
  String task(int index) {
    return prefix + (index + 1);
  }
}
