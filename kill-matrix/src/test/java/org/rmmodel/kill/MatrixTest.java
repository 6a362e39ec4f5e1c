package org.rmmodel.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rmmodel.kill.Cell.Outcome.CAUGHT;
import static org.rmmodel.kill.Cell.Outcome.SURVIVED;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rmmodel.common.Json;
import org.rmmodel.kill.Mutant.Equivalent;

/** How a matrix is judged, with results that are made up. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MatrixTest {
  private static final List<Change> CHANGE = List.of(new Change("f", "old", "new"));

  @Test
  void what_is_as_expected_is_no_deviation() {
    Mutant mutant = mutant(Map.of(Tool.JCSTRESS, "nothing of it is tested"), Map.of(), null);
    Matrix matrix = full(mutant, CAUGHT);
    matrix.put(mutant, Tool.JCSTRESS, cell(SURVIVED));
    assertThat(matrix.deviations()).isEmpty();
    assertThat(matrix.caughtBy(mutant)).hasSize(3);
  }

  @Test
  void a_tool_that_no_longer_finds_a_mutant_is_a_deviation() {
    Mutant mutant = mutant(Map.of(), Map.of(), null);
    Matrix matrix = full(mutant, CAUGHT);
    matrix.put(mutant, Tool.LINCHECK_STRESS, cell(SURVIVED));
    assertThat(matrix.deviations())
        .containsExactly("m, lincheck-stress: survived, expected: caught");
  }

  @Test
  void a_mutant_that_was_known_to_survive_and_does_not_is_a_deviation() {
    Mutant mutant = mutant(Map.of(Tool.LINCHECK_STRESS, "too rare"), Map.of(), null);
    assertThat(full(mutant, CAUGHT).deviations())
        .containsExactly("m, lincheck-stress: caught (where: why), expected: survives");
  }

  @Test
  void chance_may_go_either_way() {
    Mutant mutant = mutant(Map.of(), Map.of(Tool.LINCHECK_STRESS, "rare"), null);
    Matrix matrix = full(mutant, CAUGHT);
    assertThat(matrix.deviations()).isEmpty();
    matrix.put(mutant, Tool.LINCHECK_STRESS, cell(SURVIVED));
    assertThat(matrix.deviations()).isEmpty();
  }

  @Test
  void two_tools_of_one_engine_are_not_two() {
    Mutant mutant = mutant(Map.of(), Map.of(), null);
    Matrix matrix = full(mutant, SURVIVED);
    matrix.put(mutant, Tool.LINCHECK_STRESS, cell(CAUGHT));
    matrix.put(mutant, Tool.LINCHECK_MODEL_CHECKING, cell(CAUGHT));
    assertThat(matrix.deviations())
        .contains("m: not found by two independent tools, but by [LINCHECK]");
  }

  @Test
  void that_specification_and_implementation_differ_is_no_mistake_found() {
    Mutant mutant = mutant(Map.of(), Map.of(), null);
    Matrix matrix = full(mutant, SURVIVED);
    matrix.put(mutant, Tool.CONFORMANCE_JAVA, cell(CAUGHT));
    matrix.put(mutant, Tool.JCSTRESS, cell(CAUGHT));
    assertThat(matrix.deviations())
        .contains("m: not found by two independent tools, but by [JCSTRESS]");
  }

  @Test
  void conformance_says_which_way_has_found_a_difference() throws IOException {
    Cell cell =
        ConformanceSuite.cell(
            1, yaml("{verdict: differs, by: explorer, where: \"M:k\", line: an edge, steps: 3}"));
    assertThat(cell.outcome()).isEqualTo(CAUGHT);
    assertThat(cell.where()).isEqualTo("explorer, M:k");
    assertThat(cell.reason()).isEqualTo("an edge");
    assertThat(ConformanceSuite.by(Tool.CONFORMANCE_TLA, cell)).isEqualTo(", explorer");
    assertThat(ConformanceSuite.by(Tool.JCSTRESS, cell)).isEmpty();
    assertThat(ConformanceSuite.cell(1, yaml("{verdict: same, steps: 3}")).outcome())
        .isEqualTo(SURVIVED);
  }

  @Test
  void conformance_without_a_verdict_is_inconclusive() throws IOException {
    for (String report :
        List.of("{verdict: same, steps: 0}", "{verdict: inconclusive, by: recordings}", "{}")) {
      assertThat(ConformanceSuite.cell(1, yaml(report)).outcome())
          .as(report)
          .isEqualTo(Cell.Outcome.INCONCLUSIVE);
    }
  }

  @Test
  void an_equivalent_mutant_that_is_found_is_a_deviation() {
    Mutant mutant = mutant(Map.of(), Map.of(), new Equivalent("because", "OneUser", "P"));
    assertThat(full(mutant, SURVIVED).deviations()).isEmpty();
    assertThat(full(mutant, CAUGHT).deviations()).hasSize(Tool.values().length);
  }

  @Test
  void whatever_finds_something_where_nothing_is_changed_is_a_deviation() {
    Matrix matrix = full(Mutant.none(), SURVIVED);
    assertThat(matrix.deviations()).isEmpty();
    matrix.put(Mutant.none(), Tool.JQWIK_CHAINS, cell(CAUGHT));
    assertThat(matrix.deviations())
        .containsExactly("none, jqwik-chains: caught (where: why), expected: survives");
  }

  @Test
  void a_run_without_a_verdict_is_neither_caught_nor_survived() {
    Mutant mutant = mutant(Map.of(), Map.of(), null);
    Matrix matrix = full(mutant, CAUGHT);
    matrix.put(mutant, Tool.JCSTRESS, Cell.inconclusive(1, "out of time"));
    assertThat(matrix.deviations()).isEmpty();
    assertThat(matrix.inconclusive()).containsExactly("m, jcstress: inconclusive, out of time");
  }

  @Test
  void a_verdict_of_TLC_that_is_another_one_is_a_finding_both_ways() throws IOException {
    assertThat(tlc("{runs: [" + run("holds", null, "holds") + "]}").outcome()).isEqualTo(SURVIVED);
    assertThat(tlc("{runs: [" + run("violates", "P", "P") + "]}").outcome()).isEqualTo(SURVIVED);
    assertThat(tlc("{runs: [" + run("violates", "P", "holds") + "]}").reason())
        .isEqualTo("violates P");
    assertThat(tlc("{runs: [" + run("holds", null, "P") + "]}").reason())
        .isEqualTo("holds, but should violate P");
    assertThat(tlc("{runs: [" + run("violates", "Q", "P") + "]}").outcome()).isEqualTo(CAUGHT);
  }

  @Test
  void TLC_without_a_verdict_is_inconclusive() throws IOException {
    assertThat(tlc("{runs: []}").outcome()).isEqualTo(Cell.Outcome.INCONCLUSIVE);
    assertThat(tlc("{runs: [" + run("broken", null, "holds") + "]}").outcome())
        .isEqualTo(Cell.Outcome.INCONCLUSIVE);
    assertThat(
            tlc("{runs: [{verdict: broken, message: Attempted to f, because: no value, states: 0}]}")
                .outcome())
        .isEqualTo(Cell.Outcome.INCONCLUSIVE);
  }

  @Test
  void a_step_that_is_reached_and_has_no_value_is_a_finding() throws IOException {
    assertThat(
            tlc("{runs: [{verdict: broken, message: Attempted to f, because: no value, states: 9}]}")
                .reason())
        .isEqualTo("Attempted to f");
  }

  @Test
  void jcstress_finds_what_is_forbidden_and_not_what_it_has_not_met() throws IOException {
    assertThat(jcstress("ok", "").outcome()).isEqualTo(SURVIVED);
    assertThat(jcstress("DIFFERS", "seen").where()).isEqualTo("LastPut.RealCount");
    assertThat(jcstress("inconclusive", "the race was not met: 0").outcome()).isEqualTo(SURVIVED);
    assertThat(jcstress("inconclusive", "the JVM hung").outcome())
        .isEqualTo(Cell.Outcome.INCONCLUSIVE);
    assertThat(JcstressSuite.cell(1, yaml("{tests: []}")).outcome())
        .isEqualTo(Cell.Outcome.INCONCLUSIVE);
  }

  private static Cell jcstress(String verdict, String why) throws IOException {
    return JcstressSuite.cell(
        1,
        yaml(
            "{tests: [{test: LastPut, variant: RealCount, samples: 7, verdict: %s, why: '%s'}]}"
                .formatted(verdict, why)));
  }

  @Test
  void the_reports_show_what_was_computed() throws IOException {
    Mutant mutant = mutant(Map.of(), Map.of(Tool.JCSTRESS, "rare"), null);
    Matrix matrix = full(mutant, CAUGHT);
    matrix.put(mutant, Tool.TLC_TEMPORAL, cell(SURVIVED));
    Report report = new Report(matrix, Arrays.asList(Tool.values()));
    assertThat(report.text().lines().toList().get(1)).matches("m +2\\.5 s, 12 +- +2\\.5 s, 12.*");
    assertThat(report.markdown()).contains("| m | what is wrong | 2.5 s, 12 | survives |");
    assertThat(report.markdown()).contains("2.5 s, 12 ~ |");
    assertThat(
            new ObjectMapper()
                .readTree(Json.text(report.json()))
                .at("/rows/0/cells/tlc-invariants/outcome")
                .asText())
        .isEqualTo("caught");
  }

  private static String run(String verdict, String property, String expected) {
    return "{id: \"M:k\", verdict: %s, property: %s, expected: %s, states: 3}"
        .formatted(verdict, property, expected);
  }

  private static Cell tlc(String yaml) throws IOException {
    return TlcSuite.cell(1, yaml(yaml));
  }

  private static JsonNode yaml(String text) throws IOException {
    return new YAMLMapper().readTree(text);
  }

  private static Matrix full(Mutant mutant, Cell.Outcome outcome) {
    Matrix matrix = new Matrix(List.of(mutant));
    for (Tool tool : Tool.values()) {
      matrix.put(mutant, tool, cell(outcome));
    }
    return matrix;
  }

  private static Cell cell(Cell.Outcome outcome) {
    return new Cell(outcome, 2.5, 12, "where", "why");
  }

  private static Mutant mutant(
      Map<Tool, String> survives, Map<Tool, String> byChance, Equivalent equivalent) {
    return new Mutant(
        "m",
        "kind",
        "what is wrong",
        CHANGE,
        CHANGE,
        null,
        List.of("OneUser"),
        List.of(),
        survives,
        byChance,
        equivalent);
  }
}
