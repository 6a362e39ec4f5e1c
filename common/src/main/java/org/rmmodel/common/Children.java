package org.rmmodel.common;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The owner of all processes that this program starts: the only one that ends them, and the only
 * one that acts when the program itself is being ended (Ctrl-C, a signal, its own end). Then, in
 * this order: it says how far things have come, ends the processes, and tidies up. Whoever starts
 * processes, or makes something of how they ended, stands still from then on.
 */
public final class Children {
  private static final long PATIENCE_SECONDS = 5;

  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();
  private static final List<Last> LAST_WORDS = new CopyOnWriteArrayList<>();
  private static final List<Last> CLEANERS = new CopyOnWriteArrayList<>();
  private static final Object ENDING = "the program is being ended";
  private static volatile boolean ending;

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Children::end, "the end"));
  }

  private Children() {}

  /** What is to be done at the end of the program, unless it is closed before. */
  public static final class Last implements AutoCloseable {
    private final List<Last> all;
    private final Runnable what;
    private final Optional<ExitStatus> status;

    private Last(List<Last> all, Runnable what, Optional<ExitStatus> status) {
      this.all = all;
      this.what = what;
      this.status = status;
      all.add(this);
    }

    /** It is no longer to be done. */
    @Override
    public void close() {
      all.remove(this);
    }
  }

  /**
   * Starts a process that ends with this program at the latest.
   *
   * @param builder how
   * @return the process
   * @throws IOException if it cannot be started
   */
  public static Process start(ProcessBuilder builder) throws IOException {
    stopIfEnding();
    Process process = builder.start();
    RUNNING.removeIf(other -> !other.isAlive());
    RUNNING.add(process);
    if (ending) {
      end(process);
    }
    return process;
  }

  /**
   * Does not return once this program is being ended: for whoever would begin something that nobody
   * tidies up any more, or would take a process that was ended for one that has failed.
   */
  public static void stopIfEnding() {
    while (ending) {
      LockSupport.park(ENDING);
    }
  }

  /**
   * Ends a process and all that it has started, and waits until it is gone, so that it writes no
   * more. Does not return once this program is being ended, as {@link #stopIfEnding}.
   *
   * @param process the process
   */
  public static void end(Process process) {
    destroy(process);
    stopIfEnding();
  }

  private static void destroy(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().completeOnTimeout(process, PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    RUNNING.remove(process);
  }

  /**
   * Something is under way: if the program is ended meanwhile, it says how far it came, and has
   * concluded nothing.
   *
   * @param words says it
   * @return to be closed when it is done
   */
  public static Last ifInterrupted(Runnable words) {
    return new Last(LAST_WORDS, words, Optional.of(ExitStatus.INCONCLUSIVE));
  }

  /**
   * Something has to be tidied up, after all processes are gone.
   *
   * @param what does it
   * @return to be closed when it has been done
   */
  public static Last cleanUp(Runnable what) {
    return new Last(CLEANERS, what, Optional.empty());
  }

  private static void end() {
    ending = true;
    List<Last> words = List.copyOf(LAST_WORDS);
    words.forEach(last -> last.what.run());
    RUNNING.forEach(Children::destroy);
    List<Last> cleaners = new ArrayList<>(CLEANERS);
    Collections.reverse(cleaners);
    cleaners.forEach(last -> last.what.run());
    words.stream()
        .flatMap(last -> last.status.stream())
        .findFirst()
        .ifPresent(status -> Runtime.getRuntime().halt(status.code()));
  }
}
