package org.rmmodel.lincheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The table in the README: which operations are linearizable, on which kernel. Every cell is
 * computed here, and compared with what the README says.
 *
 * <p>A cell that says no stands on a counterexample. One that says yes stands on the scenarios that
 * were tried, of which most are cut: evidence, no proof ({@link CertificatesTest} has some).
 */
@ExtendWith(Summary.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LinearizabilityTableTest {
  private static final String PART = "linearizability table";

  /** So many interleavings find every counterexample of a decisive scenario. */
  private static final int DECISIVE_BOUND = Lane.THIS.of(150, 400, 20_000);

  private static final int RANDOM = Lane.THIS.of(1, 10, 300);
  private static final int RANDOM_BOUND = Lane.THIS.of(20, 60, 5_000);

  @ParameterizedTest
  @EnumSource(OperationSet.class)
  void the_row_in_the_README_is_what_was_computed(OperationSet set) {
    String row =
        Stream.concat(
                Stream.of(set.label(), set.answers()),
                Arrays.stream(Kernels.values()).map(kernel -> verdict(set, kernel)))
            .collect(Collectors.joining(" | ", "| ", " |"));
    assertThat(Readme.part(PART)).contains(row);
  }

  @Test
  void the_README_has_no_other_rows() {
    String head =
        Stream.concat(
                Stream.of("operations", "answers"),
                Arrays.stream(Kernels.values()).map(Kernels::label))
            .collect(Collectors.joining(" | ", "| ", " |"));
    List<String> lines = Readme.part(PART);
    assertThat(lines).hasSize(2 + OperationSet.values().length);
    assertThat(lines).first().isEqualTo(head);
  }

  private static String verdict(OperationSet set, Kernels kernel) {
    if (holds(set, kernel, CountingVerifier.Linearizable.class)) {
      return "linearizable";
    }
    return holds(set, kernel, CountingVerifier.QuiescentlyConsistent.class)
        ? "quiescently consistent"
        : "neither";
  }

  private static boolean holds(
      OperationSet set, Kernels kernel, Class<? extends CountingVerifier> verifier) {
    return holds(set, kernel, set.decisive(), DECISIVE_BOUND, verifier)
        && holds(set, kernel, set.random(RANDOM), RANDOM_BOUND, verifier);
  }

  private static boolean holds(
      OperationSet set,
      Kernels kernel,
      List<ExecutionScenario> scenarios,
      int bound,
      Class<? extends CountingVerifier> verifier) {
    Search search = new Search(set.on(kernel.version()), scenarios, bound).judgedBy(verifier);
    return search.modelCheck().counterexample() == null;
  }
}
