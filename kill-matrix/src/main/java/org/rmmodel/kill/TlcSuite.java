package org.rmmodel.kill;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.rmmodel.checker.cli.Check;
import org.rmmodel.common.ChildJvm;

/**
 * Models of the specification as they are, run on a mutant of it. It is found when a verdict is
 * another one than the catalogue expects, be it a violation or that there is none any more, or when
 * a step is reached that has no value. Other numbers of states are no finding.
 */
final class TlcSuite {
  private static final Duration LIMIT = Duration.ofSeconds(400);

  /**
   * Why a run is broken when a step that was reached has no value: a list entry removed that is on
   * no list, say.
   */
  private static final String NO_VALUE = "no value";

  private final List<String> always;

  /**
   * Makes one.
   *
   * @param always the models that are asked in any case, after those of the mutant
   */
  TlcSuite(List<String> always) {
    this.always = always;
  }

  /** Runs it on a mutant. */
  Cell run(Tool tool, Mutant mutant, Workshop workshop) throws IOException, InterruptedException {
    List<String> first = tool == Tool.TLC_INVARIANTS ? mutant.models() : mutant.temporal();
    Cell named =
        first.isEmpty() ? Cell.survived(0, 0) : run(tool, "named", first, mutant, workshop);
    if (named.outcome() != Cell.Outcome.SURVIVED) {
      return named;
    }
    Set<String> rest = new LinkedHashSet<>(always);
    first.forEach(rest::remove);
    if (rest.isEmpty()) {
      return named;
    }
    Cell others = run(tool, "suite", List.copyOf(rest), mutant, workshop);
    return new Cell(
        others.outcome(),
        named.seconds() + others.seconds(),
        named.tries() + others.tries(),
        others.where(),
        others.reason());
  }

  private static Cell run(
      Tool tool, String part, List<String> models, Mutant mutant, Workshop workshop)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>();
    arguments.add("run");
    arguments.addAll(models);
    arguments.addAll(List.of("--jobs", "1", "--timeout", "60s"));
    ChildJvm check =
        ChildJvm.of(Check.class.getName())
            .classPath(workshop.classPath(mutant))
            .heap(512)
            .options(List.of("-Drmmodel.spec=" + workshop.spec(mutant)))
            .arguments(arguments);
    return Verdicts.of(
        workshop.folder(mutant), tool.id() + "-" + part, LIMIT, check, TlcSuite::cell);
  }

  /** Judges a report of {@code spec/check}. */
  static Cell cell(double seconds, JsonNode report) {
    long states = 0;
    String failed = null;
    for (JsonNode run : report.path("runs")) {
      long here = run.path("states").asLong();
      states += here;
      String id = run.path("id").asText();
      String expected = run.path("expected").asText();
      String message = run.path("message").asText();
      switch (run.path("verdict").asText()) {
        case "holds" -> {
          if (!expected.equals("holds")) {
            return Cell.caught(seconds, here, id, "holds, but should violate " + expected);
          }
        }
        case "violates" -> {
          String property = run.path("property").asText();
          if (!property.equals(expected)) {
            return Cell.caught(seconds, here, id, "violates " + property);
          }
        }
        default -> {
          if (here > 0 && run.path("because").asText().equals(NO_VALUE)) {
            return Cell.caught(seconds, here, id, message);
          }
          failed = id + ": " + run.path("verdict").asText() + " " + message;
        }
      }
    }
    if (failed != null || states == 0) {
      return Cell.inconclusive(seconds, failed == null ? "no run" : failed);
    }
    return Cell.survived(seconds, states);
  }
}
