package org.rmmodel.checker.cli;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.check.Cost;

/**
 * How long runs will still take: their recorded states that are not found yet, at the rate of those
 * that this call has found. There is no estimate before some runs have ended, nor where nothing is
 * recorded of a run. Called from several threads.
 */
final class Remaining {
  /** With fewer that have ended the rate is that of one machine's first starts. */
  private static final int ENOUGH = 3;

  private static final int SECONDS_PER_MINUTE = 60;
  private static final int SECONDS_PER_HOUR = 3600;

  private final long total;
  private final boolean isRecorded;
  private final Map<String, Long> under = new HashMap<>();
  private final Set<String> ended = new HashSet<>();
  private long spent;

  Remaining(List<Case> cases) {
    this.total = cases.stream().mapToLong(Cost::of).sum();
    this.isRecorded = cases.stream().allMatch(of -> of.run().isRecorded());
  }

  synchronized void progressed(Case of, long states) {
    if (!ended.contains(of.id())) {
      under.put(of.id(), Math.min(states, Cost.of(of)));
    }
  }

  synchronized void ended(Case of) {
    under.remove(of.id());
    if (ended.add(of.id())) {
      spent += Cost.of(of);
    }
  }

  /**
   * The estimate, after some time.
   *
   * @param elapsed the seconds since the first run began
   * @return for example {@code about 4 min left}, if there is one
   */
  synchronized Optional<String> left(double elapsed) {
    long done = spent + under.values().stream().mapToLong(Long::longValue).sum();
    if (!isRecorded || ended.size() < ENOUGH || done >= total) {
      return Optional.empty();
    }
    return Optional.of("about " + rounded(elapsed * (total - done) / done) + " left");
  }

  private static String rounded(double seconds) {
    if (seconds < SECONDS_PER_MINUTE) {
      return Math.max(1, Math.round(seconds)) + " s";
    }
    return seconds < SECONDS_PER_HOUR
        ? Math.round(seconds / SECONDS_PER_MINUTE) + " min"
        : Math.round(seconds / SECONDS_PER_HOUR) + " h";
  }
}
