package org.rmmodel.lincheck;

import static org.rmmodel.impl.kernel.KernelVersion.V3_18;
import static org.rmmodel.impl.kernel.KernelVersion.V3_19;
import static org.rmmodel.impl.kernel.KernelVersion.prefix;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rmmodel.fixtures.AskedOfMutants;
import org.rmmodel.impl.Fact;
import org.rmmodel.impl.kernel.Change;
import org.rmmodel.impl.kernel.KernelVersion;
import org.rmmodel.lincheck.CountingVerifier.Harmless;

/**
 * The races that have a name, each as one scenario on the real classes: found on the kernel that
 * has it, and not found on one that is said to be free of it.
 */
@ExtendWith(Summary.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Tag(AskedOfMutants.TAG)
public class NamedRacesTest {
  private static final String USE_AFTER_FREE = "UseAfterFreeException";
  private static final String BUG_ON = "KernelBugException";

  /** Long searches for what only kernels of history have; of no use on a mutant. */
  private static final String OF_HISTORY = "of-history";

  /**
   * {@link Fact#P2 P2}: the last holder commits the unload. Its put brings the count to 0 while
   * BASE is away, and the unloader, who was about to take BASE back, finds that it may not. A get
   * in between is refused, and rightly: the unload has happened.
   *
   * <pre>
   *   holder                       unloader
   *                                releases BASE, one is left
   *   modulePut() = put; nothing is left
   *   tryModuleGet() = false
   *                                finds 0 = OK
   * </pre>
   */
  @Nested
  @DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
  class P2_the_last_put_commits_the_unload {
    private static final String RACE = OperationSet.Decisive.LAST_PUT;

    @Test
    void on_the_new_kernel_and_all_is_well() {
      Verdicts.mustHold(V3_19, RACE);
    }

    /** A recovery that adds BASE without a look is {@link CanaryTest}'s. */
    @Test
    void on_the_old_kernel_nobody_can_put_in_between() {
      Verdicts.mustHold(V3_18, RACE);
    }
  }

  /**
   * {@link Fact#F1 F1}: with two patches, module_bug_list is cleaned after the grace period, and
   * its walker is there.
   *
   * <pre>
   *   unloader                     walker
   *   grace period is over
   *                                moduleFindBug: begins, finds the entry
   *   list_del poisons its pointer, frees the module
   *                                follows the poison, or touches freed memory
   * </pre>
   */
  @Nested
  @DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
  class F1_the_bug_list_is_cleaned_after_the_grace_period {
    private static final String RACE = "-> deleteModule || moduleFindBug ->";

    @Test
    @Tag(OF_HISTORY)
    void is_found_with_two_patches() {
      Verdicts.mustHarm(prefix(2), RACE, "moduleFindBug(2)", "Exception");
    }

    @Test
    void is_not_found_with_three() {
      Verdicts.mustHold(prefix(3), RACE);
    }
  }

  /**
   * {@link Fact#F2 F2}: on a preemptible kernel synchronize_rcu does not wait for preempt-off
   * sections, and the module list is walked in one.
   *
   * <pre>
   *   unloader                     walker
   *                                preempt_disable, finds the module
   *   unlinks it
   *   synchronize_rcu: no rcu reader is there
   *   frees it
   *                                touches freed memory
   * </pre>
   */
  @Nested
  @DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
  class F2_the_grace_period_is_of_another_flavour_than_the_walker {
    private static final String RACE = "-> deleteModule || moduleAddress ->";

    @Test
    void is_found_on_a_preemptible_kernel() {
      Verdicts.mustHarm(V3_19.withPreemption(), RACE, "moduleAddress(2)", USE_AFTER_FREE);
    }

    @Test
    void is_not_found_without_preemption() {
      Verdicts.mustHold(V3_19, RACE);
    }

    @Test
    void is_not_found_once_unlinking_waits_for_both_flavours() {
      Verdicts.mustHold(V3_19.withPreemption().with(Change.RCU_SCHED), RACE);
    }

    @Test
    void is_not_found_where_the_machine_is_stopped() {
      Verdicts.mustHold(V3_18.withPreemption(), RACE);
    }
  }

  /**
   * {@link Fact#F5 F5}: a put that nobody holds is silent on an idle module, and arms the BUG_ON of
   * the next unload, which dies with module_mutex held. Everybody who wants the mutex is lost with
   * it; here they are told, instead of waiting for ever.
   *
   * <pre>
   *   surplusPut(): BASE has gone
   *   unloader                     unloader
   *   BUG_ON, module_mutex held
   *                                module_mutex was held by a CPU that has died
   * </pre>
   */
  @Nested
  @DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
  class F5_a_surplus_put_arms_the_BUG_ON {
    private static final String RACE = "surplusPut -> deleteModule || deleteModule ->";

    @Test
    void is_found_on_the_new_kernel() {
      Verdicts.mustHarm(V3_19, RACE, BUG_ON);
    }

    @Test
    void on_the_old_kernel_unloads_are_only_refused() {
      Verdicts.mustHold(V3_18, RACE);
    }
  }

  /**
   * {@link Fact#F6 F6}: a reference that was taken while the module was COMING is not looked at
   * when its init fails.
   *
   * <pre>
   *   user                         loader
   *                                init registers the module
   *   tryModuleGet() = true
   *                                init withdraws, waits for who is on the way in, fails
   *                                frees the module
   *   modulePut() = use after free
   * </pre>
   */
  @Nested
  @DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
  class F6_a_reference_to_a_module_whose_init_fails {
    private static final String RACE =
        "deleteModule -> tryModuleGet || loadModuleInitFails -> modulePut";

    @Test
    void is_found_on_the_new_kernel() {
      Verdicts.mustHarm(V3_19, RACE, Operations.USE_AFTER_FREE);
    }

    @Test
    @Tag(OF_HISTORY)
    void is_found_on_the_old_kernel() {
      Verdicts.mustHarm(V3_18, RACE, Operations.USE_AFTER_FREE);
    }

    @Test
    void is_not_found_when_the_init_succeeds() {
      Verdicts.mustHold(V3_19, "deleteModule -> tryModuleGet || loadModule -> modulePut");
    }
  }

  /**
   * {@link Fact#F7 F7}: UNFORMED counts as live, so a module that could not be got any more can be
   * got again while it is being taken apart; by somebody who looks it up in the same preempt-off
   * section.
   *
   * <pre>
   *   unloader                     looks the module up and gets it
   *   GOING
   *                                moduleAddressAndGet() = false
   *                                moduleAddressAndGet: finds it, GOING
   *   UNFORMED
   *                                try_module_get: it is live = true
   *   frees it
   * </pre>
   */
  @Nested
  @DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
  class F7_a_module_comes_back_through_UNFORMED {
    private static final String UNLOAD =
        "-> deleteModule || moduleAddressAndGet; moduleAddressAndGet ->";
    private static final String FORCED =
        "tryModuleGet -> forceDeleteModule || moduleAddressAndGet; moduleAddressAndGet ->";

    @Test
    @Tag(OF_HISTORY)
    void is_found_on_the_old_kernel() {
      back(V3_18, UNLOAD);
    }

    @Test
    void is_found_on_the_new_kernel_when_forced() {
      back(V3_19.withForceUnload(), FORCED);
    }

    /** The count of an unload that was not forced is 0 for good ({@link Fact#P3 P3}). */
    @Test
    void is_not_found_on_the_new_kernel_otherwise() {
      Verdicts.mustHold(V3_19, UNLOAD);
    }

    private static void back(KernelVersion kernel, String race) {
      Verdicts.mustFail(
          kernel,
          race,
          Verdicts.WRONG_ANSWERS,
          "moduleAddressAndGet(2): false",
          "moduleAddressAndGet(2): true");
    }
  }

  /**
   * {@link Fact#F8A F8a}: a forced unload does not keep out a get that has looked at the state
   * before. One reference is held:
   *
   * <pre>
   *   unloader                     user
   *                                tryModuleGet: LIVE
   *   forceDeleteModule: GOING = OK
   *   moduleRefcount() = 1
   *                                count is not zero = true
   * </pre>
   */
  @Nested
  @DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
  class F8a_a_get_succeeds_after_a_forced_unload_was_decided {
    private static final String RACE =
        "tryModuleGet -> forceDeleteModule; moduleRefcount || tryModuleGet ->";

    @Test
    void is_found_on_the_new_kernel() {
      Verdicts.mustFail(
          search(V3_19, Verdicts.TO_FIND),
          Verdicts.WRONG_ANSWERS,
          "moduleRefcount(1): 1",
          "tryModuleGet(2): true");
    }

    /** {@link Fact#P10 P10}: stop_machine waits for the get's preempt-off section. */
    @Test
    void is_not_found_on_the_old_kernel() {
      Verdicts.mustHold(search(V3_18, Verdicts.TO_HOLD));
    }

    private static Search search(KernelVersion kernel, int bound) {
      return new Search(
              Setting.of(kernel), List.of(Scenarios.of(CountOperations.class).parse(RACE)), bound)
          .over(CountOperations.class, SequentialCount.class);
    }
  }

  /**
   * {@link Fact#F10 F10}: the tracepoint of a put reads the module after its reference is gone.
   *
   * <pre>
   *   holder                       unloader
   *   modulePut: nothing is left
   *                                commits, unlinks
   *                                synchronize_rcu: no rcu reader is there
   *                                frees the module
   *   trace_module_put: use after free
   * </pre>
   */
  @Nested
  @DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
  class F10_a_put_is_traced_after_its_decrement {
    private static final String RACE = "tryModuleGet -> modulePut || deleteModule ->";

    @Test
    void is_found_on_a_preemptible_kernel() {
      Verdicts.mustFail(
          search(V3_19.withPreemption(), Verdicts.TO_FIND).judgedBy(Harmless.class),
          Verdicts.WRONG_ANSWERS,
          Operations.USE_AFTER_FREE);
    }

    @Test
    void is_not_found_once_unlinking_waits_for_preempt_off_sections() {
      Verdicts.mustHold(search(V3_19.withPreemption().with(Change.RCU_SCHED), Verdicts.TO_HOLD));
    }

    @Test
    void is_not_found_without_tracing() {
      Verdicts.mustHold(V3_19.withPreemption(), RACE);
    }

    private static Search search(KernelVersion kernel, int bound) {
      return new Search(Setting.of(kernel), List.of(Scenarios.of(Traced.class).parse(RACE)), bound)
          .over(Traced.class, SequentialKernel.class);
    }
  }

  /** The operations with the tracepoints of get and put on. */
  public static class Traced extends Operations {
    /** Turns them on. */
    public Traced() {
      loader.setTracing(true);
    }
  }

  /**
   * {@link Fact#F11 F11}: nobody wakes a loader that waits for the name of a module on its way out.
   *
   * <pre>
   *   unloader                     loader
   *   UNFORMED
   *                                loadModule: the name is there; sleeps
   *   frees the module = OK
   *                                never woken
   * </pre>
   */
  @Nested
  @DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
  class F11_a_loader_is_never_woken {
    private static final String RACE = OperationSet.Decisive.LOAD_DURING_UNLOAD;

    @Test
    void is_found_on_the_new_kernel() {
      Verdicts.mustFail(V3_19, RACE, Verdicts.HANGS, "loadModule(2): <hung>");
    }

    @Test
    @Tag(OF_HISTORY)
    void is_found_on_the_old_kernel() {
      Verdicts.mustFail(V3_18, RACE, Verdicts.HANGS, "loadModule(2): <hung>");
    }

    @Test
    void is_not_found_once_an_unload_wakes_loaders() {
      Verdicts.mustHold(V3_19.with(Change.WAKE_ON_UNLOAD), RACE);
    }
  }

  /**
   * {@link Fact#F13A F13}: __symbol_get looks at the state twice, and the module becomes UNFORMED
   * in between.
   *
   * <pre>
   *   unloader                     user of a symbol
   *   GOING
   *                                symbolGet: finds the module, GOING
   *   UNFORMED
   *                                strong_try_module_get: BUG_ON
   * </pre>
   */
  @Nested
  @DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
  class F13_a_symbol_is_got_from_a_module_that_becomes_UNFORMED {
    private static final String RACE = OperationSet.Decisive.SYMBOL_GET;

    @Test
    void is_found_on_the_new_kernel() {
      Verdicts.mustHarm(V3_19, RACE, "symbolGet(1)", BUG_ON);
    }

    @Test
    @Tag(OF_HISTORY)
    void is_found_on_the_old_kernel() {
      Verdicts.mustHarm(V3_18, RACE, "symbolGet(1)", BUG_ON);
    }

    @Test
    void is_not_found_while_nobody_unloads() {
      Verdicts.mustHold(V3_19, "-> symbolGet; symbolPut || symbolGet; symbolPut ->");
    }
  }

  /**
   * {@link Fact#F14 F14}: in v3.18 a load that fails early unlinks its module and frees it at once.
   *
   * <pre>
   *   loader                       walker
   *                                moduleAddress: finds the module
   *   symbol is missing
   *   unlinks the module, frees it
   *                                touches freed memory
   * </pre>
   */
  @Nested
  @DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
  class F14_a_failed_load_frees_under_a_walker {
    private static final String RACE = "-> loadModuleSymbolMissing || moduleAddress ->";

    @Test
    @Tag(OF_HISTORY)
    void is_found_on_the_old_kernel() {
      Verdicts.mustHarm(V3_18, RACE, "moduleAddress(2)", USE_AFTER_FREE);
    }

    @Test
    void is_not_found_with_the_first_patch() {
      Verdicts.mustHold(prefix(1), RACE);
    }

    /** What patch 1 waits for is again not what the walker is. */
    @Test
    @Tag(OF_HISTORY)
    void is_found_with_the_first_patch_on_a_preemptible_kernel() {
      Verdicts.mustHarm(prefix(1).withPreemption(), RACE, "moduleAddress(2)", USE_AFTER_FREE);
    }
  }
}
