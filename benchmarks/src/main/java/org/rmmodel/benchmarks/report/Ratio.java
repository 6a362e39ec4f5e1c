package org.rmmodel.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * How many times the time of another one something takes, from rounds in which both were measured:
 * the geometric mean of the rounds' ratios, with its 95 % confidence interval (Student's t on their
 * logarithms). Pairing the rounds takes out what changes slowly on the machine.
 *
 * @param mean the ratio; below 1 is faster
 * @param low the interval's lower end
 * @param high the interval's upper end; infinite for a single round
 */
public record Ratio(double mean, double low, double high) {
  private static final double TAIL = 0.975;

  /**
   * Computes a ratio.
   *
   * @param of the times of the one, a round each
   * @param to the times of the other, in the same unit
   * @return the ratio
   * @throws IllegalArgumentException if the rounds are none, or not the same for both
   */
  public static Ratio of(List<Double> of, List<Double> to) {
    if (of.isEmpty() || of.size() != to.size()) {
      throw new IllegalArgumentException("rounds: " + of.size() + " and " + to.size());
    }
    SummaryStatistics logs = new SummaryStatistics();
    IntStream.range(0, of.size()).forEach(i -> logs.addValue(Math.log(of.get(i) / to.get(i))));
    double mean = logs.getMean();
    if (of.size() == 1) {
      return new Ratio(Math.exp(mean), 0, Double.POSITIVE_INFINITY);
    }
    double half =
        new TDistribution(of.size() - 1).inverseCumulativeProbability(TAIL)
            * logs.getStandardDeviation()
            / Math.sqrt(of.size());
    return new Ratio(Math.exp(mean), Math.exp(mean - half), Math.exp(mean + half));
  }

  /**
   * Says whether the one is slower, as far as that was seen.
   *
   * @return "faster" or "slower" if the interval leaves no other, else "no difference seen";
   *     nothing is said of one round
   */
  public String verdict() {
    if (Double.isInfinite(high)) {
      return "not to be said from one round";
    }
    if (high < 1) {
      return "faster";
    }
    return low > 1 ? "slower" : "no difference seen";
  }

  /**
   * Writes it down.
   *
   * @return the ratio, and the interval in brackets
   */
  public String text() {
    return Double.isInfinite(high)
        ? String.format(Locale.ROOT, "%.2f (one round)", mean)
        : String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", mean, low, high);
  }
}
