package org.rmmodel.checker.tlc;

import java.time.Duration;

/**
 * What one run of TLC may use. The limit that counts is one of processor time, so that a machine
 * that is busy with other things gives the same verdicts; the other one is for a run that neither
 * ends nor uses a processor.
 *
 * @param mebibytes the Java heap, in MiB
 * @param processor the processor time, of all threads together
 * @param wall the wall-clock time
 */
public record Limits(int mebibytes, Duration processor, Duration wall) {
  private static final Duration LEAST_WALL = Duration.ofMinutes(10);
  private static final int WALL_FOR_PROCESSOR = 10;

  /** For the smoke and the full lane: 2 GiB and four minutes. */
  public static final Limits DEFAULT = new Limits(2048, Duration.ofMinutes(4));

  /** For the exhaustive lane: 4 GiB and an hour. */
  public static final Limits EXHAUSTIVE = new Limits(4096, Duration.ofHours(1));

  /**
   * Limits with a generous one of wall-clock time: ten times the processor time, and ten minutes at
   * least.
   *
   * @param mebibytes the Java heap, in MiB
   * @param processor the processor time
   */
  public Limits(int mebibytes, Duration processor) {
    this(mebibytes, processor, generous(processor));
  }

  private static Duration generous(Duration processor) {
    Duration wall = processor.multipliedBy(WALL_FOR_PROCESSOR);
    return wall.compareTo(LEAST_WALL) < 0 ? LEAST_WALL : wall;
  }

  /**
   * The same limits within a budget of wall-clock time.
   *
   * @param left what is left of the budget
   * @return limits with no more wall-clock time than that
   */
  public Limits within(Duration left) {
    return new Limits(mebibytes, processor, left.compareTo(wall) < 0 ? left : wall);
  }

  /**
   * The memory limit in words.
   *
   * @return for example {@code memory limit 2048 MiB}
   */
  public String memoryText() {
    return "memory limit " + mebibytes + " MiB";
  }

  /**
   * The limit of processor time in words.
   *
   * @return for example {@code processor time limit 240 s}
   */
  public String processorText() {
    return "processor time limit " + text(processor);
  }

  /**
   * The limit of wall-clock time in words.
   *
   * @return for example {@code wall-clock time limit 2400 s}
   */
  public String wallText() {
    return "wall-clock time limit " + text(wall);
  }

  private static String text(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
