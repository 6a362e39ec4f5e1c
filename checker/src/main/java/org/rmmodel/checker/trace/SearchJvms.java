package org.rmmodel.checker.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.tlc.IdleJvms;
import org.rmmodel.checker.tlc.Limits;
import org.rmmodel.checker.tlc.TlcJar;
import org.rmmodel.checker.tlc.TlcJvm;
import org.rmmodel.checker.tlc.TlcProcess;

/**
 * The JVMs in which logs are searched. One is used for one search after another, since starting it
 * takes longer than searching in most logs, but not after a search that failed or met a limit.
 */
public final class SearchJvms {
  /** The status of a JVM whose heap is spent. */
  private static final int OUT_OF_MEMORY = 3;

  /** A status above this one is that of a process that a signal ended, plus the signal. */
  private static final int SIGNALLED = 128;

  private final SpecFolder folder;
  private final TlcJar jar;
  private final IdleJvms idle;

  /**
   * For logs that are held against one specification.
   *
   * @param folder the specification
   * @param jar TLC
   */
  public SearchJvms(SpecFolder folder, TlcJar jar) {
    this.folder = folder;
    this.jar = jar;
    this.idle = new IdleJvms(TraceWorker.class, jar, folder);
  }

  /** The specification. */
  SpecFolder folder() {
    return folder;
  }

  /**
   * Searches.
   *
   * @param search what is to be searched; the verdicts are in its file, as far as it came
   * @param limits what it may use
   * @param progress gets a line now and then
   * @return why it ended early, or empty
   * @throws IOException if no JVM can be started
   * @throws InterruptedException if this thread is interrupted; the JVM is then destroyed
   */
  String search(TraceWorker.Search search, Limits limits, Consumer<String> progress)
      throws IOException, InterruptedException {
    try (IdleJvms.Taken taken = idle.take(limits.mebibytes(), home -> start(limits, home))) {
      TlcProcess.Outcome outcome =
          taken
              .jvm()
              .run(
                  search.arguments(),
                  limits,
                  line -> {
                    if (line.startsWith(TraceWorker.PROGRESS)) {
                      progress.accept(line.substring(TraceWorker.PROGRESS.length()));
                    }
                  });
      String problem = problem(outcome, limits);
      if (problem.isEmpty()) {
        taken.canServeAgain();
      }
      return problem;
    }
  }

  private ProcessBuilder start(Limits limits, Path home) throws IOException {
    List<String> folders = List.of(folder.root().toString(), folder.models().toString());
    return TlcJvm.of(jar, folder, limits.mebibytes(), home, TraceWorker.class, folders);
  }

  private static String problem(TlcProcess.Outcome outcome, Limits limits) {
    if (outcome.end() != TlcProcess.End.ENDED) {
      return outcome.end() == TlcProcess.End.TIME
          ? "the " + outcome.limit() + " was reached"
          : "the search said too much";
    }
    int status = outcome.status();
    if (status == OUT_OF_MEMORY) {
      return "the memory limit of " + limits.mebibytes() + " MiB was reached";
    }
    if (status > SIGNALLED) {
      return "the search was killed by signal " + (status - SIGNALLED);
    }
    if (status != 0) {
      List<String> errors = outcome.errors();
      return "the search failed: " + (errors.isEmpty() ? "exit status " + status : errors.get(0));
    }
    return "";
  }
}
