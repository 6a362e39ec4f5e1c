package org.rmmodel.checker.trace.format;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code trace} with the option latency-format, and verbose beside it. Source:
 * trace_print_lat_context in kernel/trace/trace_output.c.
 */
final class LatencyText implements TextFormat {
  /** The kernel cuts a name after eight characters here. */
  private static final int MAX_NAME = 8;

  private static final int HARD_INTERRUPT = 0x08;
  private static final int SOFT_INTERRUPT = 0x10;
  private static final int NMI = 0x40;

  @Override
  public String id() {
    return "latency";
  }

  @Override
  public String title() {
    return "latency-format trace";
  }

  @Override
  public String form() {
    return "TASK-PID CPUFLAGS TIMEus : EVENT";
  }

  @Override
  public @Nullable Entry event(long number, String line, Legend legend) {
    // A time in brackets before it makes it a line of the kernel's log.
    return line.startsWith("[") ? null : event(number, line, 0, legend);
  }

  /** An event that begins at this place of a line. */
  static @Nullable Entry event(long number, String line, int from, Legend legend) {
    Entry entry = brief(number, line, from, legend, LatencyText::time);
    return entry != null ? entry : verbose(number, line, from, legend);
  }

  /** {@code TASK-PID CPUFLAGS TIME}, whatever the time looks like. */
  static @Nullable Entry brief(
      long number, String line, int from, Legend legend, TracefsText.Rest time) {
    int nameAt = Scan.blanks(line, from);
    for (int dash = line.indexOf('-', nameAt + 1);
        dash > nameAt && dash - nameAt <= MAX_NAME;
        dash = line.indexOf('-', dash + 1)) {
      int pidEnd = Scan.digits(line, dash + 1);
      int cpuAt = Scan.blanks(line, pidEnd);
      int cpuEnd = Scan.digits(line, cpuAt);
      int flagsEnd = Scan.word(line, cpuEnd);
      int pid = Scan.number(line, dash + 1, pidEnd);
      int cpu = Scan.number(line, cpuAt, cpuEnd);
      int eventAt =
          pid < 0 || cpu < 0 || cpuAt == pidEnd || flagsEnd - cpuEnd < 3
              ? -1
              : time.from(line, Scan.blanks(line, flagsEnd));
      if (eventAt >= 0) {
        return legend.entry(
            number,
            line.substring(nameAt, dash).strip().intern(),
            pid,
            cpu,
            line.substring(cpuEnd, flagsEnd),
            Scan.seconds(line, Scan.blanks(line, flagsEnd)),
            line.substring(eventAt));
      }
    }
    return null;
  }

  /** After {@code 120us : }, with a mark for a long wait in the blank's place, or {@code 120: }. */
  private static int time(String line, int from) {
    int to = Scan.digits(line, from);
    if (to == from) {
      return -1;
    }
    if (line.startsWith("us", to)) {
      to += 3;
    }
    return Scan.at(line, to, ':') ? Math.min(to + 2, line.length()) : -1;
  }

  /** {@code TASK PID CPU FLAGS COUNT INDEX [TIME] 1.234ms (+0.567ms): EVENT}. */
  private static @Nullable Entry verbose(long number, String line, int from, Legend legend) {
    int bracket = line.indexOf(" [", from);
    int end = bracket < 0 ? -1 : line.indexOf(": ", bracket);
    if (end < 0 || bracket - from > 80 || !line.startsWith("(+", line.lastIndexOf('(', end))) {
      return null;
    }
    String[] words = line.substring(from, bracket).strip().split(" +", -1);
    int n = words.length;
    if (n < 6) {
      return null;
    }
    try {
      int flags = Integer.parseInt(words[n - 3]);
      int count = Integer.parseInt(words[n - 2], 16);
      int nameEnd = line.lastIndexOf(words[n - 5], bracket);
      boolean interrupt = (flags & (HARD_INTERRUPT | SOFT_INTERRUPT)) != 0 && (flags & NMI) == 0;
      return legend.entry(
          number,
          String.join(" ", Arrays.asList(words).subList(0, n - 5)).intern(),
          Integer.parseInt(words[n - 5]),
          Integer.parseInt(words[n - 4]),
          ".." + (interrupt ? 'h' : '.') + Character.forDigit(count & 0xf, 16),
          Scan.seconds(line, bracket + 2),
          nameEnd < 0 ? "" : line.substring(end + 2));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  @Override
  public boolean isBeside(String line) {
    return TracefsText.isStack(line);
  }
}
