package org.rmmodel.checker.trace;

import java.io.Serializable;
import java.util.Locale;
import java.util.Map;

/**
 * Whether what a log says about one module is a behaviour of the protocol.
 *
 * @param module the module's name
 * @param outcome what came out
 * @param lives how many times it was there: loaded before the log began, or by a load in it
 * @param lines how many lines about it the search took
 * @param events how many lines of the log these are
 * @param silent how many steps of the explanation emit nothing
 * @param widest the most states that explained a prefix at once
 * @param states how many states were generated
 * @param seconds how long the search took
 * @param line the line of the file at which the prefix that fits ends, if rejected; at which the
 *     first property was violated, if violated; of the event that does not say what it is, if it
 *     cannot be told; else 0
 * @param prefix how many of the module's lines fit
 * @param text the line that does not fit, in words; else empty
 * @param wanted what that line wanted and what was possible; which limit, if inconclusive; else
 *     empty
 * @param violated the properties that every explanation violates, with the line at which each
 *     became certain
 */
public record ModuleVerdict(
    String module,
    Outcome outcome,
    int lives,
    int lines,
    int events,
    long silent,
    int widest,
    long states,
    double seconds,
    long line,
    int prefix,
    String text,
    String wanted,
    Map<String, Long> violated)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What can come out. */
  public enum Outcome {
    /** A behaviour, and no property is violated. */
    ACCEPTED,
    /** A behaviour, and every explanation of it violates a property. */
    VIOLATED,
    /** No behaviour: the full search found no explanation. */
    REJECTED,
    /** No behaviour as the log would be read, but it hangs on what the log does not say. */
    CANNOT_TELL,
    /** A limit was reached before the search was over. */
    INCONCLUSIVE;

    /**
     * The outcome in words.
     *
     * @return what reports print
     */
    public String word() {
      return this == VIOLATED
          ? "accepted, property violated"
          : name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** The same verdict, which a line puts in doubt. */
  ModuleVerdict doubted(long doubt, String reason) {
    return new ModuleVerdict(
        module,
        Outcome.CANNOT_TELL,
        lives,
        lines,
        events,
        silent,
        widest,
        states,
        seconds,
        doubt,
        prefix,
        text,
        reason,
        Map.of());
  }

  /** Is it a behaviour, whether or not a property is violated? */
  boolean isBehaviour() {
    return outcome == Outcome.ACCEPTED || outcome == Outcome.VIOLATED;
  }
}
