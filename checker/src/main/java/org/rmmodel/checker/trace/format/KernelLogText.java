package org.rmmodel.checker.trace.format;

import org.jspecify.annotations.Nullable;

/**
 * The kernel's own log, in which ftrace_dump_on_oops (or sysrq-z) has written the buffer: from
 * dmesg, the console, the journal or syslog. Source: ftrace_dump in kernel/trace/trace.c, which
 * uses the latency format.
 */
final class KernelLogText implements TextFormat {
  /** A date, a host and "kernel: " take no more. */
  private static final int MAX_PREFIX = 120;

  private static final String[] EVENTS = {
    "module_load:", "module_get:", "module_put:", "module_free:"
  };

  private boolean dumped;

  @Override
  public String id() {
    return "kernel-log";
  }

  @Override
  public String title() {
    return "ftrace dump in the kernel's log";
  }

  @Override
  public String form() {
    return "[TIME] TASK-PID CPUFLAGS TIMEus : EVENT";
  }

  @Override
  public @Nullable Entry event(long number, String line, Legend legend) throws UnreadableException {
    int from = prefix(line);
    if (dumped && line.startsWith("** ", Scan.blanks(line, from)) && line.contains(" dropped **")) {
      throw new UnreadableException(number, "events were lost: " + line.strip());
    }
    if (from <= 0) {
      return null;
    }
    Entry entry = LatencyText.event(number, line, from, legend);
    dumped |= entry != null;
    return entry;
  }

  /**
   * Where the message begins: after the level, the date and host, the time and caller; 0 if none.
   */
  static int prefix(String line) {
    int at = 0;
    if (Scan.at(line, 0, '<') && Scan.at(line, Scan.digits(line, 1), '>')) {
      at = Scan.digits(line, 1) + 1;
    }
    int record = Scan.digits(line, 0);
    int semicolon = Scan.at(line, record, ',') ? line.indexOf(';', record) : -1;
    if (record > 0 && semicolon > 0 && semicolon < MAX_PREFIX) {
      // The file /dev/kmsg, and netconsole: LEVEL,NUMBER,TIME,FLAGS;MESSAGE.
      return semicolon + 1;
    }
    int kernel = line.indexOf(" kernel: ");
    if (kernel > 0 && kernel < MAX_PREFIX) {
      at = kernel + " kernel: ".length();
    } else {
      at = decoded(line, at);
    }
    int bracket = Scan.blanks(line, at);
    while (Scan.at(line, bracket, '[')) {
      int end = line.indexOf(']', bracket);
      if (end < 0 || end - bracket > MAX_PREFIX) {
        break;
      }
      at = end + 1;
      bracket = Scan.blanks(line, at);
    }
    return at;
  }

  /** After {@code kern :warn : } of dmesg -x, and after a date of dmesg --time-format iso. */
  private static int decoded(String line, int from) {
    int at = from;
    int facility = at;
    while (facility < line.length() && Character.isLetter(line.charAt(facility))) {
      facility++;
    }
    int colon = Scan.blanks(line, facility);
    if (facility > at && Scan.at(line, colon, ':')) {
      int second = line.indexOf(':', colon + 1);
      if (second > 0 && second - colon < 10 && Scan.at(line, second + 1, ' ')) {
        at = second + 2;
      }
    }
    int date = Scan.digits(line, at);
    if (date - at == 4 && Scan.at(line, date, '-')) {
      int end = Scan.word(line, at);
      if (line.substring(at, end).indexOf('T') == 10) {
        at = end;
      }
    }
    return at;
  }

  @Override
  public boolean isBeside(String line) {
    if (line.startsWith("-- ") || line.startsWith("** ")) {
      return true;
    }
    if (prefix(line) <= 0) {
      return false;
    }
    for (String event : EVENTS) {
      if (line.contains(event)) {
        return false;
      }
    }
    return true;
  }
}
