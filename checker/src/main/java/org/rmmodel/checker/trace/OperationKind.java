package org.rmmodel.checker.trace;

import java.util.Locale;

/** What an operation is. The names are those of TraceProtocol.tla, in capitals. */
public enum OperationKind {
  /** try_module_get, or __module_get. */
  GET,
  /** try_module_get. */
  TRY,
  /** module_put. */
  PUT,
  /** A get or a put: it was under way when the recording stopped, and its line is not there. */
  EITHER,
  /** A read of the count. */
  READ,
  /** A look at a file of sysfs that is not there. */
  ABSENT,
  /** delete_module. */
  DELETE,
  /** load_module. */
  LOAD,
  /** load_module that fails before module_load, when the module is formed already. */
  FAILS,
  /** What a task does that has nothing left to do. */
  NONE;

  /**
   * What the specification calls it.
   *
   * @return the name
   */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
