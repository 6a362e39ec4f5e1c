package org.rmmodel.checker.report;

import java.util.List;
import java.util.stream.Collectors;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Expectation;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.check.Judge;
import org.rmmodel.checker.check.RunResult;

/**
 * The catalogue's lines with the counts that came out, for pasting: nothing is pinned without
 * somebody's eyes on it.
 */
public final class Pins {
  private Pins() {}

  /**
   * The lines.
   *
   * @param results runs, in the catalogue's order
   * @return the runs of each model; one whose outcome differs or is unknown is a comment
   */
  public static String text(List<RunResult> results) {
    StringBuilder out = new StringBuilder();
    String model = "";
    for (RunResult result : results) {
      if (!model.equals(result.of().model().name())) {
        model = result.of().model().name();
        out.append("# ").append(model).append('\n');
      }
      Expectation expect = result.of().run().expect();
      Kernel kernel = result.of().run().kernel();
      if (Judge.outcomeAsExpected(expect, result.verdict())) {
        out.append("      - {kernel: ")
            .append(kernel.id())
            .append(", asks: [")
            .append(String.join(", ", result.of().run().asks()))
            .append("], expect: ")
            .append(expect.text())
            .append(", states: ")
            .append(result.tlc().states())
            .append(result.of().model().workers() > 1 ? "" : ", depth: " + result.tlc().depth())
            .append(ofItsOwn(result.of()))
            .append("}\n");
      } else {
        out.append("      # ")
            .append(kernel.id())
            .append(
                expect instanceof Expectation.Nothing
                    ? ": "
                    : ": expected " + expect.text() + ", but ")
            .append(result.verdict().text())
            .append('\n');
      }
    }
    return out.toString().stripTrailing();
  }

  /** What else the run's line says: its lane and idle actions, where they are not the model's. */
  private static String ofItsOwn(Case of) {
    String lane = of.run().lane() == of.model().lane() ? "" : ", lane: " + of.run().lane();
    String idle =
        of.run().idle().entrySet().stream()
            .filter(entry -> !entry.getValue().equals(of.model().idle().get(entry.getKey())))
            .map(entry -> entry.getKey() + ": " + quoted(entry.getValue()))
            .collect(Collectors.joining(", "));
    return lane + (idle.isEmpty() ? "" : ", idle: {" + idle + "}");
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
