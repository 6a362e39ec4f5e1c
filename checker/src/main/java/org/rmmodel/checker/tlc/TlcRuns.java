package org.rmmodel.checker.tlc;

import java.nio.file.Path;
import java.util.function.LongConsumer;

/** A way to run TLC: in one JVM, or distributed over several. */
public interface TlcRuns {
  /**
   * Runs TLC and waits for its end. If this thread is interrupted, TLC is destroyed and the verdict
   * is inconclusive.
   *
   * @param task what to run
   * @param work an empty folder for what TLC writes; a JVM's own files go beside it
   * @param progress gets the number of distinct states now and then
   * @return what TLC found
   */
  TlcResult run(TlcRun.Task task, Path work, LongConsumer progress);
}
