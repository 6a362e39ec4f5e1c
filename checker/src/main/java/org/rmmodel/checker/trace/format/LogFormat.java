package org.rmmodel.checker.trace.format;

/** A way in which a kernel's events are written down. */
public interface LogFormat {
  /**
   * What the user calls it.
   *
   * @return a word for {@code --format}
   */
  String id();

  /**
   * What it is.
   *
   * @return some words, for "read as"
   */
  String title();

  /**
   * What an event looks like in it.
   *
   * @return a pattern for messages, such as {@code TASK-PID [CPU] FLAGS TIME: EVENT}
   */
  String form();
}
