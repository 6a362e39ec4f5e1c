package org.rmmodel.lincheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rmmodel.common.Lane;
import org.rmmodel.fixtures.AskedOfMutants;

/**
 * Gets, puts and unloads on threads that run free: no story when it fails, but real memory order.
 * That a race can be caught this way is in {@link CanaryTest}.
 */
@ExtendWith(Summary.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Tag(AskedOfMutants.TAG)
public class StressTest {
  private static final List<String> OPERATIONS =
      List.of("tryModuleGet", "modulePut", "deleteModule");

  private static final int SCENARIOS = Lane.current().pick(2, 8, 200);

  /** Of each scenario, unless a property says otherwise. */
  private static final int RUNS =
      Integer.getInteger("rmmodel.lincheck.runs", Lane.current().pick(50, 300, 20_000));

  @ParameterizedTest
  @EnumSource(Kernels.class)
  void the_module_loader_is_linearizable(Kernels kernel) {
    stress(kernel, Operations.class, SequentialKernel.class);
  }

  @ParameterizedTest
  @EnumSource(Kernels.class)
  void the_reference_count_is_linearizable(Kernels kernel) {
    stress(kernel, CountOperations.class, SequentialCount.class);
  }

  private static void stress(Kernels kernel, Class<?> operations, Class<?> specification) {
    List<ExecutionScenario> scenarios =
        Scenarios.of(operations).random(OPERATIONS, SCENARIOS, 3, 2014);
    Search.Outcome outcome =
        new Search(Setting.of(kernel.version()), scenarios, RUNS)
            .over(operations, specification)
            .stress();
    assertThat(outcome.story()).isEmpty();
    assertThat(outcome.tally().interleavings()).isEqualTo((long) SCENARIOS * RUNS);
  }
}
