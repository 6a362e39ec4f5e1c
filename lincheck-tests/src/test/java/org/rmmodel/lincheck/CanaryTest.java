package org.rmmodel.lincheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionResult;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.verifier.LinearizabilityVerifier;
import org.jetbrains.lincheck.jvm.agent.LincheckInstrumentation;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rmmodel.fixtures.count.GetChecksThenIncrements;
import org.rmmodel.fixtures.count.GetWaitsForUnload;
import org.rmmodel.fixtures.count.RecoveryAddsBlindly;
import org.rmmodel.fixtures.count.StepwiseCount;
import org.rmmodel.impl.Fact;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.KernelVersion;
import org.rmmodel.impl.kernel.StopMachine;
import org.rmmodel.impl.module.ModuleLoader;
import org.rmmodel.impl.rcu.Rcu;
import org.rmmodel.impl.refcount.PerCpuRefcount;

/**
 * Counts with a race in them, which must be caught in every run, and what else would make the other
 * tests pass without a reason.
 *
 * <p>A Lincheck that for whatever reason transforms no class finds nothing, everywhere.
 */
@ExtendWith(Summary.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CanaryTest {
  private static final String CHECKED = "-> tryModuleGet || deleteModule; moduleRefcount ->";
  private static final String GET_DURING_UNLOAD = "-> tryModuleGet || deleteModule ->";

  /**
   * A get that tests for zero and then increments: two steps where the kernel has one ({@code
   * atomic_inc_not_zero}).
   *
   * <pre>
   *   getter                        unloader
   *   reads 1: not zero
   *                                 deleteModule: releases BASE, nothing is left = OK
   *   increments to 1 = true
   *                                 moduleRefcount() = 0
   * </pre>
   *
   * <p>In any order, either the get fails or the unload is refused.
   */
  @Test
  void a_get_that_checks_and_then_increments_is_caught() {
    Verdicts.mustFail(
        search(CheckThenIncrement.class, CHECKED, Verdicts.TO_FIND), Verdicts.WRONG_ANSWERS);
  }

  /** The same race on threads that run free. */
  @Test
  void the_same_get_is_caught_on_free_threads() {
    Search.Outcome outcome =
        new Search(
                Setting.of(KernelVersion.V3_19),
                List.of(
                    Scenarios.of(LostUpdates.class)
                        .parse("-> increment; increment || increment; increment ->")),
                500_000)
            .over(LostUpdates.class, AtomicUpdates.class)
            .stress();
    assertThat(outcome.story()).contains(Verdicts.WRONG_ANSWERS);
  }

  /**
   * An unload that takes BASE back without looking whether the last reference has gone ({@code
   * atomic_add} for {@code atomic_add_unless}): nothing is wrong with its count, but a get was
   * refused and yet no unload has happened ({@link Fact#P5 P5}).
   *
   * <pre>
   *   holder                        unloader
   *                                 releases BASE, one is left
   *   modulePut(); nothing is left
   *   tryModuleGet() = false
   *                                 adds BASE = refused
   * </pre>
   */
  @Test
  void a_recovery_that_does_not_look_is_caught() {
    Verdicts.mustFail(
        search(BlindRecovery.class, OperationSet.Decisive.LAST_PUT, Verdicts.TO_FIND),
        Verdicts.WRONG_ANSWERS);
  }

  /**
   * A get that excludes unloaders by a lock is right and yet not what the series promises: it can
   * be made to wait.
   */
  @Test
  void a_get_that_waits_for_an_unloader_is_caught() {
    Verdicts.mustFail(
        search(WaitingGet.class, GET_DURING_UNLOAD, Verdicts.TO_FIND).forWaiting(),
        "should be non-blocking");
  }

  /** Right, on the same scenarios: what is caught above is caught for its race. */
  @Test
  void the_variant_without_a_race_passes() {
    Verdicts.mustHold(search(NoRace.class, CHECKED, Verdicts.TO_HOLD));
    Verdicts.mustHold(search(NoRace.class, OperationSet.Decisive.LAST_PUT, Verdicts.TO_HOLD));
    Verdicts.mustHold(search(NoRace.class, GET_DURING_UNLOAD, Verdicts.TO_HOLD).forWaiting());
  }

  /** This one needs a switch of threads inside the real class, between two of its steps. */
  @Test
  void threads_are_switched_inside_the_implementation() {
    Verdicts.mustFail(
        KernelVersion.V3_19,
        OperationSet.Decisive.READ_DURING_UNLOAD,
        Verdicts.WRONG_ANSWERS,
        "tryRelease",
        "switch");
  }

  /** Asked while a search is under way; Lincheck undoes it at the end. */
  @Test
  void the_classes_of_the_implementation_are_transformed() {
    Verdicts.mustHold(
        Verdicts.search(Setting.of(KernelVersion.V3_18), GET_DURING_UNLOAD, 10)
            .judgedBy(Witness.class));
    assertThat(Witness.transformed)
        .contains(
            Cpu.class.getName(),
            ModuleLoader.class.getName(),
            PerCpuRefcount.class.getName(),
            StopMachine.class.getName(),
            Rcu.class.getName());
  }

  /** Notes which classes are transformed while it judges. */
  public static final class Witness extends CountingVerifier {
    private static volatile Set<String> transformed = Set.of();

    /** Makes one. */
    public Witness(Class<?> specification) {
      super(new LinearizabilityVerifier(specification));
    }

    @Override
    public boolean verifyResults(ExecutionScenario scenario, ExecutionResult results) {
      transformed = Set.copyOf(LincheckInstrumentation.INSTANCE.getInstrumentedClasses());
      return super.verifyResults(scenario, results);
    }
  }

  private static Search search(
      Class<? extends CountOperations> operations, String scenario, int bound) {
    return new Search(
            Setting.of(KernelVersion.V3_19),
            List.of(Scenarios.of(operations).parse(scenario)),
            bound)
        .over(operations, SequentialCount.class);
  }

  /** Operations over the count that is right. */
  public static class NoRace extends CountOperations {
    /** Makes them. */
    public NoRace() {
      super(StepwiseCount::new);
    }
  }

  /** Operations over a get in two steps. */
  public static class CheckThenIncrement extends CountOperations {
    /** Makes them. */
    public CheckThenIncrement() {
      super(GetChecksThenIncrements::new);
    }
  }

  /** Operations over a recovery that does not look. */
  public static class BlindRecovery extends CountOperations {
    /** Makes them. */
    public BlindRecovery() {
      super(RecoveryAddsBlindly::new);
    }
  }

  /** Operations over a get that takes a lock. */
  public static class WaitingGet extends CountOperations {
    /** Makes them. */
    public WaitingGet() {
      super(GetWaitsForUnload::new);
    }
  }

  /** A counter that loses updates, on purpose. */
  @Param(name = "thread", gen = ThreadIdGen.class)
  public static class LostUpdates {
    private volatile int count;

    /** Increments in two steps. */
    @Operation(params = "thread")
    public int increment(int thread) {
      int seen = count;
      count = seen + 1;
      return seen;
    }
  }

  /** One that loses none. */
  public static class AtomicUpdates {
    private int count;

    /** Increments. */
    public int increment(int thread) {
      return count++;
    }
  }
}
