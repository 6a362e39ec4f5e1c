package org.rmmodel.checker.patch;

/** Numbers of things. */
final class Plural {
  private Plural() {}

  /** For example {@code 1 hunk}, {@code 2 hunks}. */
  static String of(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }
}
