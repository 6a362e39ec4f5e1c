package org.rmmodel.checker.trace;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.tlc.Limits;
import org.rmmodel.checker.trace.format.LogShows;
import org.rmmodel.common.BadInput;

/** Decides whether logs of real kernels are behaviours of the specification: the way in. */
public final class LogChecker {
  private final SpecFolder folder;
  private final TraceKernel kernel;
  private final TraceChecker checker;
  private final @Nullable String format;

  /**
   * A checker.
   *
   * @param jvms where it searches; they may be those of other checkers, too
   * @param limits what the search in one log may use
   * @param kernel which kernel the logs are of, as the user says it; null if it may be any
   * @param format the format that the logs are in, one of {@link FtraceReader#formats}; null if it
   *     is to be found
   * @throws BadInput if there is no such kernel, or no log of it can be checked; or no such format
   */
  public LogChecker(
      SearchJvms jvms, Limits limits, @Nullable String kernel, @Nullable String format) {
    this.folder = jvms.folder();
    this.format = format;
    FtraceReader.checkFormat(format);
    this.kernel = new TraceKernel(folder, kernel);
    this.checker = new TraceChecker(jvms, limits, this.kernel);
  }

  /**
   * Checks a log.
   *
   * @param log the log's path; {@code -} is standard input
   * @param module the only module that is asked for; null for all
   * @param part which part of it
   * @param progress gets a line now and then
   * @return what came out
   * @throws BadLogException if it is no log, with the line
   * @throws BadInput if it says nothing of the module
   * @throws IOException if it cannot be read, or no JVM can be started
   * @throws InterruptedException if this thread is interrupted
   */
  public TraceReport check(
      String log, @Nullable String module, LogPart part, Consumer<String> progress)
      throws IOException, InterruptedException {
    progress.accept(log + ": reading");
    long begun = System.nanoTime();
    List<TraceLine> lines;
    String name;
    LogShows shows;
    try (FtraceReader reader = FtraceReader.open(log, format)) {
      lines = Projection.read(reader, part);
      name = reader.name();
      shows = reader.shows();
    }
    ShownKernel shown = ShownKernel.in(lines, shows);
    LogReading reading = new LogReading(name, lines, module, checker, progress);
    boolean late = reading.hasLateFailures();
    List<LogReading.Answer> likely = reading.as(kernel.groups(shown, false, late));
    List<LogReading.Answer> unlikely =
        LogReading.best(likely).isBehaviour()
            ? List.of()
            : reading.as(kernel.groups(shown, true, late));
    return new TraceReport(
        log,
        new Finding(kernel, shown, likely, unlikely),
        folder,
        lines,
        shows,
        (System.nanoTime() - begun) / 1e9,
        PeakMemory.mebibytes() + reading.mebibytes());
  }
}
