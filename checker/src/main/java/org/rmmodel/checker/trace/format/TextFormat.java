package org.rmmodel.checker.trace.format;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A format of one event per line. */
interface TextFormat extends LogFormat {
  /**
   * Understands an event.
   *
   * @param number the line's number, from 1
   * @param line the line
   * @param legend says what the flags mean
   * @return the event, or null if this is no event in this format
   * @throws UnreadableException if the line says that events were lost
   */
  @Nullable Entry event(long number, String line, Legend legend) throws UnreadableException;

  /**
   * Does this format have such lines between its events? Comments that begin with # are not asked
   * for.
   *
   * @param line a line that is no event
   * @return whether it may be passed over
   */
  boolean isBeside(String line);

  /**
   * Could these lines be of this format? One event among them is.
   *
   * @param lines the first lines of a log
   * @return false if they show another format
   */
  default boolean fits(List<String> lines) {
    return true;
  }

  /**
   * How this format's flags are to be read where there is no legend.
   *
   * @return a legend without a line
   */
  default Legend legend() {
    return new Legend(true);
  }
}
