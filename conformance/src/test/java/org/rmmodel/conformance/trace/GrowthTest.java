package org.rmmodel.conformance.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rmmodel.common.Lane;
import org.rmmodel.conformance.trace.Verdict.Outcome;

/** What a check costs grows as the recording does, and no faster. */
class GrowthTest {
  private static final int LENGTHS = Lane.current().pick(1, 2, Growth.LENGTHS.size());
  private static final Path README = Path.of("README.md");

  @TempDir private Path folder;

  /** As far as the lane goes; a time is nowhere asserted. */
  @Test
  void the_readme_says_what_a_check_costs_for_each_step() throws Exception {
    List<String> table = Growth.TABLE.read(README).lines().toList();
    List<Growth.Row> rows = new ArrayList<>();
    for (boolean turns : new boolean[] {true, false}) {
      rows.addAll(
          Growth.of(
              Checking.FOLDER,
              RecordingChecker.DEFAULT,
              folder,
              turns,
              Growth.LENGTHS.subList(0, LENGTHS)));
    }
    for (Growth.Row row : rows) {
      System.out.printf("%s %.1f s%n", row.figures(), row.verdict().seconds());
      assertThat(row.verdict().outcome()).as("%s", row.verdict()).isEqualTo(Outcome.ACCEPTED);
      if (row.turns()) {
        assertThat(table).anyMatch(line -> line.startsWith(row.figures() + " "));
      }
    }
  }

  @Test
  void as_many_actions_are_evaluated_for_a_step_of_the_longest_as_of_the_shortest() {
    List<Double> perStep =
        Growth.TABLE
            .read(README)
            .lines()
            .filter(line -> line.contains("take turns"))
            .map(line -> Double.parseDouble(line.split(" *\\| *", -1)[4]))
            .toList();
    assertThat(perStep).hasSameSizeAs(Growth.LENGTHS);
    assertThat(perStep.get(perStep.size() - 1)).isLessThan(2 * perStep.get(0));
  }
}
