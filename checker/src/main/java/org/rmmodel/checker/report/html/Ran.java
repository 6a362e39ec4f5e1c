package org.rmmodel.checker.report.html;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.rmmodel.common.Lane;

/**
 * What ran.
 *
 * @param tlc what TLC calls itself
 * @param java the JDK of this program and of TLC
 * @param lane the lane, if one was run
 * @param jobs how many runs at a time; 0 if they were made in parts
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

  /**
   * Runs that were made in parts, and put together now.
   *
   * @param by what ran them: {@code tlc} and {@code java}, as far as the parts say it
   * @param lane the lane
   * @param seconds how long they took when added up, in seconds of wall-clock time
   * @return with the time of now
   */
  public static Ran inParts(Map<String, String> by, Lane lane, double seconds) {
    String unknown = "not said by the parts";
    return new Ran(
        by.getOrDefault("tlc", unknown),
        by.getOrDefault("java", unknown),
        Optional.of(lane),
        0,
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        seconds);
  }

  /**
   * What ran them.
   *
   * @return {@code tlc} and {@code java}, as they call themselves
   */
  public Map<String, String> by() {
    return Map.of("java", java, "tlc", tlc);
  }

  /** The lane in words. */
  String laneName() {
    return lane.map(Lane::toString).orElse("no whole lane");
  }
}
