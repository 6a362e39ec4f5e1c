package org.rmmodel.checker.tlc;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last lines that a process has written to standard error, read by a thread of its own. */
final class LastLines {
  private static final int LONGEST = 1 << 12;
  private static final int MOST = 20;

  private final Deque<String> lines = new ArrayDeque<>();
  private final Thread reader;

  /**
   * Begins to read.
   *
   * @param stream the stream
   * @param name the thread's name
   */
  LastLines(InputStream stream, String name) {
    BoundedLines all = new BoundedLines(stream, LONGEST, Long.MAX_VALUE);
    reader = daemon(name, () -> all.forEach(this::add));
  }

  /** Starts a thread that does not keep the program alive. */
  static Thread daemon(String name, Runnable body) {
    Thread thread = new Thread(body, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private synchronized void add(String line) {
    if (lines.size() == MOST) {
      lines.removeFirst();
    }
    lines.addLast(line);
  }

  /** Forgets those that are there. */
  synchronized void clear() {
    lines.clear();
  }

  /** Those that are there. */
  synchronized List<String> now() {
    return new ArrayList<>(lines);
  }

  /** Waits until the stream has ended. */
  void await() throws InterruptedException {
    reader.join();
  }
}
