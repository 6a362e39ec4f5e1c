package org.rmmodel.kill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.rmmodel.common.ChildJvm;

/** The verdicts of a program of this project that writes them as JSON. */
final class Verdicts {
  private Verdicts() {}

  /** How a program's verdicts are judged. */
  @FunctionalInterface
  interface Judge {
    /**
     * Judges them.
     *
     * @param seconds how long the program took
     * @param report what it has written
     */
    Cell cell(double seconds, JsonNode report);
  }

  /**
   * Runs a program, and judges what it has written; without that there is no verdict.
   *
   * @param folder where it runs, and leaves its report and what it prints
   * @param name of these two files
   * @param limit how long it may take
   * @param program the program, which has the option --json
   * @param judge of the report
   */
  static Cell of(Path folder, String name, Duration limit, ChildJvm program, Judge judge)
      throws IOException, InterruptedException {
    Path json = folder.resolve(name + ".json");
    ChildJvm.End end =
        program
            .arguments(List.of("--json", json.toString()))
            .folder(folder)
            .log(folder.resolve(name + ".log"))
            .run(limit);
    if (end.isOutOfTime()) {
      return Cell.inconclusive(end.seconds(), "not done after " + limit.toSeconds() + " s");
    }
    try {
      if (Files.exists(json)) {
        return judge.cell(end.seconds(), new ObjectMapper().readTree(json.toFile()));
      }
    } catch (IOException e) {
      // half a report is none
    }
    return Cell.inconclusive(
        end.seconds(), "no verdicts; it has ended with " + end.status().getAsInt());
  }
}
