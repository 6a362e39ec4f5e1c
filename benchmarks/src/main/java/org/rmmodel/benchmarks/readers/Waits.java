package org.rmmodel.benchmarks.readers;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * How long one waits who comes at a random moment, computed from the gaps between completions.
 *
 * <p>A reader that calls again and again makes one call during a stall, however long it is: among
 * its calls, a stall of a second is one of ten million (coordinated omission). But of the moments
 * of a run, a long gap holds many. Who comes at a random moment comes into a gap of length g with a
 * probability that grows with g, and waits for the rest of it, which is anything between 0 and g:
 * he waits longer than x in as much of the time as the sum of all (g - x), over the gaps longer
 * than x. That is exact; no rate of arrivals has to be assumed.
 */
public final class Waits {
  private final long[] gaps;
  private final long[] counts;
  private final double total;

  /**
   * Computes the waits.
   *
   * @param histogram the gaps, in nanoseconds
   */
  public Waits(Histogram histogram) {
    int size = 0;
    for (HistogramIterationValue unused : histogram.recordedValues()) {
      size++;
    }
    gaps = new long[size];
    counts = new long[size];
    double sum = 0;
    int i = 0;
    for (HistogramIterationValue value : histogram.recordedValues()) {
      gaps[i] = value.getValueIteratedTo();
      counts[i] = value.getCountAtValueIteratedTo();
      sum += (double) gaps[i] * counts[i];
      i++;
    }
    total = sum;
  }

  /**
   * Gives the share of the moments at which one waits longer.
   *
   * @param nanos longer than this, in nanoseconds
   * @return 0 to 1; 0 if there are no gaps
   */
  public double shareAbove(double nanos) {
    double above = 0;
    for (int i = gaps.length - 1; i >= 0 && gaps[i] > nanos; i--) {
      above += (gaps[i] - nanos) * counts[i];
    }
    return total == 0 ? 0 : above / total;
  }

  /**
   * Gives the wait that is exceeded at a share of the moments only.
   *
   * @param share more than 0, up to 1
   * @return the wait, in nanoseconds; 0 if there are no gaps
   */
  public double exceededBy(double share) {
    double low = 0;
    double high = gaps.length == 0 ? 0 : gaps[gaps.length - 1];
    while (high - low > 0.01 * Math.max(1, low) / 10) {
      double middle = (low + high) / 2;
      if (shareAbove(middle) > share) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
