package org.rmmodel.checker.trace.dat;

import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.trace.format.UnreadableException;

/**
 * A page of the kernel's ring buffer: a time, how many bytes are used, and events that each add to
 * the time. Source: struct buffer_data_page and enum ring_buffer_type in the kernel, and
 * kbuffer-parse.c of libtraceevent.
 */
final class Page {
  private static final int PADDING = 29;
  private static final int TIME_EXTEND = 30;
  private static final int TIME_STAMP = 31;
  private static final int DELTA_BITS = 27;
  private static final long COMMIT = (1L << DELTA_BITS) - 1;
  private static final long LOST = 1L << 31;

  /** What a time stamp's 59 bits leave out. */
  private static final long TOP_BITS = 0xf8L << 56;

  private final byte[] bytes;
  private final boolean bigEndian;
  private final int end;
  private final boolean lost;
  private int at;
  private long time;

  /**
   * A page.
   *
   * @param bytes it
   * @param layout where its parts are
   * @param bigEndian the order of its bytes
   * @throws UnreadableException if it says that more of it is used than there is
   */
  Page(byte[] bytes, PageLayout layout, boolean bigEndian) throws UnreadableException {
    this.bytes = bytes;
    this.bigEndian = bigEndian;
    if (layout.data() > bytes.length) {
      throw new UnreadableException(0, "trace.dat has a page that is too short");
    }
    time = Numbers.unsigned(bytes, layout.timestamp(), 8, bigEndian);
    long commit = Numbers.unsigned(bytes, layout.commit(), layout.commitSize(), bigEndian);
    lost = (commit & LOST) != 0;
    long used = commit & COMMIT;
    if (used > bytes.length - layout.data()) {
      throw new UnreadableException(
          0, "trace.dat has a page of " + used + " bytes, of which " + bytes.length + " are there");
    }
    at = layout.data();
    end = at + (int) used;
  }

  /** Were events lost before this page? */
  boolean isAfterLoss() {
    return lost;
  }

  /** The time of the record that was read last. */
  long time() {
    return time;
  }

  /** The next record, or null at the page's end. */
  byte @Nullable [] next() throws UnreadableException {
    while (end - at >= 4) {
      long header = Numbers.unsigned(bytes, at, 4, bigEndian);
      at += 4;
      int type = (int) (bigEndian ? header >> DELTA_BITS : header & 31);
      long delta = bigEndian ? header & COMMIT : header >> 5;
      if (type == PADDING) {
        if (delta == 0) {
          break;
        }
        // An event that was discarded; its time counts.
        time += delta;
        skip(length(at));
      } else if (type == TIME_EXTEND || type == TIME_STAMP) {
        long value = word(at) << DELTA_BITS | delta;
        at += 4;
        time = type == TIME_EXTEND ? time + value : value | (time & TOP_BITS);
      } else {
        time += delta;
        int length = type * 4;
        if (type == 0) {
          length = (int) ((length(at) - 4L + 3L) & ~3L);
          at += 4;
        }
        int from = at;
        skip(length);
        return java.util.Arrays.copyOfRange(bytes, from, at);
      }
    }
    at = end;
    return null;
  }

  private long word(int from) throws UnreadableException {
    if (from > end - 4) {
      throw broken();
    }
    return Numbers.unsigned(bytes, from, 4, bigEndian);
  }

  private int length(int from) throws UnreadableException {
    long length = word(from);
    if (length < 4 || length > bytes.length) {
      throw broken();
    }
    return (int) length;
  }

  private void skip(int length) throws UnreadableException {
    if (length < 0 || length > end - at) {
      throw broken();
    }
    at += length;
  }

  private static UnreadableException broken() {
    return new UnreadableException(0, "trace.dat has a record that is longer than its page");
  }
}
