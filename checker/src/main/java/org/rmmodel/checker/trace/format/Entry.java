package org.rmmodel.checker.trace.format;

/**
 * One event of a log, whatever the log's format: who was where, and the event's own text.
 *
 * @param number the number of its line, from 1; in a binary log the number of the event, in the
 *     order of time
 * @param task the name of the task; may hold spaces, slashes, dashes and colons; empty if the log
 *     does not show it
 * @param pid the process id of the task
 * @param cpu the CPU that recorded the event; below zero, and of this task alone, if the log does
 *     not show it
 * @param interrupt whether it was recorded in a hard or soft interrupt, so that the task is only
 *     the one interrupted; false if the log does not show it
 * @param preemptOff whether a preempt depth of 1 or more is shown
 * @param time the time stamp as the log prints it, seconds as a rule; NaN if it shows none
 * @param text the event's name, a colon, a blank, and what the event prints
 */
public record Entry(
    long number,
    String task,
    int pid,
    int cpu,
    boolean interrupt,
    boolean preemptOff,
    double time,
    String text) {
  /** The same event, in other words. */
  Entry withText(String words) {
    return new Entry(number, task, pid, cpu, interrupt, preemptOff, time, words);
  }

  /** The CPU of a task where a log shows none: a task is ordered with itself and nobody else. */
  static int noCpu(int pid) {
    return -2 - pid;
  }
}
