package org.rmmodel.checker.trace.format;

import org.jspecify.annotations.Nullable;

/**
 * What {@code perf script} prints of tracepoints: with the fields tid, time, event and trace at
 * least, and any of comm, pid, cpu, period and call chains beside. Source: process_event in
 * tools/perf/builtin-script.c.
 */
final class PerfScriptText implements TextFormat {
  /** Up to here the time must have come: name, two ids, CPU, and what perf pads them with. */
  private static final int MAX_TIME_COLUMN = 160;

  @Override
  public String id() {
    return "perf-script";
  }

  @Override
  public String title() {
    return "perf script";
  }

  @Override
  public String form() {
    return "TASK TID [CPU] TIME: SYSTEM:EVENT: FIELDS (fields comm,tid,cpu,time,event,trace)";
  }

  @Override
  public @Nullable Entry event(long number, String line, Legend legend) throws UnreadableException {
    for (int colon = line.indexOf(": ");
        colon > 0 && colon < MAX_TIME_COLUMN;
        colon = line.indexOf(": ", colon + 1)) {
      int fraction = Scan.digitsBack(line, colon);
      int seconds = Scan.at(line, fraction - 1, '.') ? Scan.digitsBack(line, fraction - 1) : -1;
      if (fraction < colon
          && seconds >= 0
          && seconds < fraction - 1
          && (seconds == 0 || line.charAt(seconds - 1) == ' ')) {
        return event(number, line, seconds, colon + 1, legend);
      }
    }
    return null;
  }

  private static @Nullable Entry event(
      long number, String line, int timeAt, int after, Legend legend) throws UnreadableException {
    String text = text(number, line, after);
    if (text == null) {
      return null;
    }
    // Before the time: [CPU], TID or PID/TID, and the name.
    int end = Scan.back(line, timeAt);
    int cpu = -1;
    if (Scan.at(line, end - 1, ']')) {
      int open = line.lastIndexOf('[', end);
      cpu = open < 0 ? -1 : Scan.number(line, open + 1, end - 1);
      if (cpu < 0 || Scan.digits(line, open + 1) != end - 1) {
        return null;
      }
      end = Scan.back(line, open);
    }
    int tidAt = Scan.digitsBack(line, end);
    int tid = Scan.number(line, tidAt, end);
    if (tid < 0) {
      return null;
    }
    if (Scan.at(line, tidAt - 1, '/')) {
      tidAt = Scan.digitsBack(line, tidAt - 1);
    }
    if (tidAt > 0 && line.charAt(tidAt - 1) != ' ') {
      return null;
    }
    return legend.entry(
        number,
        line.substring(0, tidAt).strip().intern(),
        tid,
        cpu < 0 ? Entry.noCpu(tid) : cpu,
        "",
        Scan.seconds(line, timeAt),
        text);
  }

  /** The event without its system; null if none stands here. */
  private static @Nullable String text(long number, String line, int from)
      throws UnreadableException {
    int at = Scan.blanks(line, from);
    int period = Scan.digits(line, at);
    if (period > at && Scan.at(line, period, ' ')) {
      at = Scan.blanks(line, period);
    }
    int end = Scan.word(line, at);
    if (line.startsWith("PERF_RECORD_", at)) {
      if (line.startsWith("LOST", at + "PERF_RECORD_".length())) {
        throw new UnreadableException(number, "events were lost: " + line.strip());
      }
      return line.substring(at, end);
    }
    if (end - at < 2 || line.charAt(end - 1) != ':') {
      return null;
    }
    String event = line.substring(at, end - 1);
    String name = event.substring(event.indexOf(':') + 1);
    String fields = line.substring(Math.min(line.length(), Scan.blanks(line, end)));
    return name + ": " + (name.startsWith("module_") ? withoutAddress(fields) : fields);
  }

  /** What a tracepoint printed, without the address that {@code -F +ip} puts behind it. */
  private static String withoutAddress(String fields) {
    for (int at = fields.indexOf(' '); at >= 0; at = fields.indexOf(' ', at + 1)) {
      int end = at + 1;
      while (end < fields.length() && Character.digit(fields.charAt(end), 16) >= 0) {
        end++;
      }
      if (end - at > 8 && (end == fields.length() || fields.charAt(end) == ' ')) {
        return fields.substring(0, at);
      }
    }
    return fields;
  }

  /** A frame of a call chain: an address and what it is in. */
  @Override
  public boolean isBeside(String line) {
    int at = Scan.blanks(line, 0);
    int end = at;
    while (end < line.length() && Character.digit(line.charAt(end), 16) >= 0) {
      end++;
    }
    return at > 0 && end > at && Scan.at(line, end, ' ') && line.endsWith(")");
  }
}
