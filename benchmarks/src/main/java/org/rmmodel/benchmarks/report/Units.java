package org.rmmodel.benchmarks.report;

import java.util.List;
import java.util.Locale;

/** Numbers for people: as many digits as mean something. */
final class Units {
  private Units() {}

  /** Writes a time, with two digits and its unit. */
  static String time(double nanos) {
    if (nanos < 999.5) {
      return digits(nanos) + " ns";
    }
    if (nanos < 999.5e3) {
      return digits(nanos / 1e3) + " µs";
    }
    return nanos < 999.5e6 ? digits(nanos / 1e6) + " ms" : digits(nanos / 1e9) + " s";
  }

  /** Writes a time, with two digits and its unit. */
  static String time(long nanos) {
    return time((double) nanos);
  }

  /** Writes how often something happens in a second. */
  static String rate(double perSecond) {
    if (perSecond < 999.5) {
      return digits(perSecond);
    }
    return perSecond < 999.5e3
        ? digits(perSecond / 1e3) + " thousand"
        : digits(perSecond / 1e6) + " million";
  }

  private static String digits(double number) {
    return String.format(Locale.ROOT, number < 9.95 ? "%.1f" : "%.0f", number);
  }

  /** Gives the one in the middle, or the mean of the two that are. */
  static double median(List<Double> numbers) {
    List<Double> sorted = numbers.stream().sorted().toList();
    int size = sorted.size();
    return (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
  }
}
