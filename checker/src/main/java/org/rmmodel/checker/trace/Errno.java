package org.rmmodel.checker.trace;

/** The errors of delete_module on which a decision depends, as the call returns them: negative. */
enum Errno {
  /** No module of that name. */
  ENOENT(2),
  /** The module is in use. */
  EWOULDBLOCK(11),
  /** The module has no exit(), or is not LIVE. */
  EBUSY(16);

  private final int number;

  Errno(int number) {
    this.number = number;
  }

  /**
   * What a call returns that fails so.
   *
   * @return the negative number
   */
  int result() {
    return -number;
  }

  /**
   * Has a call failed so?
   *
   * @param result what it returned
   * @return whether it did
   */
  boolean is(int result) {
    return result == result();
  }
}
