package org.rmmodel.checker.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.rmmodel.checker.trace.TraceEvent.Syscall;

/**
 * Takes a log apart, module by module: which call each event belongs to ({@link Attribution}),
 * which module uses which ({@link Links}), and what follows for each module ({@link
 * ScriptBuilder}). What cannot be attributed is counted, not guessed.
 */
final class Projection {
  /** More lines than this are refused: a log of this size takes hours, and memory without end. */
  private static final int MAX_LINES = 4_000_000;

  /** Returns, which say something only if it is known of which call. */
  private static final Set<Class<? extends TraceEvent>> RETURNS =
      Set.of(TraceEvent.WorkerReturn.class, TraceEvent.DeleteReturn.class);

  private Projection() {}

  /**
   * What a log says.
   *
   * @param events how many event lines it has
   * @param unused how many of them say nothing about the protocol
   * @param unattributed how many would, but nothing says of which module
   * @param links what each module that is loaded in the log uses
   * @param scripts one script per module, by name
   */
  record Log(
      int events,
      int unused,
      int unattributed,
      Map<String, Set<String>> links,
      List<ModuleScript> scripts) {}

  /**
   * Reads a whole log.
   *
   * @param reader the log; read to its end
   * @param part which lines of it are wanted
   * @return its lines
   * @throws BadLogException if the text is no complete log, or has no event of the protocol
   */
  static List<TraceLine> read(FtraceReader reader, Predicate<TraceLine> part)
      throws BadLogException {
    List<TraceLine> lines = new ArrayList<>();
    boolean whole = true;
    for (TraceLine line = reader.next(); line != null; line = reader.next()) {
      if (lines.size() == MAX_LINES) {
        throw new BadLogException(
            reader.name(), line.number(), "more than " + MAX_LINES + " events");
      }
      if (part.test(line)) {
        lines.add(line);
      } else {
        whole = false;
      }
    }
    if (!Recorded.in(lines).anything()) {
      long last = lines.isEmpty() ? 0 : lines.get(lines.size() - 1).number();
      throw new BadLogException(
          reader.name(),
          last,
          "no module event in the log" + (whole ? "" : " from --from to --to"));
    }
    return lines;
  }

  /**
   * Takes a log apart, as one of some kernel.
   *
   * @param name what messages call the log
   * @param lines its lines
   * @param kernel what the kernel can do
   * @return what the log says
   * @throws BadLogException if it has more modules or tasks than a log can have
   */
  static Log of(String name, List<TraceLine> lines, KernelClass kernel) throws BadLogException {
    Recorded recorded = Recorded.in(lines);
    // Where a get or put can be preempted at all, a depth says that this one could not.
    LogOrder order =
        new LogOrder(lines, kernel.getsPreemptible() ? Optional.empty() : Optional.of(true));
    Links links = new Links();
    Calls calls = Attribution.of(name, order, recorded, links, kernel.freesLive());
    ScriptBuilder builder = new ScriptBuilder(order, links, recorded, calls);
    List<ModuleScript> scripts = new ArrayList<>();
    for (String module : calls.byModule().keySet()) {
      ModuleScript script = builder.build(module);
      if (!script.lines().isEmpty()) {
        scripts.add(script);
      }
    }
    int unused = 0;
    int unattributed = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (!builder.isUsed(i)) {
        boolean says = saysSomething(lines.get(i).event());
        unattributed += says ? 1 : 0;
        unused += says ? 0 : 1;
      }
    }
    return new Log(lines.size(), unused, unattributed, links.usedBy(), scripts);
  }

  private static boolean saysSomething(TraceEvent event) {
    return RETURNS.contains(event.getClass())
        || (event instanceof TraceEvent.SyscallExit exit && exit.call() == Syscall.DELETE);
  }
}
