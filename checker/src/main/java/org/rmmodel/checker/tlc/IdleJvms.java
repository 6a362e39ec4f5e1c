package org.rmmodel.checker.tlc;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.files.WorkFolder;

/**
 * JVMs that wait for their next run. Whoever asks gets one that another has given back, if it is of
 * the same kind: the program has one store. They end with the program, or when too many wait. Any
 * thread may ask.
 */
public final class IdleJvms {
  /** Each of those that wait keeps its heap. */
  private static final int MOST = 4;

  /** The one that has waited longest comes first. */
  private static final Deque<Waiting> WAITING = new ArrayDeque<>();

  private final Class<?> main;
  private final TlcJar jar;
  private final SpecFolder folder;
  private @Nullable Set<String> words;

  /**
   * What makes two JVMs alike: one can do the other's work, and nothing else comes out.
   *
   * @param main what runs in it
   * @param jar TLC's jar
   * @param folder the specification's
   * @param words those that it has numbered ({@link Words})
   * @param mebibytes its heap, in MiB
   */
  private record Kind(Class<?> main, Path jar, Path folder, Set<String> words, int mebibytes) {}

  private record Waiting(Kind kind, TlcProcess jvm) {}

  /** How a JVM is started. */
  @FunctionalInterface
  public interface Start {
    /**
     * Says how.
     *
     * @param home a folder for it, which is removed when it has ended
     * @return the JVM, not yet started
     * @throws IOException if something is missing
     */
    ProcessBuilder jvm(Path home) throws IOException;
  }

  /**
   * For one who asks.
   *
   * @param main what runs in the JVMs; it numbers the words of the specification's folders first
   * @param jar TLC's jar
   * @param folder the specification
   */
  public IdleJvms(Class<?> main, TlcJar jar, SpecFolder folder) {
    this.main = main;
    this.jar = jar;
    this.folder = folder;
  }

  /** A JVM that is in use. When closed, it waits for its next run, or is ended. */
  public static final class Taken implements AutoCloseable {
    private final TlcProcess jvm;
    private final Optional<Kind> kind;
    private boolean serves;

    private Taken(TlcProcess jvm, Optional<Kind> kind) {
      this.jvm = jvm;
      this.kind = kind;
    }

    /** The JVM. */
    public TlcProcess jvm() {
      return jvm;
    }

    /** Its run has left nothing behind: it can serve another one. */
    public void canServeAgain() {
      serves = kind.isPresent();
    }

    @Override
    public void close() {
      if (serves) {
        kind.ifPresent(alike -> giveBack(new Waiting(alike, jvm)));
      } else {
        jvm.close();
      }
    }
  }

  /**
   * Starts one that serves one run only.
   *
   * @param jvm how
   * @return the JVM
   * @throws IOException if it cannot be started
   */
  static Taken alone(ProcessBuilder jvm) throws IOException {
    return new Taken(new TlcProcess(jvm, () -> {}), Optional.empty());
  }

  /**
   * Takes one that waits, or starts one.
   *
   * @param mebibytes its heap, in MiB
   * @param start how one is started
   * @return the JVM
   * @throws IOException if none waits and none can be started
   */
  public Taken take(int mebibytes, Start start) throws IOException {
    Kind kind = kind(mebibytes);
    TlcProcess waiting = poll(kind);
    return new Taken(waiting != null ? waiting : started(mebibytes, start), Optional.of(kind));
  }

  private TlcProcess started(int mebibytes, Start start) throws IOException {
    WorkFolder home = WorkFolder.create(folder);
    try {
      ProcessBuilder jvm = start.jvm(home.forRun("jvm"));
      // A run's syntax trees die with it: with room for several runs, they are not copied first.
      String young = "-Xmn" + Math.max(1, mebibytes / 4) + "m";
      jvm.command().addAll(1, List.of(young, "-Xms" + Math.max(2, mebibytes / 2) + "m"));
      return new TlcProcess(jvm, home::close);
    } catch (IOException e) {
      home.close();
      throw e;
    }
  }

  private static @Nullable TlcProcess poll(Kind kind) {
    synchronized (WAITING) {
      for (Iterator<Waiting> each = WAITING.iterator(); each.hasNext(); ) {
        Waiting waiting = each.next();
        if (waiting.kind.equals(kind) || !waiting.jvm.isAlive()) {
          each.remove();
          if (waiting.jvm.isAlive()) {
            return waiting.jvm;
          }
          waiting.jvm.close();
        }
      }
      return null;
    }
  }

  private static void giveBack(Waiting jvm) {
    Waiting tooMany;
    synchronized (WAITING) {
      WAITING.addLast(jvm);
      tooMany = WAITING.size() > MOST ? WAITING.pollFirst() : null;
    }
    if (tooMany != null) {
      tooMany.jvm.close();
    }
  }

  private Kind kind(int mebibytes) throws IOException {
    synchronized (this) {
      if (words == null) {
        words = Words.of(folder.root().toString(), folder.models().toString());
      }
      return new Kind(main, jar.path(), folder.root(), words, mebibytes);
    }
  }
}
