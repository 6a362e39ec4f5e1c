package org.rmmodel.checker.tlc;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The result of one start of TLC.
 *
 * @param verdict what it found
 * @param states the distinct states that it found
 * @param depth the depth of its search, in states
 * @param seconds the time it took, in seconds
 * @param fired the successor states that each action generated; an action that TLC knows not to be
 *     possible is absent
 * @param takers the actions that somebody takes, as the specification has told; empty if it has not
 *     come to that
 * @param doubt why the states may not be all that there are although the verdict is that it holds;
 *     empty if nothing speaks for it
 */
public record TlcResult(
    Verdict verdict,
    long states,
    int depth,
    double seconds,
    Map<String, Long> fired,
    Optional<Set<String>> takers,
    Optional<String> doubt) {
  /**
   * A result without a doubt.
   *
   * @param verdict what it found
   * @param states the distinct states that it found
   * @param depth the depth of its search, in states
   * @param seconds the time it took, in seconds
   * @param fired the successor states that each action generated
   * @param takers the actions that somebody takes
   */
  public TlcResult(
      Verdict verdict,
      long states,
      int depth,
      double seconds,
      Map<String, Long> fired,
      Optional<Set<String>> takers) {
    this(verdict, states, depth, seconds, fired, takers, Optional.empty());
  }
}
