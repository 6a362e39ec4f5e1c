package org.rmmodel.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import org.rmmodel.benchmarks.readers.Operation;
import org.rmmodel.benchmarks.readers.Scenario;
import org.rmmodel.benchmarks.readers.Series;
import org.rmmodel.benchmarks.readers.Trial;
import org.rmmodel.benchmarks.readers.Unloading;
import org.rmmodel.benchmarks.readers.Waits;

/**
 * What came of the trials of one scenario.
 *
 * @param series the kernel
 * @param operation what the readers did
 * @param unloading what went on beside them
 * @param operationsPerSecond of all readers, for each trial
 * @param unloadsPerSecond of all unloaders, for each trial
 * @param gaps the times from one completed operation of a reader to the next, in nanoseconds
 * @param waits the waits of who comes at a random moment, in nanoseconds
 * @param unloads how long {@code delete_module} took, in nanoseconds
 * @param curve at [k] the gap, in nanoseconds, that only one of 10^(k/{@value #POINTS_PER_DECADE})
 *     operations exceeds; as far as there were so many
 */
public record Reading(
    Series series,
    Operation operation,
    Unloading unloading,
    List<Double> operationsPerSecond,
    List<Double> unloadsPerSecond,
    Percentiles gaps,
    Percentiles waits,
    Percentiles unloads,
    List<Long> curve) {

  /** How many points of the curve there are from one power of ten to the next. */
  public static final int POINTS_PER_DECADE = 5;

  /** How many powers of ten the curve has. */
  static final int DECADES = 7;

  /**
   * Sums trials up.
   *
   * @param scenario what was measured
   * @param trials the trials, one or more
   * @return the sum
   */
  public static Reading of(Scenario scenario, List<Trial> trials) {
    Trial all = trials.stream().reduce(Trial::plus).orElseThrow();
    List<Long> curve = new ArrayList<>();
    for (int k = 0; k <= DECADES * POINTS_PER_DECADE; k++) {
      double above = Math.pow(10, -(double) k / POINTS_PER_DECADE);
      if (above * all.gaps().getTotalCount() < 1) {
        break;
      }
      curve.add(all.gaps().getValueAtPercentile(100 * (1 - above)));
    }
    return new Reading(
        scenario.series(),
        scenario.operation(),
        scenario.unloading(),
        trials.stream().map(trial -> (double) Math.round(trial.operationsPerSecond())).toList(),
        trials.stream().map(trial -> (double) Math.round(trial.unloadsPerSecond())).toList(),
        Percentiles.of(all.gaps()),
        Percentiles.of(new Waits(all.gaps())),
        Percentiles.of(all.unloads()),
        curve);
  }

  /**
   * Tells whether something was measured.
   *
   * @return false if the readers have completed nothing, or nothing was unloaded that should have
   *     been
   */
  public boolean hasSamples() {
    return gaps.max() > 0 && (unloading == Unloading.NONE || unloads.max() > 0);
  }
}
