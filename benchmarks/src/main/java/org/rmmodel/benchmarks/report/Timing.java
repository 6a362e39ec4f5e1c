package org.rmmodel.benchmarks.report;

import java.util.List;

/**
 * What JMH has measured of one benchmark.
 *
 * @param benchmark class and method (or group), as {@code GetPut.netty}
 * @param threads how many threads ran it
 * @param nanos the time of an operation in each round (of its middle iteration), in nanoseconds of
 *     a thread; a fresh JVM each
 */
public record Timing(String benchmark, int threads, List<Double> nanos) {

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
