package org.rmmodel.conformance.flaws;

import java.util.List;

/** What one side says of a flaw on a kernel. */
enum Side {
  /** It is there. */
  FOUND("X"),
  /** It is not there, within the bounds of the side. */
  NOT_FOUND("."),
  /** Nobody asks. */
  NOT_ASKED("-");

  private final String sign;

  Side(String sign) {
    this.sign = sign;
  }

  String sign() {
    return sign;
  }

  /** What several models say together: it is there if one of them has it. */
  static Side anyOf(List<Side> sides) {
    if (sides.contains(FOUND)) {
      return FOUND;
    }
    return sides.contains(NOT_FOUND) ? NOT_FOUND : NOT_ASKED;
  }
}
