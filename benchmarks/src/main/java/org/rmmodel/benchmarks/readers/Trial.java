package org.rmmodel.benchmarks.readers;

import org.HdrHistogram.Histogram;

/**
 * What a trial has measured, or several together.
 *
 * @param nanos how long it was measured, in nanoseconds
 * @param gaps the times from the end of one operation of a reader to the end of its next one, in
 *     nanoseconds
 * @param unloads how long each {@code delete_module} took, in nanoseconds
 */
public record Trial(long nanos, Histogram gaps, Histogram unloads) {
  private static final long LONGEST = 60_000_000_000L;
  private static final int DIGITS = 3;

  /**
   * Makes a histogram of times.
   *
   * @return an empty one, of 1 nanosecond to a minute, to three digits
   */
  public static Histogram newHistogram() {
    return new Histogram(1, LONGEST, DIGITS);
  }

  /** Adds a time; a longer one than a minute counts as a minute. */
  static void record(Histogram histogram, long nanos) {
    histogram.recordValue(Math.min(nanos, LONGEST));
  }

  /**
   * Gives how often the readers did what they do, all together.
   *
   * @return operations per second
   */
  public double operationsPerSecond() {
    return gaps.getTotalCount() * 1e9 / nanos;
  }

  /**
   * Gives how many modules were unloaded.
   *
   * @return unloads per second
   */
  public double unloadsPerSecond() {
    return unloads.getTotalCount() * 1e9 / nanos;
  }

  /**
   * Puts two trials together, as if one had followed the other.
   *
   * @param other the other one
   * @return both
   */
  public Trial plus(Trial other) {
    Histogram allGaps = gaps.copy();
    allGaps.add(other.gaps);
    Histogram allUnloads = unloads.copy();
    allUnloads.add(other.unloads);
    return new Trial(nanos + other.nanos, allGaps, allUnloads);
  }
}
