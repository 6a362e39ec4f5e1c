package org.rmmodel.checker.trace.format;

import java.util.ArrayList;
import java.util.List;

/**
 * The columns of flags: what the log's legend says of them, or what is usual, and what was seen in
 * them. Kernels from v5.12 on have five (irqs-off, need-resched, interrupt, preempt-depth,
 * migrate-disable), older ones four; those with PREEMPT_RT's patches have seven, two of them about
 * lazy preemption.
 */
final class Legend {
  /** From this many columns on, without a legend, need-resched-lazy is one of them. */
  private static final int WITH_LAZY = 7;

  private final boolean lazyPossible;
  private final List<String> columns = new ArrayList<>();
  private int interrupt = -1;
  private int depth = -1;
  private int migrate = -1;
  private boolean flagsSeen;
  private boolean depthSeen;
  private boolean migrateSeen;
  private boolean cpuSeen;

  /**
   * A legend.
   *
   * @param lazyPossible whether seven columns without a legend have lazy ones in the middle, as the
   *     kernel writes them
   */
  Legend(boolean lazyPossible) {
    this.lazyPossible = lazyPossible;
  }

  /** Reads a comment: the legend has one line per column of flags, in order. */
  void comment(String line) {
    int arrow = line.indexOf("-=> ");
    if (arrow <= 0) {
      return;
    }
    String column = line.substring(arrow + 4).strip();
    if (column.startsWith("CPU")) {
      return;
    }
    if (column.startsWith("irqs-off")) {
      // The first column: of logs that were put together, the next one's legend begins.
      columns.clear();
    }
    if (column.startsWith("hardirq")) {
      interrupt = columns.size();
    } else if (column.startsWith("preempt-depth")) {
      depth = columns.size();
    } else if (column.startsWith("migrate-disable")) {
      migrate = columns.size();
    }
    // No kernel has more; a log may.
    if (columns.size() < 16) {
      columns.add(column);
    }
  }

  private int at(int ofLegend, int usual, String flags) {
    return ofLegend >= 0
        ? ofLegend
        : lazyPossible && flags.length() >= WITH_LAZY ? usual + 1 : usual;
  }

  /** An event of a log line. */
  Entry entry(long number, String task, int pid, int cpu, String flags, double time, String text) {
    char context = flag(flags, at(interrupt, 2, flags));
    char off = flag(flags, at(depth, 3, flags));
    cpuSeen |= cpu >= 0;
    if (!flags.isEmpty()) {
      flagsSeen = true;
      depthSeen |= off != '.' && off != '0';
      char migrating = flag(flags, migrate >= 0 ? migrate : 4);
      migrateSeen |= migrating != '.' && migrating != '0';
    }
    return new Entry(
        number,
        task,
        pid,
        cpu,
        context == 'h' || context == 'H' || context == 's',
        Character.digit(off, 16) > 0,
        time,
        text);
  }

  private static char flag(String flags, int column) {
    return column < flags.length() ? flags.charAt(column) : '.';
  }

  LogShows shows(LogFormat format, String kernel, List<String> notes) {
    return new LogShows(format, kernel, columns, flagsSeen, depthSeen, migrateSeen, cpuSeen, notes);
  }
}
