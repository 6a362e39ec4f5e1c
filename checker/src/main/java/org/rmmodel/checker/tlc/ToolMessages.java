package org.rmmodel.checker.tlc;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits TLC's output into messages, line by line, keeping no more than the message that is under
 * way. Messages can be nested: an exception's message may itself be numbered.
 */
public final class ToolMessages {
  private static final Pattern START =
      Pattern.compile("^(.*)@!@!@STARTMSG (\\d+):(\\d+) @!@!@\\s*$");
  private static final Pattern END = Pattern.compile("^@!@!@ENDMSG (\\d+) @!@!@\\s*$");
  private static final Pattern PROGRESS =
      Pattern.compile("Progress\\((\\d+)\\).*?, ([\\d,]+) distinct states found.*", Pattern.DOTALL);
  private static final Pattern DISTINCT = Pattern.compile("([\\d,]+) distinct states found");
  private static final Pattern DEPTH = Pattern.compile("search is (\\d+)");
  private static final Pattern COVERAGE =
      Pattern.compile("^<([^\\s(>]+)[^>]*>: ([\\d,]+):([\\d,]+)");
  private static final Pattern VIOLATED =
      Pattern.compile("(?:Invariant|[Pp]roperty) (\\S+) is violated");

  /** A part of a property that an instance of a module gives: TLC tells its place. */
  private static final Pattern VIOLATED_PART =
      Pattern.compile("[Pp]roperty line \\d+, col \\d+ to .* of module \\S+ is violated");

  private static final Pattern STATE = Pattern.compile("^(\\d+): (?:<([^\\s(>]+)[^\\n]*)?");
  private static final Pattern BACK = Pattern.compile("^(\\d+): Back to state(?:: <([^\\s(>]+))?");
  private static final Pattern VARIABLE = Pattern.compile("^(?:/\\\\ )?([A-Za-z_]\\w*) = (.*)$");

  /** The longest text kept of one message, in characters. */
  private static final int LONGEST = 1 << 20;

  private static final int DEEPEST = 8;

  private static final class Frame {
    final int code;
    final int kind;
    final StringBuilder text = new StringBuilder();

    Frame(int code, int kind) {
      this.code = code;
      this.kind = kind;
    }

    void add(String line) {
      if (text.length() + line.length() < LONGEST) {
        text.append(line).append('\n');
      }
    }
  }

  private final Consumer<ToolMessage> sink;
  private final Deque<Frame> frames = new ArrayDeque<>();

  /**
   * A parser at the beginning of the output.
   *
   * @param sink gets the messages in the order in which they end
   */
  public ToolMessages(Consumer<ToolMessage> sink) {
    this.sink = sink;
  }

  /**
   * Takes the next line.
   *
   * @param line a line of the output, without its end
   */
  public void line(String line) {
    Matcher start = START.matcher(line);
    if (start.matches() && frames.size() < DEEPEST) {
      if (!frames.isEmpty()) {
        frames.peek().add(start.group(1));
      }
      frames.push(new Frame(number(start.group(2)), number(start.group(3))));
      return;
    }
    Matcher end = END.matcher(line);
    if (end.matches() && !frames.isEmpty()) {
      Frame frame = frames.pop();
      if (!frames.isEmpty()) {
        frames.peek().add(frame.text.toString().stripTrailing());
      }
      message(frame);
      return;
    }
    if (frames.isEmpty()) {
      sink.accept(new ToolMessage.Said(line));
    } else {
      frames.peek().add(line);
    }
  }

  private static int number(String digits) {
    return digits.length() > 9 ? -1 : Integer.parseInt(digits);
  }

  private static long count(String digits) {
    String plain = digits.replace(",", "");
    return plain.length() > 18 ? Long.MAX_VALUE : Long.parseLong(plain);
  }

  private void message(Frame frame) {
    String text = frame.text.toString();
    switch (frame.code) {
      case 2200 -> {
        Matcher progress = PROGRESS.matcher(text.strip());
        if (progress.matches()) {
          sink.accept(
              new ToolMessage.Progress(number(progress.group(1)), count(progress.group(2))));
        }
      }
      case 2199 -> {
        Matcher stats = DISTINCT.matcher(text);
        if (stats.find()) {
          sink.accept(new ToolMessage.Stats(count(stats.group(1))));
        }
      }
      case 2194 -> {
        Matcher depth = DEPTH.matcher(text);
        if (depth.find()) {
          sink.accept(new ToolMessage.Depth(number(depth.group(1))));
        }
      }
      case 2772 -> {
        Matcher coverage = COVERAGE.matcher(text);
        if (coverage.find()) {
          sink.accept(new ToolMessage.Coverage(coverage.group(1), count(coverage.group(3))));
        }
      }
      case 2107, 2108, 2110, 2112 -> violated(frame.code, text);
      case 2116 -> sink.accept(new ToolMessage.TemporalViolated());
      case 2114 -> sink.accept(new ToolMessage.Deadlock());
      case 2217 -> state(text);
      case 2218 -> sink.accept(new ToolMessage.End(new Trace.Stutters()));
      case 2122 -> {
        Matcher back = BACK.matcher(text);
        if (back.find()) {
          String action = back.group(2) == null ? "" : back.group(2);
          sink.accept(new ToolMessage.End(new Trace.BackTo(number(back.group(1)), action)));
        }
      }
      case 2193 -> sink.accept(new ToolMessage.Success());
      case 2186 -> sink.accept(new ToolMessage.Finished());
      case 1001, 1002, 1003 -> sink.accept(new ToolMessage.OutOfMemory());
      case 2103 -> sink.accept(new ToolMessage.NoValue());
      case 7001 -> worker(ToolMessage.Worker.Change.JOINED, text);
      case 7002 -> worker(ToolMessage.Worker.Change.DROPPED, text);
      case 7006 -> worker(ToolMessage.Worker.Change.LOST, text);
      case 2121, 2264 -> {}
      default -> {
        boolean error = frame.kind == 1 || frame.kind == 2;
        if (error && text.contains("java.lang.OutOfMemoryError")) {
          sink.accept(new ToolMessage.OutOfMemory());
        } else if (error || (frame.code >= 5001 && frame.code <= 5006)) {
          sink.accept(new ToolMessage.Failure(frame.code, text.strip()));
        }
      }
    }
  }

  private void worker(ToolMessage.Worker.Change change, String text) {
    sink.accept(new ToolMessage.Worker(change, text.strip()));
  }

  private void violated(int code, String text) {
    Matcher violated = VIOLATED.matcher(text);
    boolean named = violated.find();
    if (!named && !VIOLATED_PART.matcher(text).find()) {
      sink.accept(new ToolMessage.Failure(code, text.strip()));
      return;
    }
    boolean initially = code == 2107 || code == 2108;
    sink.accept(
        new ToolMessage.PropertyViolated(
            named ? violated.group(1) : "", initially, variables(text)));
  }

  private void state(String text) {
    Matcher state = STATE.matcher(text);
    if (state.find()) {
      String action =
          state.group(2) == null || state.group(2).equals("Initial") ? "" : state.group(2);
      sink.accept(
          new ToolMessage.State(new Trace.Step(number(state.group(1)), action, variables(text))));
    }
  }

  /** The variables of a state; a value may go over several lines. */
  private static Map<String, TlaValue> variables(String text) {
    Map<String, StringBuilder> texts = new LinkedHashMap<>();
    StringBuilder current = null;
    for (String line : text.lines().skip(1).toList()) {
      Matcher variable = VARIABLE.matcher(line);
      if (variable.matches() && (current == null || line.startsWith("/\\ "))) {
        current = new StringBuilder(variable.group(2));
        texts.put(variable.group(1), current);
      } else if (current != null) {
        current.append(' ').append(line);
      }
    }
    Map<String, TlaValue> variables = new LinkedHashMap<>();
    texts.forEach(
        (name, value) -> variables.put(name, TlaValueParser.parse(value.toString().strip())));
    return variables;
  }
}
