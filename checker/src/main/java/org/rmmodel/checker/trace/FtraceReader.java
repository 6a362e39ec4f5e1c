package org.rmmodel.checker.trace;

import static java.util.Objects.requireNonNull;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads ftrace text (the file {@code trace} of tracefs, header included) line by line: plain,
 * compressed by gzip, or from standard input. It trusts nothing: a line has a bounded length, and
 * what is not a complete line of a complete log ends the reading with one {@link BadLogException}.
 */
public final class FtraceReader implements Closeable {
  /** Longer lines are no ftrace text: an event is at most a page. */
  private static final int MAX_LINE = 16 * 1024;

  /** Up to here a line's CPU must have come: 15 of name, a dash, 10 of pid, 14 of tgid, blanks. */
  private static final int MAX_CPU_COLUMN = 48;

  /** No more different events than this are remembered. */
  private static final int MAX_EVENTS = 4_096;

  private final Map<String, TraceEvent> events = new HashMap<>();
  private final String name;
  private final InputStream in;
  private final byte[] buffer = new byte[MAX_LINE + 1];
  private long number;
  private boolean anyEvent;
  private boolean header;
  private int legend;
  private int preemptColumn = -1;
  private int interruptColumn = -1;

  private FtraceReader(String name, InputStream in) {
    this.name = name;
    this.in = in;
  }

  /**
   * Opens a log.
   *
   * @param log a path, or {@code -} for standard input
   * @return the reader; the caller closes it
   * @throws BadLogException if it cannot be read
   */
  public static FtraceReader open(String log) throws BadLogException {
    try {
      return of(log.equals("-") ? "standard input" : log, log.equals("-") ? System.in : file(log));
    } catch (BadLogException e) {
      throw e;
    } catch (NoSuchFileException e) {
      throw new BadLogException(log, 0, "no such file");
    } catch (AccessDeniedException e) {
      throw new BadLogException(log, 0, "permission denied");
    } catch (InvalidPathException | IOException e) {
      throw new BadLogException(log, 0, "cannot be read: " + e.getMessage());
    }
  }

  private static InputStream file(String log) throws IOException {
    Path path = Path.of(log);
    if (Files.isDirectory(path)) {
      throw new BadLogException(log, 0, "is a directory");
    }
    return Files.newInputStream(path);
  }

  /**
   * Reads from a stream.
   *
   * @param name what messages call it
   * @param raw the bytes, plain or compressed
   * @return the reader; closing it closes the stream
   * @throws IOException if the first bytes cannot be read
   */
  public static FtraceReader of(String name, InputStream raw) throws IOException {
    InputStream in = new BufferedInputStream(raw, 1 << 16);
    in.mark(2);
    int first = in.read();
    int second = in.read();
    in.reset();
    if (first == 0x1f && second == 0x8b) {
      try {
        in = new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16);
      } catch (EOFException | ZipException e) {
        throw new BadLogException(name, 0, "broken gzip: " + e.getMessage());
      }
    }
    return new FtraceReader(name, in);
  }

  /** The same few events make up most of a large log, so they are parsed once and kept once. */
  private TraceEvent parsed(String text) throws EventParser.MalformedEvent {
    TraceEvent known = events.get(text);
    if (known == null) {
      known = EventParser.parse(text);
      if (events.size() >= MAX_EVENTS) {
        events.clear();
      }
      events.put(text, known);
    }
    return known;
  }

  /**
   * The next event line.
   *
   * @return the line, or null at the end of a complete log
   * @throws BadLogException if the text is not what it should be; says which line
   */
  public @Nullable TraceLine next() throws BadLogException {
    while (true) {
      String line = readLine();
      if (line == null) {
        if (number == 0) {
          throw new BadLogException(name, 0, "the log is empty");
        }
        if (!anyEvent && !header) {
          throw new BadLogException(name, 1, "this is no ftrace text");
        }
        return null;
      }
      if (line.startsWith("#")) {
        comment(line);
      } else if (line.startsWith("CPU:") && line.contains(" EVENTS]")) {
        throw new BadLogException(name, number, "events were lost: " + line.strip());
      } else if (!line.isBlank()) {
        return event(line);
      }
    }
  }

  private @Nullable String readLine() throws BadLogException {
    int n = 0;
    try {
      int c;
      while ((c = in.read()) >= 0) {
        if (n == 0) {
          number++;
        }
        if (c == '\n') {
          if (n > 0 && buffer[n - 1] == '\r') {
            n--;
          }
          return new String(buffer, 0, n, StandardCharsets.ISO_8859_1);
        }
        if (c == 0) {
          throw new BadLogException(name, number, "a zero byte; this is no ftrace text");
        }
        if (n == MAX_LINE) {
          throw new BadLogException(
              name, number, "a line of more than " + MAX_LINE + " bytes; this is no ftrace text");
        }
        buffer[n++] = (byte) c;
      }
    } catch (EOFException | ZipException e) {
      throw new BadLogException(name, number, "broken gzip after this line: " + e.getMessage());
    } catch (BadLogException e) {
      throw e;
    } catch (IOException e) {
      throw new BadLogException(name, number, "cannot be read on: " + e.getMessage());
    }
    if (n > 0) {
      boolean text = anyEvent || header || number > 1;
      throw new BadLogException(
          name, number, text ? "the log is cut off in mid-line" : "this is no ftrace text");
    }
    return null;
  }

  private void comment(String line) throws BadLogException {
    if (line.startsWith("# tracer:")) {
      header = true;
    }
    int at = line.indexOf("entries-in-buffer/entries-written:");
    if (at >= 0) {
      header = true;
      String[] counts = line.substring(line.indexOf(':', at) + 1).strip().split("[/ ]+", -1);
      long inBuffer;
      long written;
      try {
        inBuffer = Long.parseLong(counts[0]);
        written = Long.parseLong(counts[1]);
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
        throw new BadLogException(
            name, number, "the header's count of entries is no pair of numbers");
      }
      if (inBuffer != written) {
        throw new BadLogException(
            name,
            number,
            "events were lost: " + inBuffer + " entries in the buffer of " + written + " written");
      }
    }
    // The legend has one line per column of flags, in order: "_-----=> irqs-off".
    int arrow = line.indexOf("-=> ");
    if (arrow > 0) {
      String column = line.substring(arrow + 4).strip();
      if (column.startsWith("hardirq")) {
        interruptColumn = legend;
      } else if (column.startsWith("preempt-depth")) {
        preemptColumn = legend;
      }
      legend++;
    }
  }

  private TraceLine event(String line) throws BadLogException {
    for (int cpuAt = line.lastIndexOf('[', MAX_CPU_COLUMN);
        cpuAt > 0;
        cpuAt = line.lastIndexOf('[', cpuAt - 1)) {
      TraceLine parsed = event(line, cpuAt);
      if (parsed != null) {
        anyEvent = true;
        return parsed;
      }
    }
    if (anyEvent || header) {
      throw new BadLogException(name, number, "no event line: '" + line.strip() + "'");
    }
    throw new BadLogException(name, number, "this is no ftrace text");
  }

  /** The line, if its CPU stands in the bracket at this place; otherwise null. */
  private @Nullable TraceLine event(String line, int cpuAt) throws BadLogException {
    int cpuEnd = digits(line, cpuAt + 1);
    if (cpuEnd == cpuAt + 1
        || cpuEnd - cpuAt > 6
        || !at(line, cpuEnd, ']')
        || !at(line, cpuEnd + 1, ' ')) {
      return null;
    }
    // Before the bracket: NAME-PID, perhaps the thread group's id in parentheses.
    int end = cpuAt;
    while (end > 0 && line.charAt(end - 1) == ' ') {
      end--;
    }
    if (end > 0 && line.charAt(end - 1) == ')') {
      end = line.lastIndexOf('(', end);
      while (end > 0 && line.charAt(end - 1) == ' ') {
        end--;
      }
    }
    int pidAt = end;
    while (pidAt > 0 && Character.isDigit(line.charAt(pidAt - 1))) {
      pidAt--;
    }
    if (end <= 0
        || end == cpuAt
        || pidAt == end
        || end - pidAt > 9
        || pidAt < 2
        || line.charAt(pidAt - 1) != '-') {
      return null;
    }
    // After it: flags, timestamp, colon, event.
    int flagsAt = skipBlanks(line, cpuEnd + 1);
    int flagsEnd = flagsAt;
    while (flagsEnd < line.length() && line.charAt(flagsEnd) != ' ') {
      flagsEnd++;
    }
    int timeAt = skipBlanks(line, flagsEnd);
    int timeEnd = digits(line, timeAt);
    if (timeEnd > timeAt && at(line, timeEnd, '.')) {
      timeEnd = digits(line, timeEnd + 1);
    }
    if (flagsEnd == flagsAt
        || timeEnd == timeAt
        || !at(line, timeEnd, ':')
        || !at(line, timeEnd + 1, ' ')) {
      return null;
    }
    String flags = line.substring(flagsAt, flagsEnd);
    char context =
        flag(flags, interruptColumn >= 0 ? interruptColumn : flags.length() >= 7 ? 3 : 2);
    char depth = flag(flags, preemptColumn >= 0 ? preemptColumn : flags.length() >= 7 ? 4 : 3);
    try {
      return new TraceLine(
          number,
          line.substring(0, pidAt - 1).strip().intern(),
          Integer.parseInt(line.substring(pidAt, end)),
          Integer.parseInt(line.substring(cpuAt + 1, cpuEnd)),
          context == 'h' || context == 'H' || context == 's',
          Character.digit(depth, 16) > 0,
          parsed(line.substring(timeEnd + 2)));
    } catch (EventParser.MalformedEvent e) {
      throw new BadLogException(name, number, requireNonNull(e.getMessage()));
    }
  }

  private static char flag(String flags, int column) {
    return column < flags.length() ? flags.charAt(column) : '.';
  }

  private static boolean at(String line, int index, char c) {
    return index < line.length() && line.charAt(index) == c;
  }

  private static int digits(String line, int from) {
    int to = from;
    while (to < line.length() && line.charAt(to) >= '0' && line.charAt(to) <= '9') {
      to++;
    }
    return to;
  }

  private static int skipBlanks(String line, int from) {
    int to = from;
    while (to < line.length() && line.charAt(to) == ' ') {
      to++;
    }
    return to;
  }

  /**
   * What messages call this log.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  @Override
  public void close() throws IOException {
    if (in != System.in) {
      in.close();
    }
  }
}
