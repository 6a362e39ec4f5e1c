package org.rmmodel.checker.trace.format;

import java.io.IOException;

/** A log that cannot be read: what is wrong, and at which line. It does not know the log's name. */
public final class UnreadableException extends IOException {
  private static final long serialVersionUID = 1L;

  private final long line;
  private final String what;

  /**
   * Says what is wrong.
   *
   * @param line the number of the line or event, from 1, or 0 if it is not about one line
   * @param what what is wrong, without a full stop
   */
  public UnreadableException(long line, String what) {
    super((line > 0 ? line + ": " : "") + what);
    this.line = line;
    this.what = what;
  }

  /**
   * Where it is wrong.
   *
   * @return the number of the line or event, or 0
   */
  public long line() {
    return line;
  }

  /**
   * What is wrong.
   *
   * @return one line without a full stop; it may quote the log
   */
  public String what() {
    return what;
  }
}
