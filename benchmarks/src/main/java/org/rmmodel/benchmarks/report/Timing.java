package org.rmmodel.benchmarks.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What JMH has measured of one benchmark.
 *
 * @param benchmark class and method (or group), as {@code GetPut.netty}
 * @param threads how many threads ran it
 * @param nanos the time of an operation in each round (of its middle iteration), in nanoseconds of
 *     a thread; a fresh JVM each
 * @param later when and where it was measured, if that was not in the run of the other figures
 */
public record Timing(String benchmark, int threads, List<Double> nanos, @Nullable String later) {

  /**
   * What was measured in the run itself.
   *
   * @param benchmark class and method
   * @param threads how many threads ran it
   * @param nanos the time of an operation in each round
   */
  public Timing(String benchmark, int threads, List<Double> nanos) {
    this(benchmark, threads, nanos, null);
  }

  /**
   * Gives the time in the middle.
   *
   * @param nanos times, one or more
   * @return the median
   */
  public static double middle(List<Double> nanos) {
    return Units.median(nanos);
  }
}
