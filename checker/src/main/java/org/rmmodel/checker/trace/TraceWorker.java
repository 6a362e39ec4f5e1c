package org.rmmodel.checker.trace;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.rmmodel.checker.tlc.Requests;
import org.rmmodel.checker.tlc.TlcInternals;
import org.rmmodel.checker.tlc.Words;
import org.rmmodel.common.EndsWithParent;
import util.ToolIO;

/**
 * What runs in the search's own JVM: TLC's evaluator with one log after another, so that its memory
 * has a bound and its jar can be another one. Reads scripts from one file, writes verdicts to
 * another, each followed by the MiB used so far, and progress to standard output.
 */
public final class TraceWorker {
  /** How a line of progress begins. */
  static final String PROGRESS = "progress: ";

  /** Tasks that are numbered beforehand, for each role; a log may have more. */
  private static final int TASKS = 64;

  private static final long MOST_OFTEN_NANOS = 500_000_000L;

  private TraceWorker() {}

  /**
   * What is to be searched.
   *
   * @param cfg the cfg without its suffix
   * @param scripts the file of scripts
   * @param verdicts the file for verdicts
   * @param bounds what the search in each module may use
   */
  record Search(Path cfg, Path scripts, Path verdicts, Meter.Bounds bounds) {
    /** As the arguments of a request. */
    List<String> arguments() {
      return List.of(
          cfg.toString(),
          scripts.toString(),
          verdicts.toString(),
          Long.toString(bounds.maxStates()),
          Double.toString(bounds.maxSeconds()));
    }

    /** From the arguments of a request. */
    static Search of(String[] arguments) {
      return new Search(
          Path.of(arguments[0]),
          Path.of(arguments[1]),
          Path.of(arguments[2]),
          new Meter.Bounds(Long.parseLong(arguments[3]), Double.parseDouble(arguments[4])));
    }
  }

  /**
   * Serves one {@link Search} after another.
   *
   * @param args the specification's folders, that of the modules first
   * @throws Exception if a file cannot be read or written, or the specification does not parse: the
   *     JVM then ends with status 1 and the reason on standard error
   */
  public static void main(String[] args) throws Exception {
    Words.number(args);
    for (Role role : Role.values()) {
      for (int i = 0; i < TASKS; i++) {
        TlcInternals.number(role.task(i));
      }
    }
    EndsWithParent.watch();
    // TLC's parser reports on standard output; only what goes wrong is of interest.
    ToolIO.out = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Requests.serve(
        arguments -> {
          search(args[0], Search.of(arguments));
          return 0;
        });
  }

  private static void search(String folder, Search search)
      throws IOException, ClassNotFoundException {
    Steps steps = new Steps(folder, search.cfg.toString());
    try (ObjectInputStream in =
            new ObjectInputStream(new BufferedInputStream(Files.newInputStream(search.scripts)));
        ObjectOutputStream out =
            new ObjectOutputStream(
                new BufferedOutputStream(Files.newOutputStream(search.verdicts)))) {
      int scripts = in.readInt();
      for (int i = 0; i < scripts; i++) {
        ModuleScript script = (ModuleScript) in.readObject();
        long[] last = {0};
        ModuleVerdict verdict =
            TraceSearch.search(
                steps,
                script,
                search.bounds,
                (module, line, lines, frontier) -> {
                  long now = System.nanoTime();
                  if (now - last[0] > MOST_OFTEN_NANOS) {
                    last[0] = now;
                    System.out.println(
                        PROGRESS + module + ": line " + line + " of " + lines + ", " + frontier
                            + " states");
                  }
                });
        out.writeObject(verdict);
        out.writeObject(PeakMemory.mebibytes());
        out.reset();
        out.flush();
      }
    }
  }
}
