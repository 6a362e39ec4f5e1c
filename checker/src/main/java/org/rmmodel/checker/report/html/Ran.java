package org.rmmodel.checker.report.html;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.rmmodel.common.Lane;

/**
 * What ran.
 *
 * @param tlc what TLC calls itself
 * @param java the JDK of this program and of TLC
 * @param lane the lane, if one was run
 * @param jobs how many runs at a time
 * @param at when they had ended
 * @param seconds how long all of them took together, in seconds of wall-clock time
 */
public record Ran(
    String tlc, String java, Optional<Lane> lane, int jobs, Instant at, double seconds) {
  /**
   * What runs now, in this JVM.
   *
   * @param tlc what TLC calls itself
   * @param lane the lane, if one was run
   * @param jobs how many runs at a time
   * @param seconds how long all of them took together, in seconds of wall-clock time
   * @return with this JVM and the time of now
   */
  public static Ran now(String tlc, Optional<Lane> lane, int jobs, double seconds) {
    String java = System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version");
    return new Ran(tlc, java, lane, jobs, Instant.now().truncatedTo(ChronoUnit.SECONDS), seconds);
  }

  /** The lane in words. */
  String laneName() {
    return lane.map(Lane::toString).orElse("no whole lane");
  }
}
