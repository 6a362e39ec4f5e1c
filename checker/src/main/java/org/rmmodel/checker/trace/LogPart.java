package org.rmmodel.checker.trace;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rmmodel.common.BadInput;

/** A part of a log: from one place to another, both included. */
public final class LogPart implements Predicate<TraceLine> {
  private final Predicate<TraceLine> from;
  private final Predicate<TraceLine> to;

  private LogPart(Predicate<TraceLine> from, Predicate<TraceLine> to) {
    this.from = from;
    this.to = to;
  }

  /**
   * The part between two places.
   *
   * @param from where it begins: a line's number, or a time stamp; null for the log's beginning
   * @param to where it ends, likewise; null for the log's end
   * @return the part
   * @throws BadInput if a place is neither
   */
  public static LogPart of(@Nullable String from, @Nullable String to) {
    return new LogPart(
        from == null ? line -> true : place("--from", from, 1),
        to == null ? line -> true : place("--to", to, -1));
  }

  /** Whole numbers are lines; with a point, or an @ before them, they are time stamps. */
  private static Predicate<TraceLine> place(String option, String text, int sign) {
    try {
      if (text.startsWith("@") || text.contains(".")) {
        double time = Double.parseDouble(text.startsWith("@") ? text.substring(1) : text);
        // Without a time stamp nothing says that it is outside.
        return line -> !(sign * line.time() < sign * time);
      }
      long number = Long.parseUnsignedLong(text);
      return line -> sign * line.number() >= sign * number;
    } catch (NumberFormatException e) {
      throw new BadInput(
          option
              + " "
              + text
              + ": the number of a line (120), or a time stamp as in the log (10.000300, @15)");
    }
  }

  @Override
  public boolean test(TraceLine line) {
    return from.test(line) && to.test(line);
  }
}
