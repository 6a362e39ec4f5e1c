package org.rmmodel.checker.trace;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rmmodel.common.EndsWithParent;
import util.ToolIO;

/**
 * What runs in the search's own JVM: TLC's evaluator with the log, so that its memory has a bound
 * and its jar can be another one. Reads scripts from one file, writes verdicts to another, each
 * followed by the MiB used so far, and progress to standard error.
 */
public final class TraceWorker {
  /** How a line of progress begins; other lines on standard error are complaints. */
  static final String PROGRESS = "progress: ";

  private TraceWorker() {}

  /**
   * Searches each script of a file.
   *
   * @param args the specification's folder; the cfg without its suffix; the file of scripts; the
   *     file for verdicts; the most states per module; the most seconds per module
   * @throws Exception if a file cannot be read or written, or the specification does not parse: the
   *     JVM then ends with status 1 and the reason on standard error
   */
  public static void main(String[] args) throws Exception {
    EndsWithParent.watch();
    // TLC's parser reports on standard output; only what goes wrong is of interest.
    ToolIO.out = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    PrintStream err = System.err;
    Steps steps = new Steps(args[0], args[1]);
    Meter.Bounds bounds = new Meter.Bounds(Long.parseLong(args[4]), Double.parseDouble(args[5]));
    try (ObjectInputStream in =
            new ObjectInputStream(new BufferedInputStream(Files.newInputStream(Path.of(args[2]))));
        ObjectOutputStream out =
            new ObjectOutputStream(
                new BufferedOutputStream(Files.newOutputStream(Path.of(args[3]))))) {
      int scripts = in.readInt();
      for (int i = 0; i < scripts; i++) {
        ModuleScript script = (ModuleScript) in.readObject();
        long[] last = {0};
        ModuleVerdict verdict =
            TraceSearch.search(
                steps,
                script,
                bounds,
                (module, line, lines, frontier) -> {
                  long now = System.nanoTime();
                  if (now - last[0] > 500_000_000L) {
                    last[0] = now;
                    err.println(
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
