package org.rmmodel.jcstress.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jcstress.infra.collectors.TestResult;

/** A weakened class, run in this JVM: the generated runners do sample. */
class CanaryTest {
  private static final int MILLIS = 200;

  /** So often at most; the first try nearly always does. */
  private static final int TRIES = 25;

  @Test
  void aGetThatLooksAndThenIncrementsIsCaught() {
    Litmus litmus =
        Litmus.all().stream()
            .filter(test -> test.name().equals("GetAgainstUnload.CheckThenIncrement"))
            .findFirst()
            .orElseThrow();
    List<String> forbidden = List.of();
    for (int i = 0; i < TRIES && forbidden.isEmpty(); i++) {
      TestResult result = Fork.run(litmus.runner(), MILLIS);
      forbidden = result.getStateKeys().stream().filter(litmus::forbids).toList();
    }
    assertThat(forbidden).containsExactly("true, true, 0");
  }
}
