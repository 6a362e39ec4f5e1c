package org.rmmodel.checker.check;

import org.rmmodel.checker.catalogue.Case;

/** Is told how runs go. Calls come from several threads. */
public interface Watcher {
  /** Looks away. */
  Watcher NONE = new Watcher() {};

  /**
   * A run has begun.
   *
   * @param of the run
   */
  default void started(Case of) {}

  /**
   * A run goes on.
   *
   * @param of the run
   * @param states the distinct states found so far
   */
  default void progressed(Case of, long states) {}

  /**
   * A run has ended.
   *
   * @param result its result
   */
  default void finished(RunResult result) {}
}
