package org.rmmodel.checker.trace.format;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The events of one log, one after the other. */
public interface EventSource extends Closeable {
  /**
   * The next event.
   *
   * @return the event, or null at the end of a complete log
   * @throws UnreadableException if the log is not what it should be; says where
   * @throws IOException if it cannot be read on
   */
  @Nullable Entry next() throws IOException;

  /**
   * Was the log cut off in this event? An event that makes no sense is then no riddle.
   *
   * @param entry an event
   * @return whether the log ends in mid-line, and in this line
   */
  boolean endsWithin(Entry entry);

  /**
   * What the log shows of its kernel and of itself, as far as it was read.
   *
   * @return what it shows
   */
  LogShows shows();
}
