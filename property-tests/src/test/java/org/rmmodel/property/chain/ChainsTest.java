package org.rmmodel.property.chain;

import java.util.concurrent.atomic.LongAdder;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsCoverage;
import org.rmmodel.fixtures.AskedOfMutants;
import org.rmmodel.impl.kernel.KernelVersion;
import org.rmmodel.property.Shares;
import org.rmmodel.property.schedule.Flaw;

/**
 * In every chain of calls, on every kernel, each call returns what a map of names foretells, one
 * that fails changes nothing, and in the end everything unloads. Loads and unloads that fail, each
 * in its way, must not be rare.
 */
public class ChainsTest {
  private static final LongAdder CHAINS = new LongAdder();
  private static final LongAdder CALLS = new LongAdder();

  @Tag(AskedOfMutants.TAG)
  @Property
  void the_loader_agrees_with_a_map_of_names(@ForAll("chains") ActionChain<World> chain) {
    run(chain);
    Statistics.label("calls").coverage(ChainsTest::noOutcomeIsRare);
  }

  @Property
  @AddLifecycleHook(MustDisagree.class)
  @Shows("lines after failed Unload")
  void a_release_without_recovery_is_found(@ForAll("noRecovery") ActionChain<World> chain) {
    run(chain);
  }

  @Property
  @AddLifecycleHook(MustDisagree.class)
  @Shows("Unload[name=")
  void a_recovery_that_is_taken_for_a_commit_is_found(
      @ForAll("recoveryIsACommit") ActionChain<World> chain) {
    run(chain);
  }

  @Property
  @AddLifecycleHook(MustDisagree.class)
  @Shows("lines")
  void a_module_that_nobody_holds_during_its_init_is_found(
      @ForAll("nothingHeldDuringInit") ActionChain<World> chain) {
    run(chain);
  }

  @Provide
  Arbitrary<ActionChain<World>> chains() {
    return Chains.onAllKernels();
  }

  @Provide
  Arbitrary<ActionChain<World>> noRecovery() {
    return Chains.of(KernelVersion.V3_19, Flaw.NO_RECOVERY);
  }

  @Provide
  Arbitrary<ActionChain<World>> recoveryIsACommit() {
    return Chains.of(KernelVersion.V3_19, Flaw.RECOVERY_IS_A_COMMIT);
  }

  @Provide
  Arbitrary<ActionChain<World>> nothingHeldDuringInit() {
    return Chains.of(KernelVersion.V3_19, Flaw.NOTHING_HELD_DURING_INIT);
  }

  private static void run(ActionChain<World> chain) {
    chain.withInvariant("agrees", World::agrees).run().unloadEverything();
    CHAINS.increment();
    CALLS.add(chain.transformations().size());
  }

  /** Says how much was looked at. */
  @AfterContainer
  static void count() {
    System.out.printf("chains: %d, with %d calls%n", CHAINS.sum(), CALLS.sum());
  }

  private static void noOutcomeIsRare(StatisticsCoverage calls) {
    for (String call :
        new String[] {
          "load: OK",
          "load: EPERM",
          "load: EEXIST",
          "load: ENOENT",
          "load: ENOEXEC",
          "load: EINVAL",
          "load: EIO",
          "unload: OK",
          "unload: EPERM",
          "unload: EFAULT",
          "unload: ENOENT",
          "unload: EWOULDBLOCK",
          "unload: EBUSY",
          "unload of a used one: EWOULDBLOCK"
        }) {
      calls.check(call).count(Shares.atLeast(0.2));
    }
  }
}
