package org.rmmodel.checker.trace.format;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code trace-cmd report} prints: plain, with flags or latency format ({@code -l}), with
 * {@code -t} or {@code --ts-diff}, of one or several buffers or files. It pads the names of events.
 * Source: trace_show_data in tracecmd/trace-read.c.
 */
final class ReportText implements TextFormat {
  /** In which buffer each module event was seen; there are four kinds of them. */
  private final Map<String, String> buffers = new HashMap<>();

  @Override
  public String id() {
    return "trace-cmd-report";
  }

  @Override
  public String title() {
    return "trace-cmd report";
  }

  @Override
  public String form() {
    return "TASK-PID [CPU] FLAGS TIME: EVENT: FIELDS";
  }

  /** Does only trace-cmd report print such a line? */
  static boolean shows(String line) {
    if (isCpus(line)) {
      return true;
    }
    int event = line.indexOf("module_");
    int colon = event < 0 ? -1 : line.indexOf(':', event);
    int before = event < 0 ? 0 : Scan.back(line, event);
    return colon > 0
        && (line.startsWith(":  ", colon)
            || (event - before > 1 && Scan.at(line, before - 1, ':'))
            || (event > before && Scan.at(line, before - 1, ')') && line.contains(": (+")));
  }

  private static boolean isCpus(String line) {
    int at = line.lastIndexOf("cpus=");
    return at >= 0
        && (at == 0 || line.startsWith(": ", at - 2))
        && at + 5 < line.length()
        && Scan.digits(line, at + 5) == line.length();
  }

  @Override
  public boolean fits(List<String> lines) {
    return lines.stream().anyMatch(ReportText::shows);
  }

  @Override
  public Legend legend() {
    return new Legend(false);
  }

  @Override
  public @Nullable Entry event(long number, String line, Legend legend) throws UnreadableException {
    // Of several buffers or files, each line begins with a name, or with as many blanks.
    int from = 0;
    int word = Scan.blanks(line, 0);
    int wordEnd = Scan.word(line, word);
    if (wordEnd - word > 1 && Scan.at(line, wordEnd - 1, ':') && wordEnd < line.length()) {
      from = wordEnd;
    }
    Entry entry = TracefsText.event(number, line, from, legend, ReportText::eventAt);
    if (entry == null) {
      entry = LatencyText.brief(number, line, from, legend, ReportText::timeThenEvent);
    }
    if (entry == null) {
      return null;
    }
    int colon = entry.text().indexOf(':');
    if (colon < 0) {
      return entry;
    }
    String event = entry.text().substring(0, colon);
    if (event.startsWith("module_")) {
      String buffer = from == 0 ? "" : line.substring(word, wordEnd - 1);
      String other = buffers.putIfAbsent(event, buffer);
      if (other != null && !other.equals(buffer)) {
        throw new UnreadableException(
            number,
            event
                + " stands in two buffers, '"
                + other
                + "' and '"
                + buffer
                + "': the same events twice; report one of them alone");
      }
      if (buffers.size() > 64) {
        buffers.clear();
      }
    }
    // trace-cmd pads the name of the event, so that what it prints stands in one column.
    return entry.withText(
        event + ": " + entry.text().substring(Scan.blanks(entry.text(), colon + 1)));
  }

  private static int timeThenEvent(String line, int from) {
    int time = Scan.time(line, from);
    return time < 0 ? -1 : eventAt(line, time);
  }

  /** After the time: perhaps the difference to the event before, {@code (+123)}. */
  private static int eventAt(String line, int after) {
    int at = Scan.blanks(line, after);
    if (at == after) {
      return -1;
    }
    if (line.startsWith("(+", at) && Scan.at(line, Scan.digits(line, at + 2), ')')) {
      at = Scan.blanks(line, Scan.digits(line, at + 2) + 1);
    }
    return at;
  }

  @Override
  public boolean isBeside(String line) {
    return isCpus(line)
        || line.startsWith("version = ")
        || line.startsWith("overriding event ")
        || (line.startsWith("CPU ") && line.endsWith(" is empty"))
        || (line.startsWith("CPU:") && line.contains("[SUBBUFFER START]"))
        || TracefsText.isStack(line);
  }
}
