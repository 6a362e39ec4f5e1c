package org.rmmodel.lincheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rmmodel.common.Lane;
import org.rmmodel.lincheck.CountingVerifier.Linearizable;
import org.rmmodel.lincheck.CountingVerifier.QuiescentlyConsistent;

/**
 * The table in the README: which operations are linearizable, on which kernel. Every cell is
 * computed here, and compared with what the README says.
 *
 * <p>A cell that says no stands on a counterexample. One that says yes stands on the scenarios that
 * were tried, of which most are cut: evidence, no proof ({@link CertificatesTest} has some).
 *
 * <p>What the README claims says only how long is searched: for a counterexample that is claimed,
 * until it is found; for one that is not, as long as the lane allows. The verdict is that of the
 * search.
 */
@ExtendWith(Summary.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LinearizabilityTableTest {
  private static final String LINEARIZABLE = "linearizable";
  private static final String QUIESCENTLY_CONSISTENT = "quiescently consistent";
  private static final String NEITHER = "neither";

  private static final int DECISIVE_BOUND = Lane.current().pick(20, 250, 20_000);
  private static final int RANDOM = Lane.current().pick(1, 8, 300);
  private static final int RANDOM_BOUND = Lane.current().pick(20, 50, 5_000);

  @ParameterizedTest
  @EnumSource(OperationSet.class)
  void the_row_in_the_README_is_what_was_computed(OperationSet set) {
    List<List<String>> rows = rows();
    List<String> claims =
        rows.stream()
            .filter(row -> row.subList(0, 2).equals(List.of(set.label(), set.answers())))
            .findFirst()
            .orElseThrow();
    Map<Kernels, String> computed = new EnumMap<>(Kernels.class);
    for (Kernels kernel : Kernels.values()) {
      String claim = claims.get(rows.get(0).indexOf(kernel.label()));
      String verdict = computed.computeIfAbsent(alike(set, kernel), k -> verdict(set, k, claim));
      assertThat(verdict).as("%s on %s", set, kernel).isEqualTo(claim);
    }
  }

  /**
   * Where nobody loads, nobody waits for a name, and the wake-up of an unload finds nobody: what
   * was computed without it stands for the kernel with it.
   */
  private static Kernels alike(OperationSet set, Kernels kernel) {
    return kernel == Kernels.MENDED && !set.loads() ? Kernels.NEW : kernel;
  }

  @Test
  void the_README_has_no_other_rows_or_columns() {
    List<List<String>> rows = rows();
    assertThat(rows).hasSize(2 + OperationSet.values().length);
    assertThat(rows).allSatisfy(row -> assertThat(row).hasSize(2 + Kernels.values().length));
  }

  private static List<List<String>> rows() {
    return Readme.part("linearizability table").stream()
        .map(LinearizabilityTableTest::row)
        .toList();
  }

  private static List<String> row(String line) {
    return Pattern.compile("\\|").splitAsStream(line).skip(1).map(String::strip).toList();
  }

  private static String verdict(OperationSet set, Kernels kernel, String claim) {
    if (claim.equals(NEITHER) && finds(set, kernel, QuiescentlyConsistent.class, true)) {
      return NEITHER;
    }
    if (!finds(set, kernel, Linearizable.class, !claim.equals(LINEARIZABLE))) {
      return LINEARIZABLE;
    }
    return finds(set, kernel, QuiescentlyConsistent.class, false)
        ? NEITHER
        : QUIESCENTLY_CONSISTENT;
  }

  private static boolean finds(
      OperationSet set,
      Kernels kernel,
      Class<? extends CountingVerifier> verifier,
      boolean claimed) {
    Setting setting = set.on(kernel.version());
    IntStream bounds =
        claimed ? IntStream.of(60, 400, Verdicts.TO_FIND) : IntStream.of(DECISIVE_BOUND);
    return bounds.anyMatch(bound -> finds(new Search(setting, set.decisive(), bound), verifier))
        || finds(new Search(setting, set.random(RANDOM), RANDOM_BOUND), verifier);
  }

  private static boolean finds(Search search, Class<? extends CountingVerifier> verifier) {
    return search.judgedBy(verifier).modelCheck().counterexample() != null;
  }
}
