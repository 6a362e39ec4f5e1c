package org.rmmodel.kill;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rmmodel.common.Lane;

/**
 * In every build, each tool is given one mutant that it has to find, in the way in which the whole
 * matrix is computed. A tool that has stopped finding anything turns this red. Conformance is given
 * one that it cannot tell from the original, too, and fewer runs.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CanariesTest {
  private static final Mutants MUTANTS = Mutants.read(Path.of("mutants.yaml"));
  private static final Workshop WORKSHOP =
      new Workshop(
          Path.of("..").toAbsolutePath().normalize(),
          Path.of("target", "canaries").toAbsolutePath(),
          System.getProperty("java.class.path"));

  static Stream<Arguments> canaries() {
    return Stream.of(
        Arguments.of(Tool.TLC_INVARIANTS, "get-ignores-zero"),
        Arguments.of(Tool.TLC_TEMPORAL, "free-does-not-wait"),
        Arguments.of(Tool.LINCHECK_MODEL_CHECKING, "recovery-ignores-zero"),
        Arguments.of(Tool.LINCHECK_STRESS, "no-base"),
        Arguments.of(Tool.JQWIK_CHAINS, "linked-twice"),
        Arguments.of(Tool.JQWIK_SCHEDULES, "waits-before-unlinking"),
        Arguments.of(Tool.JCSTRESS, "get-tears-its-increment"),
        Arguments.of(Tool.CONFORMANCE_JAVA, "get-ignores-zero"),
        Arguments.of(Tool.CONFORMANCE_TLA, "get-ignores-zero"));
  }

  @Test
  void every_tool_has_a_canary() {
    assertThat(canaries().map(canary -> canary.get()[0]))
        .containsExactlyInAnyOrder((Object[]) Tool.values());
  }

  @ParameterizedTest
  @MethodSource("canaries")
  void the_tool_finds_its_canary(Tool tool, String name) {
    Cell cell = cell(tool, name);
    assertThat(cell.outcome()).as(cell.toString()).isEqualTo(Cell.Outcome.CAUGHT);
    assertThat(cell.tries()).isPositive();
    assertThat(cell.reason()).isNotBlank();
  }

  @Test
  void what_conformance_cannot_tell_from_the_original_is_not_found() {
    Cell cell = cell(Tool.CONFORMANCE_JAVA, "put-ignores-zero");
    assertThat(cell.outcome()).as(cell.toString()).isEqualTo(Cell.Outcome.SURVIVED);
    assertThat(cell.tries()).isPositive();
  }

  private static Cell cell(Tool tool, String name) {
    Mutant mutant = MUTANTS.find(List.of(name)).get(0);
    return requireNonNull(
        new Runs(MUTANTS, WORKSHOP, Lane.SMOKE, System.out::println)
            .run(List.of(mutant), List.of(tool), 1)
            .row(mutant)
            .get(tool));
  }
}
