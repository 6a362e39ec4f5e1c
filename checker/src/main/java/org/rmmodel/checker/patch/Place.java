package org.rmmodel.checker.patch;

/**
 * Where a changed line is.
 *
 * @param kind what it is in
 * @param name the function's name, or the structure's, or nothing
 */
public record Place(Kind kind, String name) {
  /** What a line is in. */
  public enum Kind {
    /** In a function, or in its head. */
    FUNCTION,
    /** In a structure, an enumeration or a variable's value. */
    DATA,
    /** A declaration between functions, or what exports one. */
    DECLARATION,
    /** Between functions. */
    OUTSIDE,
    /** The hunk does not show it. */
    UNTOLD
  }

  static final Place OUTSIDE = new Place(Kind.OUTSIDE, "");
  static final Place UNTOLD = new Place(Kind.UNTOLD, "");
}
