package org.rmmodel.benchmarks.report;

import org.HdrHistogram.Histogram;
import org.rmmodel.benchmarks.readers.Waits;

/**
 * How times are distributed, all in nanoseconds.
 *
 * @param p50 half of them are no longer
 * @param p99 99 of 100 are no longer
 * @param p9999 9,999 of 10,000 are no longer
 * @param max none is longer
 */
public record Percentiles(long p50, long p99, long p9999, long max) {

  /**
   * Takes them from a histogram.
   *
   * @param of the times, in nanoseconds
   * @return each time counted once
   */
  public static Percentiles of(Histogram of) {
    return new Percentiles(
        of.getValueAtPercentile(50),
        of.getValueAtPercentile(99),
        of.getValueAtPercentile(99.99),
        of.getMaxValue());
  }

  /**
   * Takes them from waits.
   *
   * @param waits the waits of those who come at random moments
   * @return each moment counted once
   */
  public static Percentiles of(Waits waits) {
    return new Percentiles(
        Math.round(waits.exceededBy(0.5)),
        Math.round(waits.exceededBy(1e-2)),
        Math.round(waits.exceededBy(1e-4)),
        Math.round(waits.exceededBy(0)));
  }
}
