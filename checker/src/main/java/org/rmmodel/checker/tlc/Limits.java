package org.rmmodel.checker.tlc;

import java.time.Duration;

/**
 * What one start of TLC may use.
 *
 * @param mebibytes the Java heap, in MiB
 * @param time the wall-clock time
 */
public record Limits(int mebibytes, Duration time) {
  /** For the smoke and the full lane: 2 GiB and two minutes. */
  public static final Limits DEFAULT = new Limits(2048, Duration.ofMinutes(2));

  /** For the exhaustive lane: 4 GiB and half an hour. */
  public static final Limits EXHAUSTIVE = new Limits(4096, Duration.ofMinutes(30));

  /**
   * The memory limit in words.
   *
   * @return for example {@code memory limit 2048 MiB}
   */
  public String memoryText() {
    return "memory limit " + mebibytes + " MiB";
  }

  /**
   * The time limit in words.
   *
   * @return for example {@code time limit 120 s}
   */
  public String timeText() {
    return "time limit "
        + (time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms");
  }
}
