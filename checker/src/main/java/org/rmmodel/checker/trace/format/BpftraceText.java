package org.rmmodel.checker.trace.format;

import org.jspecify.annotations.Nullable;

/**
 * What a bpftrace script prints of the tracepoints, in one form that docs/record.md gives: {@code
 * NSECS CPU TID COMM tracepoint:module:EVENT: FIELDS}. bpftrace prints each CPU's events on their
 * own, so lines may have to be sorted by their first number; a log that is not in order is refused.
 */
final class BpftraceText implements TextFormat {
  private static final String PROBE = " tracepoint:";

  private long last = Long.MIN_VALUE;

  @Override
  public String id() {
    return "bpftrace";
  }

  @Override
  public String title() {
    return "bpftrace";
  }

  @Override
  public String form() {
    return "NSECS CPU TID COMM tracepoint:SYSTEM:EVENT: FIELDS";
  }

  @Override
  public @Nullable Entry event(long number, String line, Legend legend) throws UnreadableException {
    if (line.startsWith("Lost ") && line.endsWith(" events")) {
      throw new UnreadableException(number, "events were lost: " + line);
    }
    int timeAt = Scan.blanks(line, 0);
    int timeEnd = Scan.digits(line, timeAt);
    int cpuAt = Scan.blanks(line, timeEnd);
    int cpuEnd = Scan.digits(line, cpuAt);
    int tidAt = Scan.blanks(line, cpuEnd);
    int tidEnd = Scan.digits(line, tidAt);
    int cpu = Scan.number(line, cpuAt, cpuEnd);
    int tid = Scan.number(line, tidAt, tidEnd);
    int probe = line.indexOf(PROBE, Math.min(tidEnd, line.length()));
    int colon = probe < 0 ? -1 : line.indexOf(':', probe + PROBE.length());
    if (timeEnd == timeAt
        || timeEnd - timeAt > 18
        || cpuAt == timeEnd
        || tidAt == cpuEnd
        || cpu < 0
        || tid < 0
        || colon < 0) {
      return null;
    }
    long time = Long.parseLong(line, timeAt, timeEnd, 10);
    if (time < last) {
      throw new UnreadableException(
          number, "the line before is of a later time: sort the log by its first number (sort -n)");
    }
    last = time;
    return legend.entry(
        number,
        line.substring(tidEnd, probe).strip().intern(),
        tid,
        cpu,
        "",
        (double) time,
        line.substring(colon + 1));
  }

  @Override
  public boolean isBeside(String line) {
    return line.startsWith("Attach") || line.startsWith("@");
  }
}
