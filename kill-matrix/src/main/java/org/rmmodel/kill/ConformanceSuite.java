package org.rmmodel.kill;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.ChildJvm;
import org.rmmodel.common.Lane;
import org.rmmodel.conformance.FirstDifference;

/**
 * Specification and implementation, one of them a mutant, compared until they differ: by replay, by
 * the explorer, by recordings. TLC's graphs are computed once for all mutants of the
 * implementation, and anew for each of the specification.
 */
final class ConformanceSuite {
  private static final Duration LIMIT = Duration.ofMinutes(30);

  private final Lane lane;
  private boolean graphsAreThere;

  /**
   * Makes one.
   *
   * @param lane how much is compared
   */
  ConformanceSuite(Lane lane) {
    this.lane = lane;
  }

  /** Runs it on a mutant. */
  Cell run(Tool tool, Mutant mutant, Workshop workshop) throws IOException, InterruptedException {
    boolean ofSpec = tool.isOfSpec();
    ChildJvm program =
        program(ofSpec ? workshop.spec(mutant) : workshop.spec())
            .classPath(ofSpec ? workshop.classPath() : workshop.classPath(mutant));
    if (!ofSpec) {
      program = program.arguments(List.of("--graphs", graphs(workshop).toString()));
    }
    return Verdicts.of(workshop.folder(mutant), tool.id(), LIMIT, program, ConformanceSuite::cell);
  }

  private ChildJvm program(Path spec) {
    return ChildJvm.of(FirstDifference.class.getName())
        .heap(512)
        .options(List.of("-XX:TieredStopAtLevel=1", "-Drmmodel.lane=" + lane))
        .options(List.of("-Drmmodel.spec=" + spec));
  }

  private synchronized Path graphs(Workshop workshop) throws IOException, InterruptedException {
    Path folder = workshop.common().resolve("graphs");
    if (!graphsAreThere) {
      Files.createDirectories(folder);
      Path log = workshop.common().resolve("graphs.log");
      ChildJvm.End end =
          program(workshop.spec())
              .classPath(workshop.classPath())
              .arguments(List.of("--make-graphs", "--graphs", folder.toString()))
              .log(log)
              .run(LIMIT);
      if (end.isOutOfTime() || end.status().getAsInt() != 0) {
        throw new BadInput("TLC's graphs could not be computed; see " + log);
      }
      graphsAreThere = true;
    }
    return folder;
  }

  /** Judges a report of {@link FirstDifference}. */
  static Cell cell(double seconds, JsonNode report) {
    long steps = report.path("steps").asLong();
    String where = report.path("by").asText() + ", " + report.path("where").asText();
    String line = report.path("line").asText();
    return switch (report.path("verdict").asText()) {
      case "same" ->
          steps == 0 ? Cell.inconclusive(seconds, "no step") : Cell.survived(seconds, steps);
      case "differs" -> Cell.caught(seconds, steps, where, line);
      default -> Cell.inconclusive(seconds, where + ": " + line);
    };
  }

  /** Which of the three ways has found a difference first, for a table; else empty. */
  static String by(Tool tool, Cell cell) {
    return tool.engine() == Tool.Engine.CONFORMANCE && cell.where() != null
        ? ", " + cell.where().split(",", 2)[0]
        : "";
  }
}
