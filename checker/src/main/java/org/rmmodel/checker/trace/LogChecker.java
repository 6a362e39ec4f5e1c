package org.rmmodel.checker.trace;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.tlc.Limits;
import org.rmmodel.checker.tlc.TlcJar;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.NearestNames;

/** Decides whether logs of real kernels are behaviours of the specification: the way in. */
public final class LogChecker {
  private final SpecFolder folder;
  private final TraceKernel kernel;
  private final TraceChecker checker;

  /**
   * A checker.
   *
   * @param folder the specification
   * @param jar TLC
   * @param limits what the search in one log may use
   * @param kernel which kernel the logs are of, as the user says it; null if their flags are to say
   *     it
   * @throws BadInput if there is no such kernel, or no log of it can be checked
   */
  public LogChecker(SpecFolder folder, TlcJar jar, Limits limits, @Nullable String kernel) {
    this.folder = folder;
    this.kernel = new TraceKernel(folder, kernel);
    this.checker = new TraceChecker(folder, jar, limits, this.kernel);
  }

  /**
   * Checks a log.
   *
   * @param log the log's path; {@code -} is standard input
   * @param module the only module that is asked for; null for all
   * @param progress gets a line now and then
   * @return what came out
   * @throws BadLogException if it is no log, with the line
   * @throws BadInput if it says nothing of the module
   * @throws IOException if it cannot be read, or no JVM can be started
   * @throws InterruptedException if this thread is interrupted
   */
  public TraceReport check(String log, @Nullable String module, Consumer<String> progress)
      throws IOException, InterruptedException {
    progress.accept(log + ": reading");
    long begun = System.nanoTime();
    Projection.Log read;
    try (FtraceReader reader = FtraceReader.open(log)) {
      read = Projection.of(reader, kernel.preemptOff());
    }
    List<ModuleScript> scripts = read.scripts();
    if (module != null) {
      List<String> names = scripts.stream().map(ModuleScript::module).toList();
      scripts = scripts.stream().filter(script -> script.module().equals(module)).toList();
      if (scripts.isEmpty()) {
        throw new BadInput(log + ": no module " + module + NearestNames.hint(module, names));
      }
    }
    TraceChecker.Outcome outcome = checker.check(scripts, progress);
    return new TraceReport(
        log,
        read,
        outcome,
        folder,
        kernel.inWords(scripts),
        (System.nanoTime() - begun) / 1e9,
        PeakMemory.mebibytes() + outcome.mebibytes());
  }
}
