package org.rmmodel.checker.tlc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads lines of UTF-8 with bounds: a line is cut at a length, and the whole stops at a total. */
final class BoundedLines {
  private final InputStream in;
  private final int longest;
  private final long most;
  private final byte[] buffer = new byte[1 << 16];
  private final byte[] line;
  private int begin;
  private int end;
  private long total;
  private boolean over;

  /**
   * A reader.
   *
   * @param in the stream
   * @param longest the longest line kept, in bytes; the rest of the line is dropped
   * @param most the most bytes read
   */
  BoundedLines(InputStream in, int longest, long most) {
    this.in = in;
    this.longest = longest;
    this.most = most;
    this.line = new byte[longest];
  }

  /** The bytes that are read from here on are counted anew. */
  void countFromHere() {
    total = 0;
  }

  /** Whether the total was reached. */
  boolean isOver() {
    return over;
  }

  /**
   * The next line without its end, or null at the end of the stream or when the total is reached.
   */
  @Nullable String next() throws IOException {
    int length = 0;
    boolean any = false;
    while (true) {
      if (begin == end) {
        end = in.read(buffer);
        begin = 0;
        if (end <= 0) {
          end = 0;
          return any ? text(length) : null;
        }
        total += end;
        if (total > most) {
          over = true;
          return null;
        }
      }
      byte b = buffer[begin++];
      any = true;
      if (b == '\n') {
        return text(length);
      }
      if (length < longest) {
        line[length++] = b;
      }
    }
  }

  /**
   * Hands on each line until the end, or until the process that writes them is destroyed.
   *
   * @param sink gets them
   */
  void forEach(Consumer<String> sink) {
    try {
      for (String each = next(); each != null; each = next()) {
        sink.accept(each);
      }
    } catch (IOException e) {
      // The stream of a process that was destroyed.
    }
  }

  private String text(int length) {
    int last = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    return new String(line, 0, last, StandardCharsets.UTF_8);
  }
}
