package org.rmmodel.checker.tlc;

import java.io.IOException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The JVMs that wait for their next run, by their heap. Any thread may ask for one. */
public final class IdleJvms implements AutoCloseable {
  private final Map<Integer, Queue<TlcProcess>> idle = new ConcurrentHashMap<>();

  /** No JVM waits yet. */
  public IdleJvms() {}

  /** Starts a JVM. */
  @FunctionalInterface
  public interface Start {
    /**
     * Starts one.
     *
     * @return the JVM
     * @throws IOException if it cannot be started
     */
    TlcProcess jvm() throws IOException;
  }

  /**
   * Takes one that waits, or starts one. Whoever takes it gives it back or closes it.
   *
   * @param mebibytes its heap, in MiB
   * @param start how one is started
   * @return the JVM
   * @throws IOException if none waits and none can be started
   */
  public TlcProcess take(int mebibytes, Start start) throws IOException {
    TlcProcess waiting = of(mebibytes).poll();
    return waiting != null ? waiting : start.jvm();
  }

  /**
   * Gives one back that can serve another run.
   *
   * @param mebibytes its heap, in MiB
   * @param jvm the JVM
   */
  public void giveBack(int mebibytes, TlcProcess jvm) {
    of(mebibytes).add(jvm);
  }

  private Queue<TlcProcess> of(int mebibytes) {
    return idle.computeIfAbsent(mebibytes, each -> new ConcurrentLinkedQueue<>());
  }

  /** Ends those that wait. */
  @Override
  public void close() {
    idle.values().forEach(queue -> queue.forEach(TlcProcess::close));
    idle.clear();
  }
}
