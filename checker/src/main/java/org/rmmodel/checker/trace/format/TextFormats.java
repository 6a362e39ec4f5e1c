package org.rmmodel.checker.trace.format;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Finds the format of a text by its first lines. Of two that fit, none is guessed. */
final class TextFormats {
  /** Each gives a format that has not read anything yet. */
  private static final List<Supplier<TextFormat>> ALL =
      List.of(
          TracefsText::new,
          LatencyText::new,
          ReportText::new,
          PerfScriptText::new,
          KernelLogText::new,
          BpftraceText::new);

  private TextFormats() {}

  static Stream<TextFormat> all() {
    return ALL.stream().map(Supplier::get);
  }

  /**
   * The format of a log.
   *
   * @param lines its first lines, without comments and blank lines
   * @param numbers their numbers
   * @return the format
   * @throws UnreadableException if none fits, or two do that would read different things
   */
  static TextFormat of(List<String> lines, List<Long> numbers) throws UnreadableException {
    List<Candidate> candidates = new ArrayList<>();
    for (Supplier<TextFormat> supplier : ALL) {
      Candidate candidate = Candidate.of(supplier.get(), lines, numbers);
      if (candidate.first > 0 && candidate.format.fits(lines)) {
        candidates.add(candidate);
      }
    }
    if (candidates.isEmpty()) {
      return besideOnly(lines, numbers);
    }
    Candidate first = candidates.get(0);
    for (Candidate other : candidates) {
      if (!other.events.equals(first.events)) {
        throw new UnreadableException(
            other.first,
            "two formats fit: "
                + first.format.title()
                + " (line "
                + first.first
                + ") and "
                + other.format.title()
                + " (line "
                + other.first
                + "); say which with --format "
                + first.format.id()
                + " or --format "
                + other.format.id());
      }
    }
    return first.format();
  }

  /** No event among the first lines; they may still all be of one format. */
  private static TextFormat besideOnly(List<String> lines, List<Long> numbers)
      throws UnreadableException {
    List<TextFormat> fitting =
        all().filter(format -> lines.stream().allMatch(format::isBeside)).toList();
    if (lines.isEmpty()) {
      return new TracefsText();
    }
    if (fitting.size() == 1) {
      return fitting.get(0);
    }
    throw new UnreadableException(numbers.get(0), without(lines));
  }

  /** Why these lines are of no format; some cannot be used because of what they leave out. */
  private static String without(List<String> lines) {
    for (String line : lines) {
      String text = line.strip();
      if (text.startsWith("module_") && text.contains(": ")) {
        return "events without task and CPU, which are needed (the option context-info is off)";
      }
      if (text.contains(" type: ") && Scan.isDigit(text.charAt(0))) {
        return "events without their fields (the options raw, hex and bin must be off)";
      }
      if (text.contains(" module:module_")) {
        return "perf script without the fields that are needed: -F comm,tid,cpu,time,event,trace";
      }
    }
    return "this is no log in a known format; docs/record.md lists them";
  }

  /** A format with what it reads of the first lines. */
  private record Candidate(TextFormat format, List<Entry> events, long first) {
    static Candidate of(TextFormat format, List<String> lines, List<Long> numbers)
        throws UnreadableException {
      Legend legend = format.legend();
      List<Entry> events = new ArrayList<>();
      for (int i = 0; i < lines.size(); i++) {
        Entry entry;
        try {
          entry = format.event(numbers.get(i), lines.get(i), legend);
        } catch (UnreadableException e) {
          // It is said when the line is read.
          entry = null;
        }
        if (entry != null) {
          events.add(entry);
        }
      }
      return new Candidate(format, events, events.isEmpty() ? 0 : events.get(0).number());
    }
  }
}
