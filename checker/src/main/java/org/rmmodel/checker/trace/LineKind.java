package org.rmmodel.checker.trace;

import java.util.Locale;

/**
 * What a line of a module's script shows. The names are those of TraceProtocol.tla, in capitals;
 * the last ones are complaints, which the specification lets no behaviour explain.
 */
enum LineKind {
  CALL,
  END_OF_LOG,
  END,
  GET_DONE,
  MODULE_GET,
  PUT_DONE,
  MODULE_PUT,
  GET_REFUSED,
  OPERATION_RET,
  USER_READ,
  DELETE_RET,
  SAME,
  LOAD_EXIT,
  MODULE_LOAD,
  INIT_CALL,
  LOAD_RET,
  REL_SUB,
  REL_NZ,
  REL_READD,
  GOING,
  FREE_CALL,
  MODULE_FREE,
  FREE_RET,

  /** The event fits no operation of its task. */
  IMPOSSIBLE,
  /** The module that is freed did not use this one. */
  NOT_USED,
  /** The module that was freed used this one and has not put it. */
  NOT_PUT,
  /** The put comes after the grace period of the module that used this one. */
  PUT_LATE,
  /** A second reference for the same use. */
  USED_TWICE,
  /** A module that is loaded uses the one that is freed. */
  IN_USE;

  /**
   * What the specification and the reports call it.
   *
   * @return the name
   */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
