package org.rmmodel.lincheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.rmmodel.common.Lane;
import org.rmmodel.impl.kernel.KernelVersion;
import org.rmmodel.lincheck.CountingVerifier.Harmless;
import org.rmmodel.lincheck.CountingVerifier.QuiescentlyConsistent;

/** Short forms for tests of one scenario. */
final class Verdicts {
  /** What Lincheck says of answers that no order explains. */
  static final String WRONG_ANSWERS = "Invalid execution results";

  /** What Lincheck says of a run that never ends. */
  static final String HANGS = "The execution has hung";

  /** So many interleavings are tried when a counterexample is required. */
  static final int TO_FIND = 3_000;

  /** So many are tried when none is expected, unless a property says otherwise. */
  static final int TO_HOLD =
      Integer.getInteger("rmmodel.lincheck.hold", Lane.current().pick(20, 300, 50_000));

  private Verdicts() {}

  /** Requires a counterexample to linearizability whose story contains all these texts. */
  static void mustFail(KernelVersion kernel, String scenario, String... story) {
    mustFail(search(Setting.of(kernel), scenario, TO_FIND), story);
  }

  /** Requires a counterexample of a search whose story contains all these texts. */
  static void mustFail(Search search, String... story) {
    assertThat(search.modelCheck().story()).contains(story);
  }

  /** Requires a run in which somebody comes to harm, whose story contains all these texts. */
  static void mustHarm(KernelVersion kernel, String scenario, String... story) {
    mustFail(search(Setting.of(kernel), scenario, TO_FIND).judgedBy(Harmless.class), story);
  }

  /** Requires that there is no counterexample to linearizability. */
  static void mustHold(KernelVersion kernel, String scenario) {
    mustHold(search(Setting.of(kernel), scenario, TO_HOLD));
  }

  /** Requires that a search finds nothing, and has tried something. */
  static void mustHold(Search search) {
    Search.Outcome outcome = search.modelCheck();
    assertThat(outcome.counterexample()).as(outcome.picture()).isNull();
    assertThat(outcome.tally().interleavings()).isGreaterThan(1);
  }

  /** Requires that all runs are quiescently consistent, though not all linearizable. */
  static void mustHoldOnlyQuiescently(KernelVersion kernel, String scenario, String... story) {
    mustFail(kernel, scenario, story);
    mustHold(search(Setting.of(kernel), scenario, TO_HOLD).judgedBy(QuiescentlyConsistent.class));
  }

  /** Requires that not all runs are even quiescently consistent. */
  static void mustFailEvenQuiescently(Setting setting, String scenario, String... story) {
    mustFail(search(setting, scenario, TO_FIND), story);
    mustFail(search(setting, scenario, TO_FIND).judgedBy(QuiescentlyConsistent.class), story);
  }

  /** A search over one scenario of the module loader. */
  static Search search(Setting setting, String scenario, int bound) {
    return new Search(setting, List.of(Scenarios.of(Operations.class).parse(scenario)), bound);
  }
}
