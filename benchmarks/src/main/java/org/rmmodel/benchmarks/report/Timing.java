package org.rmmodel.benchmarks.report;

import java.util.List;

/**
 * What JMH has measured of one benchmark.
 *
 * @param benchmark class and method (or group), as {@code GetPut.netty}
 * @param threads how many threads ran it
 * @param nanos the time of an operation in each round, in nanoseconds of a thread; a fresh JVM each
 */
public record Timing(String benchmark, int threads, List<Double> nanos) {}
