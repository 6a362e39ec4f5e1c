package org.rmmodel.checker.trace.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.rmmodel.checker.trace.BadLogException;
import org.rmmodel.checker.trace.FtraceReader;
import org.rmmodel.checker.trace.Logs;
import org.rmmodel.checker.trace.TraceEvent;
import org.rmmodel.checker.trace.TraceLine;

/**
 * A log as it was read.
 *
 * @param lines its events
 * @param shows what it shows
 */
public record Read(List<TraceLine> lines, LogShows shows) {

  /** A recording among the test resources. */
  public static Read recording(String name) {
    return of(Logs.bytes("formats/" + name), null);
  }

  /** Lines, each with its end. */
  static Read text(String... lines) {
    return of((String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1), null);
  }

  /** Bytes, of a format that is given or to be found. */
  public static Read of(byte[] bytes, String format) {
    try (FtraceReader reader = FtraceReader.of("log", new ByteArrayInputStream(bytes), format)) {
      List<TraceLine> lines = new ArrayList<>();
      for (TraceLine line = reader.next(); line != null; line = reader.next()) {
        lines.add(line);
      }
      return new Read(lines, reader.shows());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is wrong with a log; an error if nothing is. */
  static String problem(String... lines) {
    return problem((String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  /** What is wrong with a log; an error if nothing is. */
  public static String problem(byte[] bytes) {
    try {
      Read read = of(bytes, null);
      throw new AssertionError("read as " + read.shows.format().title() + ": " + read.lines);
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof BadLogException bad) {
        return bad.getMessage();
      }
      throw e;
    }
  }

  /** The events that the protocol knows. */
  public List<TraceEvent> events() {
    return lines.stream()
        .map(TraceLine::event)
        .filter(event -> !(event instanceof TraceEvent.Unused))
        .toList();
  }

  /** The format's id. */
  public String format() {
    return shows.format().id();
  }
}
