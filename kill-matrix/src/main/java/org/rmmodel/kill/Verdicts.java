package org.rmmodel.kill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
   * @param limit how many seconds it may take
   * @param arguments of the JVM
   * @param judge of the report
   */
  static Cell of(Path folder, String name, long limit, List<String> arguments, Judge judge) {
    Path json = folder.resolve(name + ".json");
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of("--json", json.toString()));
    Child child = Child.java(folder, folder.resolve(name + ".log"), limit, all);
    if (child.exit() == Child.OUT_OF_TIME) {
      return Cell.inconclusive(child.seconds(), "not done after " + limit + " s");
    }
    try {
      if (Files.exists(json)) {
        return judge.cell(child.seconds(), new ObjectMapper().readTree(json.toFile()));
      }
    } catch (IOException e) {
      // half a report is none
    }
    return Cell.inconclusive(child.seconds(), "no verdicts; it has ended with " + child.exit());
  }
}
