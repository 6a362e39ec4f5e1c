package org.rmmodel.lincheck;

import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.StressOptions;

/**
 * How much is tried, by the lane that the build runs in: {@code mvn verify -Dlane=exhaustive}
 * raises every budget.
 */
final class Budget {
  /** Threads of a scenario's parallel part; {@link HeldReferences} has a slot for each. */
  static final int THREADS = 2;

  private static final String LANE = System.getProperty("rmmodel.lane", "full");

  private Budget() {}

  /**
   * Gives the options for model checking a class of operations.
   *
   * @param specification the sequential specification
   */
  static ModelCheckingOptions modelChecking(Class<?> specification) {
    return sized(new ModelCheckingOptions(), specification, of(10, 30, 200), of(300, 1_000, 5_000))
        // The bookkeeping of the test is no part of what is tested: no thread switches there.
        .addGuarantee(HeldReferences.NO_SWITCHES);
  }

  /**
   * Gives the options for model checking one scenario, and no random ones.
   *
   * @param specification the sequential specification
   * @param race the scenario
   */
  static ModelCheckingOptions modelChecking(Class<?> specification, ExecutionScenario race) {
    return modelChecking(specification).iterations(0).addCustomScenario(race);
  }

  /**
   * Gives the options for running a class of operations on free threads.
   *
   * @param specification the sequential specification
   */
  static StressOptions stress(Class<?> specification) {
    return sized(new StressOptions(), specification, of(5, 10, 100), of(500, 1_000, 5_000));
  }

  private static <O extends Options<O, ?>> O sized(
      O options, Class<?> specification, int scenarios, int runs) {
    return options
        .sequentialSpecification(specification)
        .threads(THREADS)
        .actorsBefore(1)
        .actorsPerThread(3)
        .actorsAfter(1)
        .iterations(scenarios)
        .invocationsPerIteration(runs);
  }

  private static int of(int smoke, int full, int exhaustive) {
    return switch (LANE) {
      case "smoke" -> smoke;
      case "full" -> full;
      case "exhaustive" -> exhaustive;
      default -> throw new IllegalStateException("rmmodel.lane: smoke, full or exhaustive, not " + LANE);
    };
  }
}
