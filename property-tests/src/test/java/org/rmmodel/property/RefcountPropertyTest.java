package org.rmmodel.property;

import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsCoverage;

/**
 * The BASE refcount beside a number: in every order of operations that the kernel's rules allow,
 * they agree.
 */
class RefcountPropertyTest {
  private static final int STEPS = 40;

  /**
   * The count is never negative, an unload commits only when nothing is held, a failed one changes
   * nothing, and after a commit nothing can be got. The cases that this is about must not be rare
   * among the steps.
   */
  @Property
  void agrees_with_a_number(@ForAll("lives") ActionChain<ModuleLife> lives) {
    lives.withInvariant("count", ModuleLife::countIsRight).run();
    Statistics.label("steps").coverage(RefcountPropertyTest::interestingStepsAreCommon);
  }

  /** Canary: without recovery, the first unload that fails has committed in secret. */
  @Property(afterFailure = AfterFailureMode.RANDOM_SEED)
  @AddLifecycleHook(MustFail.class)
  void a_release_that_does_not_recover_is_caught(
      @ForAll("livesWithoutRecovery") ActionChain<ModuleLife> lives) {
    lives.withInvariant("count", ModuleLife::countIsRight).run();
  }

  /** Canary: an unconditional increment brings a module back that has gone. */
  @Property(afterFailure = AfterFailureMode.RANDOM_SEED)
  @AddLifecycleHook(MustFail.class)
  void a_get_that_does_not_look_is_caught(@ForAll("livesWithBlindGets") ActionChain<ModuleLife> lives) {
    lives.withInvariant("count", ModuleLife::countIsRight).run();
  }

  @Provide
  Arbitrary<ActionChain<ModuleLife>> lives() {
    return ModuleLife.chains(Refcount.Real::new, STEPS);
  }

  @Provide
  Arbitrary<ActionChain<ModuleLife>> livesWithoutRecovery() {
    return ModuleLife.chains(Variants.WithoutRecovery::new, STEPS);
  }

  @Provide
  Arbitrary<ActionChain<ModuleLife>> livesWithBlindGets() {
    return ModuleLife.chains(Variants.BlindGet::new, STEPS);
  }

  private static void interestingStepsAreCommon(StatisticsCoverage steps) {
    for (String step : new String[] {"get", "get refused", "put", "unload failed", "unload committed"}) {
      steps.check(step).percentage(percent -> percent >= 5.0);
    }
  }
}
