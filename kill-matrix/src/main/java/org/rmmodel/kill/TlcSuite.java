package org.rmmodel.kill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Models of the specification as they are, run on a mutant of it. It is found when a verdict is
 * another one than the catalogue expects, be it a violation or that there is none any more. Other
 * numbers of states are no finding.
 */
final class TlcSuite {
  private static final long LIMIT_SECONDS = 400;

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
  Cell run(Tool tool, Mutant mutant, Workshop workshop) {
    List<String> first = tool == Tool.TLC_INVARIANTS ? mutant.models() : mutant.temporal();
    Cell named =
        first.isEmpty()
            ? new Cell(Cell.Outcome.SURVIVED, 0, 0, null, null)
            : run(tool, "named", first, mutant, workshop);
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

  private Cell run(Tool tool, String part, List<String> models, Mutant mutant, Workshop workshop) {
    Path folder = workshop.folder(mutant);
    Path json = folder.resolve(tool.id() + "-" + part + ".json");
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-Xmx512m", "-cp", workshop.classPath(mutant)));
    arguments.add("-Drmmodel.spec=" + workshop.spec(mutant));
    arguments.add("org.rmmodel.spec.Check");
    arguments.add("run");
    arguments.addAll(models);
    arguments.addAll(List.of("--jobs", "1", "--timeout", "60s", "--json", json.toString()));
    Child child =
        Child.java(
            folder, folder.resolve(tool.id() + "-" + part + ".log"), LIMIT_SECONDS, arguments);
    if (child.exit() == Child.OUT_OF_TIME || !Files.exists(json)) {
      return Cell.inconclusive(child.seconds(), "spec/check has given no verdicts");
    }
    try {
      return cell(child.seconds(), new ObjectMapper().readTree(json.toFile()));
    } catch (IOException e) {
      return Cell.inconclusive(child.seconds(), "spec/check has given no verdicts");
    }
  }

  /** Judges a report of {@code spec/check}. */
  static Cell cell(double seconds, JsonNode report) {
    long states = 0;
    String failed = null;
    for (JsonNode run : report.path("runs")) {
      states += run.path("states").asLong();
      String verdict =
          switch (run.path("verdict").asText()) {
            case "holds" -> "holds";
            case "violates" -> run.path("property").asText();
            default -> null;
          };
      String id = run.path("id").asText();
      if (verdict == null) {
        failed = id + ": " + run.path("verdict").asText() + " " + run.path("message").asText();
      } else if (!verdict.equals(run.path("expected").asText())) {
        String reason = verdict.equals("holds") ? "holds, but should not" : "violates " + verdict;
        return new Cell(Cell.Outcome.CAUGHT, seconds, run.path("states").asLong(), id, reason);
      }
    }
    if (failed != null || states == 0) {
      return Cell.inconclusive(seconds, failed == null ? "no run" : failed);
    }
    return new Cell(Cell.Outcome.SURVIVED, seconds, states, null, null);
  }
}
