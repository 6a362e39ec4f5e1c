package org.rmmodel.checker.trace.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A log of one event per line: takes the quote marks of a mail away, passes over what stands beside
 * the events, and joins a line that a mail program has wrapped where that is certain. What it does
 * not understand, it does not pass over.
 */
public final class TextSource implements EventSource {
  /** The format is found by this many lines, or characters, at most. */
  private static final int SAMPLE_LINES = 400;

  private static final int SAMPLE_CHARACTERS = 1 << 16;

  /** No mail program wraps a line that is shorter. */
  private static final int WRAPPED_AT = 64;

  private static final int MAX_QUOTE = 32;

  /** What some editors put in front of a text, as it looks in ISO 8859-1. */
  private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

  /** A line that was wrapped is no longer than this. */
  private static final int MAX_JOINED = 1_024;

  private final InputStream in;
  private final TextLines lines;
  private final Predicate<String> complete;
  private final Deque<Line> read = new ArrayDeque<>();
  private final TextFormat format;
  private final Legend legend;
  private final boolean quoted;
  private String kernel = "";
  private boolean header;
  private boolean any;
  private long passedOver;
  private long mailLines;
  private long joined;
  private long lastLine;
  private boolean open;
  private @Nullable Line opening;
  private @Nullable Line pendingLine;
  private @Nullable Entry pending;
  private int pendingWidth;

  /** A line and its number. */
  private record Line(long number, String text) {}

  /**
   * Reads a text's first lines, and finds its format.
   *
   * @param in the text; closed with this
   * @param id the format that the user says, or null if it is to be found
   * @param complete whether an event's text is one that makes sense as it stands
   * @throws UnreadableException if the text is of no format, or may be of two
   * @throws IOException if it cannot be read
   */
  public TextSource(InputStream in, @Nullable String id, Predicate<String> complete)
      throws IOException {
    this.in = in;
    this.complete = complete;
    lines = new TextLines(in);
    int characters = 0;
    while (read.size() < SAMPLE_LINES && characters < SAMPLE_CHARACTERS) {
      Line line = fromText();
      if (line == null) {
        break;
      }
      if (!line.text().isBlank()) {
        read.add(line);
        characters += line.text().length();
      }
    }
    if (read.isEmpty()) {
      throw new UnreadableException(0, "the log is empty");
    }
    quoted = isQuoted();
    // A format that has looked at the first lines remembers them: the log is read by another.
    format = named(id == null ? found().id() : id);
    legend = format.legend();
  }

  /** Does the first event have a quote mark? Where there is none, most lines must have one. */
  private boolean isQuoted() {
    int marked = 0;
    for (Line line : read) {
      boolean mark = line.text().startsWith(">");
      if (names(line.text())) {
        return mark;
      }
      marked += mark ? 1 : 0;
    }
    return marked * 2 > read.size();
  }

  /**
   * The formats of text.
   *
   * @return each of them
   */
  public static List<LogFormat> formats() {
    return TextFormats.all().<LogFormat>map(format -> format).toList();
  }

  private static TextFormat named(String id) {
    return TextFormats.all()
        .filter(known -> known.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no text format " + id));
  }

  private TextFormat found() throws UnreadableException {
    List<String> texts = new ArrayList<>();
    List<Long> numbers = new ArrayList<>();
    for (Line line : read) {
      String text = unquoted(line.text());
      if (!isComment(text) && !text.isBlank()) {
        texts.add(text);
        numbers.add(line.number());
      } else {
        header |= text.contains("# tracer:") || text.contains("entries-in-buffer");
      }
    }
    if (texts.isEmpty() && !header) {
      throw new UnreadableException(
          1, "this is no log in a known format; docs/record.md lists them");
    }
    return TextFormats.of(texts, numbers);
  }

  /** A header's line, even if the whole log was indented. */
  private static boolean isComment(String text) {
    return Scan.at(text, Scan.blanks(text, 0), '#');
  }

  private @Nullable Line fromText() throws IOException {
    String text = lines.next();
    if (text != null && text.startsWith(BYTE_ORDER_MARK)) {
      text = text.substring(BYTE_ORDER_MARK.length());
    }
    open = lines.isOpen();
    return text == null ? null : new Line(lines.number(), text);
  }

  private String unquoted(String text) {
    int at = 0;
    while (quoted && at < MAX_QUOTE && Scan.at(text, at, '>')) {
      at++;
      if (Scan.at(text, at, ' ')) {
        at++;
      }
    }
    return at == 0 ? text : text.substring(at);
  }

  @Override
  public @Nullable Entry next() throws IOException {
    while (true) {
      Line line = read.isEmpty() ? fromText() : read.poll();
      if (line == null) {
        passOver(null);
        return emit(null, null);
      }
      lastLine = line.number();
      String text = unquoted(line.text());
      Entry entry = format.event(line.number(), text, legend);
      if (entry != null) {
        passOver(null);
        any = true;
        Entry before = emit(entry, new Line(line.number(), text));
        if (before != null) {
          return before;
        }
      } else if (isComment(text)) {
        comment(line.number(), text.strip());
      } else if (!text.isBlank()) {
        beside(line, text);
      }
    }
  }

  /** Hands on the event that was held back, and holds this one back: its line may go on. */
  private @Nullable Entry emit(@Nullable Entry next, @Nullable Line line) {
    Entry before = pending;
    pending = next;
    pendingLine = line;
    pendingWidth = line == null ? 0 : line.text().length();
    return before;
  }

  private void beside(Line line, String text) throws UnreadableException {
    if (text.contains("CPU:") && (text.contains(" EVENTS]") || text.contains("EVENTS DROPPED]"))) {
      throw new UnreadableException(line.number(), "events were lost: " + text.strip());
    }
    boolean mail = quoted && !line.text().startsWith(">");
    if (format.isBeside(text)) {
      passOver(null);
    } else if (isGoneOn(text)) {
      joined++;
    } else {
      opens(new Line(line.number(), text), mail);
    }
  }

  /** Is this the rest of the line before? */
  private boolean isGoneOn(String text) throws UnreadableException {
    Line before = pendingLine;
    Entry entry = pending;
    if (before == null || entry == null || before.text().length() > MAX_JOINED) {
      return false;
    }
    Line whole = new Line(before.number(), before.text().stripTrailing() + " " + text.strip());
    boolean known = entry.text().startsWith("module_");
    if (complete.test(entry.text())
        && !(known ? isTaint(entry.text(), text.strip()) : isWrapped(text))) {
      return false;
    }
    Entry together = format.event(whole.number(), whole.text(), legend);
    if (together == null) {
      return false;
    }
    pending = together;
    pendingLine = whole;
    pendingWidth = text.length();
    return true;
  }

  /** {@code module_load: NAME} may go on with the module's taints, such as {@code OE}. */
  private static boolean isTaint(String event, String rest) {
    return event.startsWith("module_load: ")
        && event.stripTrailing().indexOf(' ', "module_load: ".length()) < 0
        && rest.length() <= 20
        && rest.chars().allMatch(c -> c >= 'A' && c <= 'Z');
  }

  /** Would the rest's first word not have had room, and is it no event by itself? */
  private boolean isWrapped(String rest) {
    int at = Scan.blanks(rest, 0);
    return pendingWidth >= WRAPPED_AT - (Scan.word(rest, at) - at) && !rest.contains("module_");
  }

  /** A line that is nothing by itself: perhaps the beginning of one that was wrapped. */
  private void opens(Line line, boolean mail) throws UnreadableException {
    Line first = opening;
    if (first != null && first.text().length() <= MAX_JOINED) {
      Line whole =
          new Line(first.number(), first.text().stripTrailing() + " " + line.text().strip());
      Entry entry = format.event(whole.number(), whole.text(), legend);
      if (entry != null && !entry.text().isBlank()) {
        opening = null;
        joined++;
        // It is read once more, as one line.
        read.addFirst(new Line(whole.number(), quoted ? "> " + whole.text() : whole.text()));
        return;
      }
    }
    if (first != null) {
      passOver(line);
    }
    if (mail) {
      mailLines++;
    } else {
      opening = line;
    }
  }

  /** The line that was nothing by itself is none: it is a wrapper's, or not understood. */
  private void passOver(@Nullable Line next) throws UnreadableException {
    Line line = opening;
    opening = null;
    if (line == null) {
      return;
    }
    if (any || names(line.text())) {
      if (open && next == null && line.number() == lastLine) {
        throw new UnreadableException(line.number(), "the log is cut off in mid-line");
      }
      throw new UnreadableException(
          line.number(),
          "no line of "
              + format.title()
              + ": '"
              + shortened(line.text().strip())
              + "'; expected "
              + format.form());
    }
    passedOver++;
  }

  private static boolean names(String text) {
    return text.contains("module_load:")
        || text.contains("module_get:")
        || text.contains("module_put:")
        || text.contains("module_free:");
  }

  private static String shortened(String text) {
    return text.length() > 60 ? text.substring(0, 57) + "..." : text;
  }

  private void comment(long number, String line) throws UnreadableException {
    int at = line.indexOf("entries-in-buffer/entries-written:");
    if (at >= 0) {
      header = true;
      entries(number, line.substring(line.indexOf(':', at) + 1).strip());
    } else if (line.startsWith("# latency: ") && line.contains(" us, #")) {
      entries(number, line.substring(line.indexOf(" us, #") + " us, #".length()));
    } else if (line.startsWith("# os release : ")) {
      kernel = word(line, "# os release : ".length());
    } else if (line.contains(" latency trace v") && line.contains(" on ")) {
      kernel = word(line, line.indexOf(" on ") + " on ".length());
    } else {
      legend.comment(line);
    }
  }

  private static String word(String line, int from) {
    int at = Scan.blanks(line, from);
    return line.substring(at, Math.min(Scan.word(line, at), at + 64));
  }

  private static void entries(long number, String counts) throws UnreadableException {
    int slash = Scan.digits(counts, 0);
    int end = Scan.digits(counts, slash + 1);
    if (slash == 0
        || slash > 18
        || !Scan.at(counts, slash, '/')
        || end == slash + 1
        || end - slash > 19) {
      throw new UnreadableException(number, "the header's count of entries is no pair of numbers");
    }
    String inBuffer = counts.substring(0, slash);
    String written = counts.substring(slash + 1, end);
    if (!inBuffer.equals(written)) {
      throw new UnreadableException(
          number,
          "events were lost: " + inBuffer + " entries in the buffer of " + written + " written");
    }
  }

  @Override
  public boolean endsWithin(Entry entry) {
    return open && entry.number() == lastLine;
  }

  @Override
  public LogShows shows() {
    List<String> notes = new ArrayList<>();
    if (quoted) {
      notes.add("a mail's quote marks were taken away");
    }
    if (passedOver > 0) {
      notes.add(count(passedOver, "line") + " before the first event passed over");
    }
    if (mailLines > 0) {
      notes.add(count(mailLines, "line") + " of the mail's own passed over");
    }
    if (joined > 0) {
      notes.add(count(joined, "wrapped line") + " joined");
    }
    if (open) {
      notes.add("the last line has no line end, and is taken as complete");
    }
    return legend.shows(format, kernel, notes);
  }

  private static String count(long n, String what) {
    return n + " " + what + (n == 1 ? "" : "s");
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
