package org.rmmodel.checker.trace.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The lines of a text, with LF or CRLF. A line has a bounded length, and no zero byte. */
final class TextLines {
  /** Longer lines are no log: an event is at most a page. */
  private static final int MAX_LINE = 16 * 1024;

  private final InputStream in;
  private final byte[] buffer = new byte[4 * MAX_LINE];
  private int from;
  private int to;
  private boolean end;
  private long number;
  private boolean open;

  TextLines(InputStream in) {
    this.in = in;
  }

  /** The number of the line that was read last, from 1. */
  long number() {
    return number;
  }

  /** Did the line that was read last have no line end, because the text ends there? */
  boolean isOpen() {
    return open;
  }

  /** The next line without its end, or null. */
  @Nullable String next() throws IOException {
    int at = from;
    while (true) {
      for (; at < to; at++) {
        byte b = buffer[at];
        if (b == '\n') {
          return line(at, at + 1);
        }
        if (b == 0) {
          throw new UnreadableException(number + 1, "a zero byte; this is no text");
        }
      }
      if (at - from > MAX_LINE) {
        throw new UnreadableException(
            number + 1, "a line of more than " + MAX_LINE + " bytes; this is no log");
      }
      if (end) {
        if (at == from) {
          return null;
        }
        open = true;
        return line(at, at);
      }
      at -= from;
      fill();
      at += from;
    }
  }

  private String line(int lineEnd, int next) throws UnreadableException {
    int length = lineEnd - from;
    number++;
    if (length > MAX_LINE) {
      throw new UnreadableException(
          number, "a line of more than " + MAX_LINE + " bytes; this is no log");
    }
    if (length > 0 && buffer[lineEnd - 1] == '\r') {
      length--;
    }
    String line = new String(buffer, from, length, StandardCharsets.ISO_8859_1);
    from = next;
    return line;
  }

  private void fill() throws IOException {
    System.arraycopy(buffer, from, buffer, 0, to - from);
    to -= from;
    from = 0;
    try {
      int n = in.read(buffer, to, buffer.length - to);
      if (n < 0) {
        end = true;
      } else {
        to += n;
      }
    } catch (UnreadableException e) {
      throw new UnreadableException(e.line() > 0 ? e.line() : number, e.what());
    }
  }
}
