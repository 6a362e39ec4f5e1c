package org.rmmodel.checker.trace;

/**
 * One event line of an ftrace text.
 *
 * @param number the line's number in the file, from 1
 * @param task the name of the task; may hold spaces, slashes, dashes and colons
 * @param pid the process id of the task
 * @param cpu the CPU that recorded the event
 * @param interrupt whether it was recorded in a hard or soft interrupt, so that the task is only
 *     the one interrupted
 * @param preemptOff whether preemption was off where the event was emitted (preempt depth of 1 or
 *     more)
 * @param time the time stamp, as far as it is a number; NaN if the log has none
 * @param event what was recorded
 */
public record TraceLine(
    long number,
    String task,
    int pid,
    int cpu,
    boolean interrupt,
    boolean preemptOff,
    double time,
    TraceEvent event) {}
