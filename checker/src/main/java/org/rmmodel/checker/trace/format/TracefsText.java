package org.rmmodel.checker.trace.format;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files {@code trace} and {@code trace_pipe} of tracefs, with or without the options irq-info,
 * record-tgid, stacktrace and userstacktrace, of every clock. Source: trace_print_context in
 * kernel/trace/trace_output.c.
 */
final class TracefsText implements TextFormat {
  /** Up to here a line's CPU must have come: 15 of name, a dash, 10 of pid, 14 of tgid, blanks. */
  private static final int MAX_CPU_COLUMN = 48;

  @Override
  public String id() {
    return "trace";
  }

  @Override
  public String title() {
    return "tracefs trace";
  }

  @Override
  public String form() {
    return "TASK-PID [CPU] FLAGS TIME: EVENT";
  }

  @Override
  public @Nullable Entry event(long number, String line, Legend legend) {
    return event(number, line, 0, legend, TracefsText::plain);
  }

  /** What follows the time and its colon. */
  interface Rest {
    /** Where the event begins, after the time's colon; or -1. */
    int from(String line, int after);
  }

  private static int plain(String line, int after) {
    return Scan.at(line, after, ' ') ? after + 1 : after == line.length() ? after : -1;
  }

  /** An event whose task, CPU and flags stand as the kernel prints them. */
  static @Nullable Entry event(long number, String line, int from, Legend legend, Rest rest) {
    for (int cpuAt = line.lastIndexOf('[', from + MAX_CPU_COLUMN);
        cpuAt > from;
        cpuAt = line.lastIndexOf('[', cpuAt - 1)) {
      Entry entry = event(number, line, from, cpuAt, legend, rest);
      if (entry != null) {
        return entry;
      }
    }
    return null;
  }

  private static @Nullable Entry event(
      long number, String line, int from, int cpuAt, Legend legend, Rest rest) {
    int cpuEnd = Scan.digits(line, cpuAt + 1);
    if (cpuEnd == cpuAt + 1
        || cpuEnd - cpuAt > 6
        || !Scan.at(line, cpuEnd, ']')
        || !Scan.at(line, cpuEnd + 1, ' ')) {
      return null;
    }
    // Before the bracket: NAME-PID, perhaps the thread group's id in parentheses.
    int end = Scan.back(line, cpuAt);
    if (Scan.at(line, end - 1, ')')) {
      end = Scan.back(line, Math.max(0, line.lastIndexOf('(', end)));
    }
    int pidAt = Scan.digitsBack(line, end);
    if (end <= from
        || end == cpuAt
        || pidAt == end
        || end - pidAt > 9
        || pidAt < from + 2
        || line.charAt(pidAt - 1) != '-') {
      return null;
    }
    // After it: flags, unless they are off; timestamp, colon, event.
    int flagsAt = Scan.blanks(line, cpuEnd + 1);
    int flagsEnd = flagsAt;
    int timeAt = flagsAt;
    int timeEnd = Scan.time(line, timeAt);
    if (timeEnd < 0) {
      flagsEnd = Scan.word(line, flagsAt);
      timeAt = Scan.blanks(line, flagsEnd);
      timeEnd = flagsEnd == flagsAt ? -1 : Scan.time(line, timeAt);
    }
    int eventAt = timeEnd < 0 ? -1 : rest.from(line, timeEnd);
    if (eventAt < 0) {
      return null;
    }
    return legend.entry(
        number,
        line.substring(from, pidAt - 1).strip().intern(),
        Integer.parseInt(line, pidAt, end, 10),
        Integer.parseInt(line, cpuAt + 1, cpuEnd, 10),
        line.substring(flagsAt, flagsEnd),
        Scan.seconds(line, timeAt),
        line.substring(eventAt));
  }

  @Override
  public boolean isBeside(String line) {
    return isStack(line);
  }

  /** A line of a stack trace that belongs to the event before it. */
  static boolean isStack(String line) {
    return line.startsWith("=>", Scan.blanks(line, 0));
  }

  @Override
  public boolean fits(List<String> lines) {
    return lines.stream().noneMatch(ReportText::shows);
  }
}
