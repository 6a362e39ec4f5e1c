package org.rmmodel.spec.catalogue;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A kernel: a row and a column of the verdict table.
 *
 * @param patches how many of the series' patches are applied, in order
 * @param preempt whether it is preemptible
 */
public record Kernel(int patches, boolean preempt) {
  /** The number of patches in the series. */
  public static final int LAST = 5;

  /**
   * Every kernel there is, in the order of the table's rows.
   *
   * @return twelve kernels: each prefix, first without and then with preemption
   */
  public static List<Kernel> all() {
    return IntStream.rangeClosed(0, LAST)
        .boxed()
        .flatMap(p -> Stream.of(new Kernel(p, false), new Kernel(p, true)))
        .toList();
  }

  /**
   * The name in a run's id.
   *
   * @return for example {@code p5-preempt}
   */
  public String id() {
    return "p" + patches + (preempt ? "-preempt" : "-nopreempt");
  }

  /**
   * What the table calls a prefix of the series.
   *
   * @param patches how many patches are applied
   * @return the row's title
   */
  public static String rowTitle(int patches) {
    return switch (patches) {
      case 0 -> "0 v3.18";
      case LAST -> LAST + " series applied";
      default -> Integer.toString(patches);
    };
  }

  /**
   * The kernel in words.
   *
   * @return for example {@code 2 of 5 patches, preemptible}
   */
  public String title() {
    String tree =
        switch (patches) {
          case 0 -> "v3.18";
          case LAST -> "all " + LAST + " patches";
          default -> patches + " of " + LAST + " patches";
        };
    return tree + (preempt ? ", preemptible" : ", not preemptible");
  }

  /**
   * Whether a module's count is a pair of sums for each CPU, as it is up to patch 3.
   *
   * @return false once patch 4 has made it one atomic_t
   */
  public boolean countsPerCpu() {
    return patches <= 3;
  }

  /**
   * The constants that tell the specification which kernel it is.
   *
   * @return lines of a TLC cfg
   */
  public String constants() {
    return "CONSTANTS\n  Patches = "
        + patches
        + "\n  Preemptible = "
        + (preempt ? "TRUE" : "FALSE")
        + "\n";
  }
}
