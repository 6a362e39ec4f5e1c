package org.rmmodel.checker.trace;

/** A read of the count from user space. */
final class ReadCall extends Call {
  private final OperationKind kind;
  private final String then;

  /**
   * A read.
   *
   * @param read what the reader wrote down
   * @param from it began after this position
   * @param line the position at which it was written down
   */
  ReadCall(TraceEvent.UserRead read, int from, int line) {
    super(read.module(), from);
    kind = read.absent() ? OperationKind.ABSENT : OperationKind.READ;
    value = read.count() == null ? ModuleScript.UNKNOWN : read.count();
    then = read.then();
    end = line;
    this.line = line;
    mark(line, LineKind.USER_READ, value);
  }

  @Override
  Role role() {
    return Role.READER;
  }

  /** What a reader wrote down is no line of the kernel. */
  @Override
  int printedAt() {
    return -1;
  }

  @Override
  ModuleScript.Operation operation(Positions at, Lives lives) {
    return ModuleScript.Operation.read(kind, at.upTo(from), at.upTo(line), value, then);
  }
}
