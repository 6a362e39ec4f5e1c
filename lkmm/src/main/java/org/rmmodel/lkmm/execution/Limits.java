package org.rmmodel.lkmm.execution;

import java.time.Duration;

/**
 * What the checking of one test may take.
 *
 * @param time processor time
 * @param candidates how many candidate executions are judged
 */
public record Limits(Duration time, long candidates) {
  /** Ten seconds and a million candidates. */
  public static final Limits USUAL = new Limits(Duration.ofSeconds(10), 1_000_000);
}
