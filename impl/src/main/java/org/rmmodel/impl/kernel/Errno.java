package org.rmmodel.impl.kernel;

/** What a system call returns: 0 or an error number, as Linux numbers them. */
public enum Errno {
  /** No error. */
  OK(0),
  /** The caller may not load or unload modules. */
  EPERM(1),
  /** No such module, or no such symbol. */
  ENOENT(2),
  /** Interrupted while waiting. */
  EINTR(4),
  /** What a device says that does not answer; the usual failure of an {@code init}. */
  EIO(5),
  /** The module exports a symbol that another one exports already. */
  ENOEXEC(8),
  /** The module is used: references are held, or other modules need it. The same as EAGAIN. */
  EWOULDBLOCK(11),
  /** The name cannot be read from user space. */
  EFAULT(14),
  /** The module is not LIVE, is permanent, or (for a symbol) did not become LIVE in time. */
  EBUSY(16),
  /** A module of this name is there. */
  EEXIST(17),
  /** A parameter is refused. */
  EINVAL(22);

  private final int number;

  Errno(int number) {
    this.number = number;
  }

  /**
   * Gives the number as a system call returns it.
   *
   * @return 0, or the error number negated
   */
  public int returned() {
    return -number;
  }
}
