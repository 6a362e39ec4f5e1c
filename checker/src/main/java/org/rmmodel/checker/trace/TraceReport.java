package org.rmmodel.checker.trace;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.trace.ModuleVerdict.Outcome;
import org.rmmodel.checker.trace.format.LogShows;
import org.rmmodel.common.ExitStatus;
import org.rmmodel.common.Terminal;

/** What came out for one log, as text of at most 100 columns where names allow, and as JSON. */
public final class TraceReport {
  private final String log;
  private final Finding finding;
  private final Projection.Log read;
  private final List<ModuleVerdict> verdicts;
  private final SpecFolder folder;
  private final List<TraceLine> lines;
  private final LogShows shows;
  private final double seconds;
  private final long mebibytes;

  /**
   * A report.
   *
   * @param log the log's name
   * @param finding what came out
   * @param folder the specification
   * @param lines the log's lines
   * @param shows what it shows of itself
   * @param seconds how long it took to read and check the log
   * @param mebibytes the most memory that was in use, both JVMs together
   */
  TraceReport(
      String log,
      Finding finding,
      SpecFolder folder,
      List<TraceLine> lines,
      LogShows shows,
      double seconds,
      long mebibytes) {
    this.log = BadLogException.printable(log);
    this.finding = finding;
    this.read = finding.best().read();
    this.verdicts = finding.best().verdicts();
    this.folder = folder;
    this.lines = lines;
    this.shows = shows;
    this.seconds = seconds;
    this.mebibytes = mebibytes;
  }

  /**
   * The log's verdict: the worst of its modules.
   *
   * @return the verdict
   */
  public Outcome verdict() {
    return finding.outcome();
  }

  /**
   * The log's verdict and what to think of it, for a summary.
   *
   * @return one line
   */
  public String summary() {
    return log + ": " + verdict().word() + ": " + finding.sentence();
  }

  /**
   * The modules' lives.
   *
   * @return a picture of them
   */
  public LivesPicture picture() {
    return LivesPicture.of(log, summary(), lines, verdicts);
  }

  /**
   * How the log stands.
   *
   * @return as expected if accepted, differs if rejected or violated, else inconclusive: a limit
   *     was reached, or the log does not say enough
   */
  public ExitStatus status() {
    return switch (verdict()) {
      case ACCEPTED -> ExitStatus.AS_EXPECTED;
      case REJECTED, VIOLATED -> ExitStatus.DIFFERS;
      case INCONCLUSIVE, CANNOT_TELL ->
          finding.best().has(Outcome.VIOLATED) ? ExitStatus.DIFFERS : ExitStatus.INCONCLUSIVE;
    };
  }

  /**
   * The report.
   *
   * @param terminal says whether colours are wanted
   * @return several lines
   */
  public String text(Terminal terminal) {
    StringBuilder text = new StringBuilder();
    Outcome verdict = verdict();
    text.append(log)
        .append(": ")
        .append(terminal.coloured(verdict.word(), verdict == Outcome.ACCEPTED))
        .append(": ")
        .append(finding.sentence())
        .append("\n");
    text.append(
        String.format(
            Locale.ROOT,
            "  %-24s %5s %7s %7s %7s %8s %7s  %s%n",
            "module",
            "lives",
            "events",
            "silent",
            "widest",
            "states",
            "seconds",
            "verdict"));
    for (ModuleVerdict v : verdicts) {
      boolean explained = v.isBehaviour();
      text.append(
          String.format(
              Locale.ROOT,
              "  %-24s %5s %7d %7s %7d %8d %7.2f  %s%n",
              v.module(),
              explained ? v.lives() : "-",
              v.events(),
              explained ? v.silent() : "-",
              v.widest(),
              v.states(),
              v.seconds(),
              v.outcome().word()));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "  %d events: %d used, %d unused%s; %d lives of %d modules; %d silent steps;"
                + " %.1f s, peak memory %d MiB%n",
            read.events(),
            read.events() - read.unused() - read.unattributed(),
            read.unused(),
            read.unattributed() == 0 ? "" : ", " + read.unattributed() + " of no certain module",
            verdicts.stream().mapToInt(ModuleVerdict::lives).sum(),
            verdicts.size(),
            verdicts.stream().mapToLong(ModuleVerdict::silent).sum(),
            seconds,
            mebibytes));
    read.links()
        .forEach(
            (module, targets) ->
                text.append("  ")
                    .append(module)
                    .append(" uses ")
                    .append(String.join(", ", targets))
                    .append('\n'));
    text.append("  read as: ").append(shows.format().title());
    shows.notes().forEach(note -> text.append("; ").append(note));
    text.append('\n');
    finding.notes().forEach(note -> text.append("  ").append(note).append('\n'));
    for (ModuleScript script : read.scripts()) {
      if (verdicts.stream().anyMatch(v -> v.module().equals(script.module()))) {
        forcedAt(script)
            .forEach(
                line ->
                    text.append(log)
                        .append(':')
                        .append(line)
                        .append(": ")
                        .append(script.module())
                        .append(": an unload is forced (O_TRUNC)\n"));
      }
    }
    for (ModuleVerdict v : verdicts) {
      switch (v.outcome()) {
        case REJECTED ->
            text.append(log)
                .append(':')
                .append(v.line())
                .append(": ")
                .append(v.module())
                .append(" rejected: ")
                .append(BadLogException.printable(v.text()))
                .append("\n  ")
                .append(v.wanted())
                .append("\n  the longest prefix that fits has ")
                .append(v.prefix())
                .append(" of its ")
                .append(v.lines())
                .append(" lines\n")
                .append(lanes(v));
        case VIOLATED -> {
          v.violated()
              .forEach(
                  (property, line) -> {
                    String fact = finding.fact(property, v.module());
                    text.append(log)
                        .append(':')
                        .append(line)
                        .append(": ")
                        .append(v.module())
                        .append(" violates ")
                        .append(property)
                        .append(": ")
                        .append(TraceChecker.meaning(folder, property))
                        .append(fact.isEmpty() ? "" : " spec/check explain " + fact)
                        .append('\n');
                  });
        }
        case CANNOT_TELL ->
            text.append(log)
                .append(':')
                .append(v.line())
                .append(": ")
                .append(v.module())
                .append(" cannot be told: ")
                .append(v.wanted())
                .append('\n');
        case INCONCLUSIVE ->
            text.append(log)
                .append(": ")
                .append(v.module())
                .append(" inconclusive: ")
                .append(v.wanted())
                .append('\n');
        case ACCEPTED -> {}
      }
    }
    return text.toString();
  }

  /** What the module's tasks did before the line that is rejected. */
  private String lanes(ModuleVerdict v) {
    return read.scripts().stream()
        .filter(script -> script.module().equals(v.module()))
        .map(script -> ScriptLanes.before(script, v.line()))
        .findFirst()
        .orElse("");
  }

  private static List<Long> forcedAt(ModuleScript script) {
    return script.lines().stream()
        .filter(line -> line.kind() == LineKind.CALL && line.role() == Role.FORCER)
        .map(ModuleScript.Line::number)
        .toList();
  }

  /**
   * Writes everything into an object.
   *
   * @param node the object
   */
  public void json(ObjectNode node) {
    node.put("log", log);
    node.put("verdict", verdict().word());
    node.put("events", read.events());
    node.put("unused", read.unused());
    node.put("unattributed", read.unattributed());
    node.put("sentence", finding.sentence());
    finding.fits().forEach(kernel -> node.withArray("fits").add(kernel.id()));
    node.put("format", shows.format().id());
    node.put("release", BadLogException.printable(shows.kernel()));
    ArrayNode notes = node.putArray("notes");
    shows.notes().forEach(notes::add);
    finding.notes().forEach(notes::add);
    node.put("seconds", seconds);
    node.put("mebibytes", mebibytes);
    ObjectNode links = node.putObject("links");
    read.links().forEach((user, targets) -> targets.forEach(links.withArray(user)::add));
    ArrayNode modules = node.putArray("modules");
    for (ModuleVerdict v : verdicts) {
      ObjectNode of = modules.addObject();
      of.put("module", v.module());
      of.put("verdict", v.outcome().word());
      of.put("lives", v.lives());
      of.put("events", v.events());
      of.put("lines", v.lines());
      of.put("silentSteps", v.silent());
      of.put("widestFrontier", v.widest());
      of.put("states", v.states());
      of.put("seconds", v.seconds());
      if (v.outcome() == Outcome.REJECTED) {
        of.put("line", v.line());
        of.put("longestPrefix", v.prefix());
        of.put("event", v.text());
        of.put("wanted", v.wanted());
      } else if (v.outcome() == Outcome.VIOLATED) {
        of.put("line", v.line());
        ArrayNode violated = of.putArray("violated");
        v.violated()
            .forEach(
                (property, line) ->
                    violated
                        .addObject()
                        .put("property", property)
                        .put("line", line)
                        .put("fact", finding.fact(property, v.module())));
      } else if (!v.isBehaviour()) {
        of.put("line", v.line());
        of.put("reason", v.wanted());
      }
    }
  }
}
