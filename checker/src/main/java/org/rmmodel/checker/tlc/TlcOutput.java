package org.rmmodel.checker.tlc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rmmodel.checker.tlc.Verdict.Broken.Cause;
import org.rmmodel.common.OneLine;

/** Collects TLC's messages, and tells from them and from its exit status what it found. */
final class TlcOutput {
  private static final int OK = 0;
  private static final int DEADLOCK = 11;
  private static final int SAFETY = 12;
  private static final int LIVENESS = 13;

  /** Of a JVM that was told to exit when it is out of memory. */
  private static final int OUT_OF_MEMORY = 3;

  private static final int SPEC_PARSE = 150;
  private static final int CONFIG_PARSE = 151;
  private static final int BAD_CONFIG = 255;
  private static final int MOST_LINES = 400;
  private static final int MOST_STEPS = 10_000;
  private static final Pattern CFG_LINE =
      Pattern.compile("configuration file at line \\d+\\s+(.*)", Pattern.DOTALL);

  private final Cfg cfg;
  private final LongConsumer progress;
  private final Map<String, Long> fired = new LinkedHashMap<>();
  private final List<Trace.Step> steps = new ArrayList<>();
  private final List<String> said = new ArrayList<>();
  private final Takers takers = new Takers();
  private Optional<String> violated = Optional.empty();
  private Optional<ToolMessage.Failure> failure = Optional.empty();
  private Trace.Ending ending = new Trace.AtLast();
  private boolean success;
  private boolean finished;
  private boolean outOfMemory;
  private boolean noValue;
  private long states;
  private int depth;
  private int progressDepth;

  TlcOutput(Cfg cfg, LongConsumer progress) {
    this.cfg = cfg;
    this.progress = progress;
  }

  void take(ToolMessage message) {
    if (message instanceof ToolMessage.Progress p) {
      states = p.distinct();
      progressDepth = p.depth();
      progress.accept(states);
    } else if (message instanceof ToolMessage.Stats s) {
      states = s.distinct();
    } else if (message instanceof ToolMessage.Depth d) {
      depth = d.depth();
    } else if (message instanceof ToolMessage.Coverage c) {
      fired.merge(nameOf(c.action()), c.generated(), Long::sum);
    } else if (message instanceof ToolMessage.PropertyViolated v) {
      violated(v.property().isEmpty() ? theProperty() : v.property());
      if (v.initially()) {
        steps.add(new Trace.Step(1, "", v.variables()));
        states = 1;
        depth = 1;
      }
    } else if (message instanceof ToolMessage.TemporalViolated) {
      violated(theProperty());
    } else if (message instanceof ToolMessage.Deadlock) {
      violated("Deadlock");
    } else if (message instanceof ToolMessage.State s) {
      if (steps.size() < MOST_STEPS) {
        Trace.Step step = s.step();
        steps.add(new Trace.Step(step.number(), nameOf(step.action()), step.variables()));
      }
    } else if (message instanceof ToolMessage.End e) {
      ending =
          e.ending() instanceof Trace.BackTo back
              ? new Trace.BackTo(back.number(), nameOf(back.action()))
              : e.ending();
    } else if (message instanceof ToolMessage.Success) {
      success = true;
    } else if (message instanceof ToolMessage.Finished) {
      finished = true;
    } else if (message instanceof ToolMessage.OutOfMemory) {
      outOfMemory = true;
    } else if (message instanceof ToolMessage.NoValue) {
      noValue = true;
    } else if (message instanceof ToolMessage.Failure f) {
      // The first says most, except that an exception's message wraps the one that it carries.
      failure = Optional.of(failure.orElse(f));
    } else if (message instanceof ToolMessage.Said s) {
      said(s.line());
    }
  }

  private void said(String line) {
    if (takers.take(line)) {
      return;
    }
    if (said.size() < MOST_LINES) {
      said.add(line);
    }
  }

  /** The cfg's only temporal property, which TLC does not name. */
  private String theProperty() {
    return cfg.properties().isEmpty() ? "a temporal property" : cfg.properties().get(0).text();
  }

  private void violated(String property) {
    violated = Optional.of(violated.orElse(property));
  }

  /**
   * An action that the cfg replaces shows under the name of what replaces it; it is still the same
   * action.
   */
  private String nameOf(String label) {
    return cfg.substitutions().entrySet().stream()
        .filter(entry -> entry.getValue().text().equals(label))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(label);
  }

  /** The result, once the process has ended by itself. */
  Verdict verdict(int exit, Limits limits, List<String> errors) {
    boolean lackedMemory =
        outOfMemory
            || exit == OUT_OF_MEMORY
            || errors.stream().anyMatch(line -> line.contains("java.lang.OutOfMemoryError"));
    if (lackedMemory) {
      return new Verdict.Inconclusive(limits.memoryText() + " reached" + soFar());
    }
    if (exit > 128 && exit < 128 + 65 && !finished) {
      return new Verdict.Inconclusive("TLC was killed by signal " + (exit - 128) + soFar());
    }
    if (exit == OK && success && failure.isEmpty() && violated.isEmpty()) {
      return new Verdict.Holds();
    }
    if (violated.isPresent() && (exit == SAFETY || exit == LIVENESS || exit == DEADLOCK)) {
      return new Verdict.Violates(violated.get(), new Trace(steps, ending));
    }
    return broken(exit, errors);
  }

  /** Whether an exit status says that an invariant is violated. */
  static boolean isInvariantViolated(int exit) {
    return exit == SAFETY;
  }

  /** How far the search came, in words, as far as TLC said: it counts aloud only now and then. */
  String soFar() {
    return states == 0 ? "" : " after " + states + " states";
  }

  private Verdict broken(int exit, List<String> errors) {
    boolean badInput = exit == SPEC_PARSE || exit == CONFIG_PARSE || exit == BAD_CONFIG;
    if (exit == SPEC_PARSE) {
      return new Verdict.Broken(
          "the specification does not parse: " + complaint(), Cause.BAD_INPUT);
    }
    if (failure.isPresent()) {
      String text = failure.get().text();
      Matcher line = CFG_LINE.matcher(text);
      if (line.find()) {
        return new Verdict.Broken(cfg.file() + ": " + OneLine.of(line.group(1)), Cause.BAD_INPUT);
      }
      String plain =
          OneLine.of(
              text.replaceFirst(
                  "(?s)^TLC threw an unexpected exception.*?The exception was a ", ""));
      return badInput
          ? new Verdict.Broken(cfg.file() + ": " + plain, Cause.BAD_INPUT)
          : new Verdict.Broken(plain, noValue ? Cause.NO_VALUE : Cause.OTHER);
    }
    String last = errors.isEmpty() ? "it said nothing" : errors.get(errors.size() - 1);
    return new Verdict.Broken(
        "TLC ended with status " + exit + ": " + OneLine.of(last), Cause.OTHER);
  }

  /** What SANY says, which is no message but plain lines. */
  private String complaint() {
    int at = 0;
    while (at < said.size()
        && !said.get(at)
            .matches(
                "\\*\\*\\*Parse Error\\*\\*\\*|Semantic errors:|.*rror:.*|Cannot find source file .*")) {
      at++;
    }
    List<String> lines =
        said.subList(Math.min(at, said.size()), said.size()).stream()
            .map(String::strip)
            .filter(
                line ->
                    !line.isEmpty()
                        && !line.matches(
                            "\\*\\*\\* Errors: .*|Semantic errors:|\\*\\*\\*Parse Error.*"))
            .toList();
    String where =
        said.stream()
            .filter(line -> line.startsWith("Fatal errors while parsing TLA+ spec in file "))
            .map(line -> line.substring(line.lastIndexOf(' ') + 1) + ".tla: ")
            .findFirst()
            .orElse("");
    return lines.isEmpty()
        ? "TLC does not say why"
        : OneLine.of(
            where
                + String.join(
                    " ", lines.subList(0, Math.min(lines.size(), where.isEmpty() ? 2 : 1))));
  }

  TlcResult result(Verdict verdict, double seconds) {
    return new TlcResult(
        verdict,
        states,
        depth == 0 ? progressDepth : depth,
        seconds,
        new LinkedHashMap<>(fired),
        takers.told());
  }
}
