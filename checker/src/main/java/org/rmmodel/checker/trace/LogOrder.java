package org.rmmodel.checker.trace;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is certain about the order of a log's lines. Positions are indices into the list of lines.
 *
 * <p>Order is certain within a task, and between lines of one CPU as far as preemption was off: the
 * atomic instruction of a get or put comes after the previous line of its task (and of its CPU),
 * and before its own line; the count that it prints is read after its own line and before the next
 * line of its task (or its CPU). A line written in an interrupt counts as a task of its own, one
 * per CPU.
 */
final class LogOrder {
  /** The position after the last line. */
  static final int OPEN = Integer.MAX_VALUE;

  /** The position before the first line. */
  static final int BEGINNING = -1;

  private final List<TraceLine> lines;
  private final Optional<Boolean> preemptOff;
  private final int[] taskPrevious;
  private final int[] taskNext;
  private final int[] cpuPrevious;
  private final int[] cpuNext;

  /**
   * Finds the neighbours of each line.
   *
   * @param lines the log
   * @param preemptOff whether gets and puts run with preemption off; empty if each line's flags say
   *     it
   */
  LogOrder(List<TraceLine> lines, Optional<Boolean> preemptOff) {
    this.lines = lines;
    this.preemptOff = preemptOff;
    int n = lines.size();
    taskPrevious = new int[n];
    taskNext = new int[n];
    cpuPrevious = new int[n];
    cpuNext = new int[n];
    Map<Long, Integer> lastOfTask = new HashMap<>();
    Map<Integer, Integer> lastOfCpu = new HashMap<>();
    for (int i = 0; i < n; i++) {
      TraceLine line = lines.get(i);
      link(lastOfTask.put(task(i), i), i, taskPrevious, taskNext);
      // An interrupt comes in between; what it interrupts is not ordered against it.
      int cpu = line.interrupt() ? -1 - line.cpu() : line.cpu();
      link(lastOfCpu.put(cpu, i), i, cpuPrevious, cpuNext);
    }
    Arrays.setAll(taskNext, i -> taskNext[i] == 0 ? OPEN : taskNext[i]);
    Arrays.setAll(cpuNext, i -> cpuNext[i] == 0 ? OPEN : cpuNext[i]);
  }

  private static void link(@Nullable Integer before, int i, int[] previous, int[] next) {
    previous[i] = before == null ? BEGINNING : before;
    if (before != null) {
      next[before] = i;
    }
  }

  /** How many lines there are. */
  int size() {
    return lines.size();
  }

  /** The line at a position. */
  TraceLine line(int i) {
    return lines.get(i);
  }

  /** A number for the task of a line. The idle task is one per CPU, and so are interrupts. */
  long task(int i) {
    TraceLine line = lines.get(i);
    return line.interrupt()
        ? -1L - line.cpu()
        : line.pid() == 0 ? (1L << 40) + line.cpu() : line.pid();
  }

  /** Was preemption off where this line was emitted? */
  boolean preemptOff(int i) {
    return preemptOff.orElse(lines.get(i).preemptOff());
  }

  /** The previous line of the same task. */
  int previous(int i) {
    return taskPrevious[i];
  }

  /** After which position an operation seen first at this line has begun. */
  int begun(int i) {
    return preemptOff(i) ? Math.max(taskPrevious[i], cpuPrevious[i]) : taskPrevious[i];
  }

  /** Before which position what this line prints has been read. */
  int due(int i) {
    return preemptOff(i) ? Math.min(taskNext[i], cpuNext[i]) : taskNext[i];
  }

  /** Did two lines of one CPU come one after the other, as preemption was off at both? */
  boolean onOneCpu(int a, int b) {
    return lines.get(a).cpu() == lines.get(b).cpu()
        && lines.get(a).interrupt() == lines.get(b).interrupt()
        && preemptOff(a)
        && preemptOff(b);
  }
}
