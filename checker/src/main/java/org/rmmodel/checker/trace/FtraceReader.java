package org.rmmodel.checker.trace;

import static java.util.Objects.requireNonNull;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.trace.dat.Bytes;
import org.rmmodel.checker.trace.dat.TraceDat;
import org.rmmodel.checker.trace.format.Compression;
import org.rmmodel.checker.trace.format.Entry;
import org.rmmodel.checker.trace.format.EventSource;
import org.rmmodel.checker.trace.format.LogFormat;
import org.rmmodel.checker.trace.format.LogShows;
import org.rmmodel.checker.trace.format.TextSource;
import org.rmmodel.checker.trace.format.UnreadableException;
import org.rmmodel.common.BadInput;

/**
 * Reads a log in whatever format it is, plain or compressed, from a file or from standard input. It
 * trusts nothing: what is no event of a complete log ends the reading with one {@link
 * BadLogException}.
 */
public final class FtraceReader implements Closeable {
  /** No more different events than this are remembered. */
  private static final int MAX_EVENTS = 4_096;

  /** So many kinds of events that are not used are named. */
  private static final int MAX_NAMES = 4;

  /** So many bytes tell a trace.dat. */
  private static final int MAGIC = 10;

  private static final int MAX_IN_MEMORY = 64 << 20;

  private final Map<String, TraceEvent> events = new HashMap<>();
  private final Set<String> unusedNames = new LinkedHashSet<>();
  private final String name;
  private final EventSource source;
  private long unused;

  private FtraceReader(String name, EventSource source) {
    this.name = name;
    this.source = source;
  }

  /**
   * Opens a log.
   *
   * @param log a path, or {@code -} for standard input
   * @param format the format's id as the user gave it, or null if it is to be found
   * @return the reader; the caller closes it
   * @throws BadLogException if it cannot be read
   */
  public static FtraceReader open(String log, @Nullable String format) throws BadLogException {
    try {
      return log.equals("-") ? of("standard input", System.in, format) : ofFile(log, format);
    } catch (UnreadableException e) {
      throw new BadLogException(log, e.line(), e.what());
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

  /**
   * Opens a log whose format is to be found.
   *
   * @param log a path, or {@code -} for standard input
   * @return the reader; the caller closes it
   * @throws BadLogException if it cannot be read
   */
  public static FtraceReader open(String log) throws BadLogException {
    return open(log, null);
  }

  private static FtraceReader ofFile(String log, @Nullable String format) throws IOException {
    Path path = Path.of(log);
    if (Files.isDirectory(path)) {
      throw new BadLogException(log, 0, "is a directory");
    }
    InputStream in = Files.newInputStream(path);
    if (Files.isRegularFile(path)) {
      byte[] first = in.readNBytes(MAGIC);
      in.close();
      if (TraceDat.begins(first)) {
        return new FtraceReader(log, binary(Bytes.of(path), format));
      }
      in = Files.newInputStream(path);
    }
    return of(log, in, format);
  }

  private static EventSource binary(Bytes bytes, @Nullable String format) throws IOException {
    try {
      if (format != null && !format.equals(TraceDat.FORMAT.id())) {
        throw new UnreadableException(0, "this is a trace.dat, and no " + format);
      }
      return new TraceDat(bytes, FtraceReader::isUsed);
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  /**
   * Reads from a stream.
   *
   * @param name what messages call it
   * @param raw the bytes, plain or compressed
   * @param format the format's id, or null if it is to be found
   * @return the reader; closing it closes the stream
   * @throws BadLogException if the log is of no format
   * @throws IOException if the first bytes cannot be read
   */
  public static FtraceReader of(String name, InputStream raw, @Nullable String format)
      throws IOException {
    try {
      InputStream in = Compression.unpack(raw);
      in.mark(MAGIC);
      byte[] first = in.readNBytes(MAGIC);
      in.reset();
      if (TraceDat.begins(first)) {
        return new FtraceReader(name, binary(Bytes.of(whole(in)), format));
      }
      refuseKnown(first);
      if (format != null && format.equals(TraceDat.FORMAT.id())) {
        throw new UnreadableException(0, "this is no trace.dat");
      }
      return new FtraceReader(name, new TextSource(in, format, FtraceReader::makesSense));
    } catch (UnreadableException e) {
      raw.close();
      throw new BadLogException(name, e.line(), e.what());
    }
  }

  /**
   * Reads from a stream whose format is to be found.
   *
   * @param name what messages call it
   * @param raw the bytes, plain or compressed
   * @return the reader; closing it closes the stream
   * @throws BadLogException if the log is of no format
   * @throws IOException if the first bytes cannot be read
   */
  public static FtraceReader of(String name, InputStream raw) throws IOException {
    return of(name, raw, null);
  }

  /** Files that people have beside their logs: says what to give instead. */
  private static void refuseKnown(byte[] first) throws UnreadableException {
    String begin = new String(first, StandardCharsets.ISO_8859_1);
    if (begin.startsWith("PERFILE2")) {
      throw new UnreadableException(0, "this is a perf.data; give what perf script prints of it");
    }
    if (begin.startsWith("BZh") || begin.startsWith("\u0004\"M\u0018")) {
      throw new UnreadableException(
          0, "compressed by bzip2 or lz4; give it plain, or compressed by gzip, zstd or xz");
    }
  }

  /** A trace.dat has to be read from any place; what is no file is taken into memory. */
  private static byte[] whole(InputStream in) throws IOException {
    try (in) {
      byte[] all = in.readNBytes(MAX_IN_MEMORY + 1);
      if (all.length > MAX_IN_MEMORY) {
        throw new UnreadableException(
            0,
            "a trace.dat of more than "
                + (MAX_IN_MEMORY >> 20)
                + " MiB has to be a file, and not compressed as a whole");
      }
      return all;
    }
  }

  /** Is an event of this name one that the protocol knows? */
  private static boolean isUsed(String event) {
    try {
      return !(EventParser.parse(event + ": ") instanceof TraceEvent.Unused);
    } catch (EventParser.MalformedEvent e) {
      return true;
    }
  }

  private static boolean makesSense(String text) {
    try {
      return !text.isBlank() && EventParser.parse(text) != null;
    } catch (EventParser.MalformedEvent e) {
      return false;
    }
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
      if (known instanceof TraceEvent.Unused && unusedNames.size() <= MAX_NAMES) {
        unusedNames.add(nameOf(text));
      }
    }
    unused += known instanceof TraceEvent.Unused ? 1 : 0;
    return known;
  }

  private static String nameOf(String text) {
    int end = 0;
    while (end < text.length() && end < 40 && text.charAt(end) > ' ' && text.charAt(end) != ':') {
      end++;
    }
    return text.substring(0, end);
  }

  /**
   * The next event.
   *
   * @return the event, or null at the end of a complete log
   * @throws BadLogException if the log is not what it should be; says which line
   */
  public @Nullable TraceLine next() throws BadLogException {
    try {
      Entry entry = source.next();
      return entry == null ? null : line(entry);
    } catch (UnreadableException e) {
      throw new BadLogException(name, e.line(), e.what());
    } catch (BadLogException e) {
      throw e;
    } catch (IOException e) {
      throw new BadLogException(name, 0, "cannot be read on: " + e.getMessage());
    }
  }

  private TraceLine line(Entry entry) throws BadLogException {
    try {
      return new TraceLine(
          entry.number(),
          entry.task(),
          entry.pid(),
          entry.cpu(),
          entry.interrupt(),
          entry.preemptOff(),
          entry.time(),
          parsed(entry.text()));
    } catch (EventParser.MalformedEvent e) {
      throw new BadLogException(
          name,
          entry.number(),
          source.endsWithin(entry)
              ? "the log is cut off in mid-line"
              : requireNonNull(e.getMessage()));
    }
  }

  /**
   * The formats that are read.
   *
   * @return each of them, text first
   */
  public static List<LogFormat> formats() {
    List<LogFormat> all = new ArrayList<>(TextSource.formats());
    all.add(TraceDat.FORMAT);
    return all;
  }

  /**
   * Checks what the user says.
   *
   * @param format a format's id, or null
   * @throws BadInput if there is no such format
   */
  static void checkFormat(@Nullable String format) {
    List<String> ids = formats().stream().map(LogFormat::id).toList();
    if (format != null && !ids.contains(format)) {
      throw new BadInput(
          "--format " + format + ": no such format; known are " + String.join(", ", ids));
    }
  }

  /**
   * What messages call this log.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * What the log shows of its kernel and of itself, as far as it was read.
   *
   * @return what it shows
   */
  public LogShows shows() {
    LogShows shows = source.shows();
    if (unused == 0) {
      return shows;
    }
    String names = unusedNames.stream().limit(MAX_NAMES).collect(Collectors.joining(", "));
    return shows.with(
        (unused == 1 ? "1 event that says" : unused + " events that say")
            + " nothing about modules ("
            + BadLogException.printable(names)
            + (unusedNames.size() > MAX_NAMES ? ", ...)" : ")"));
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
