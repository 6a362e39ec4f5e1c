package org.rmmodel.conformance.trace;

import java.util.Optional;
import java.util.stream.Stream;

/** The calls that a recording can have. */
public enum CallKind {
  /** {@code try_module_get}: 1 or 0. */
  GET("get"),
  /** {@code __module_get}, of a module of which a reference is held. */
  BORROW("borrow"),
  /** {@code module_put}: 1, or 0 for a WARN_ON. */
  PUT("put"),
  /** {@code module_refcount}: the count. */
  READ("read"),
  /** {@code __module_address}, of an address that no module has. */
  WALK("walk"),
  /** {@code module_find_bug}, of an address that no module has. */
  WALK_BUGS("walk-bugs"),
  /** {@code __symbol_get}: 1 or 0. */
  SYMBOL_GET("symbol-get"),
  /** {@code __symbol_put}: 1, or 0 for a WARN_ON. */
  SYMBOL_PUT("symbol-put"),
  /** {@code load_module}: 0, or the error number negated. */
  LOAD("load"),
  /** {@code delete_module}: 0, or the error number negated. */
  DELETE("delete"),
  /** {@code delete_module}, by a task without CAP_SYS_MODULE. */
  DELETE_UNPRIVILEGED("delete-unprivileged"),
  /** {@code delete_module}, of a name that cannot be read. */
  DELETE_BAD_POINTER("delete-bad-pointer"),
  /** {@code delete_module}, with a signal pending. */
  DELETE_INTERRUPTED("delete-interrupted"),
  /** {@code /proc/modules}: how many lines. Not in the specification. */
  PROC_MODULES("proc-modules"),
  /** {@code rcu_barrier}: how many callbacks. Not in the specification. */
  BARRIER("rcu-barrier");

  private final String word;

  CallKind(String word) {
    this.word = word;
  }

  /** What it is called in a file. */
  String word() {
    return word;
  }

  static Optional<CallKind> of(String word) {
    return Stream.of(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }

  boolean isDelete() {
    return switch (this) {
      case DELETE, DELETE_UNPRIVILEGED, DELETE_BAD_POINTER, DELETE_INTERRUPTED -> true;
      default -> false;
    };
  }

  /** Whether the specification has such a call. */
  boolean isOfTheProtocol() {
    return this != PROC_MODULES && this != BARRIER;
  }

  /** Whether it is about a load that the caller knows. */
  boolean isOfALoad() {
    return this == GET || this == BORROW || this == PUT || this == READ;
  }
}
