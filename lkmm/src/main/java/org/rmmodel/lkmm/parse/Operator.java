package org.rmmodel.lkmm.parse;

/** The operators of expressions. */
public enum Operator {
  /** Sum. */
  ADD("+", 5),
  /** Difference. */
  SUB("-", 5),
  /** Product. */
  MUL("*", 6),
  /** Bits of both. */
  AND("&", 3),
  /** Bits of either. */
  OR("|", 1),
  /** Bits of one of them. */
  XOR("^", 2),
  /** Bits of the first without those of the second: atomic_andnot. */
  ANDNOT("&~", 0),
  /** Equal. */
  EQ("==", 4),
  /** Not equal. */
  NE("!=", 4),
  /** Less. */
  LT("<", 4),
  /** Greater. */
  GT(">", 4),
  /** Less or equal. */
  LE("<=", 4),
  /** Greater or equal. */
  GE(">=", 4);

  private final String symbol;
  private final int strength;

  Operator(String symbol, int strength) {
    this.symbol = symbol;
    this.strength = strength;
  }

  /** As it is written. */
  String symbol() {
    return symbol;
  }

  /** How closely it binds; 0 for what no expression has. */
  int strength() {
    return strength;
  }

  /**
   * The result.
   *
   * @param a the left value
   * @param b the right value
   * @return a number; a comparison gives 1 or 0
   */
  public long apply(long a, long b) {
    return switch (this) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case AND -> a & b;
      case OR -> a | b;
      case XOR -> a ^ b;
      case ANDNOT -> a & ~b;
      case EQ -> a == b ? 1 : 0;
      case NE -> a != b ? 1 : 0;
      case LT -> a < b ? 1 : 0;
      case GT -> a > b ? 1 : 0;
      case LE -> a <= b ? 1 : 0;
      case GE -> a >= b ? 1 : 0;
    };
  }
}
