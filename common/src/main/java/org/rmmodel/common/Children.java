package org.rmmodel.common;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Owns the processes that this one starts: at the end of this JVM none is left. */
public final class Children {
  private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();
  private static volatile boolean ending;

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Children::endAll, "end child processes"));
  }

  private Children() {}

  /**
   * Starts a process.
   *
   * @param builder what to start
   * @return the process; it is ended at the end of this JVM if it has not ended by then
   * @throws IOException if it cannot be started
   */
  public static Process start(ProcessBuilder builder) throws IOException {
    Process process = builder.start();
    ALIVE.removeIf(other -> !other.isAlive());
    ALIVE.add(process);
    if (ending) {
      end(process);
    }
    return process;
  }

  /**
   * Ends a process and what it has started, and waits until it is gone, so that it writes no more.
   *
   * @param process the process; one that has ended is left alone
   */
  public static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().completeOnTimeout(process, 5, TimeUnit.SECONDS).join();
  }

  /** Ends every process that was started here, and every one that is started from now on. */
  public static void endAll() {
    ending = true;
    ALIVE.forEach(Children::end);
  }
}
