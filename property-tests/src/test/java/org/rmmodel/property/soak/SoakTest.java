package org.rmmodel.property.soak;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import org.jspecify.annotations.Nullable;
import org.rmmodel.common.Lane;
import org.rmmodel.property.MustFail;
import org.rmmodel.property.schedule.Flaw;

/**
 * Calls at random on real threads, whose steps overlap as in no schedule. For minutes in the
 * exhaustive lane, a taste in the others.
 */
class SoakTest {
  private static final int MACHINES = Lane.current().pick(8, 40, 2_000);

  @Property(tries = 1, edgeCases = EdgeCasesMode.NONE)
  void the_series_stands_a_soak(@ForAll long seed) {
    report("the series", Soak.run(Flaw.NONE, MACHINES, seed));
  }

  @Property(tries = 1, edgeCases = EdgeCasesMode.NONE)
  void each_prefix_stands_a_soak(@ForAll long seed) {
    report("its prefixes", Soak.run(Flaw.NONE_ON_PREFIXES, MACHINES, seed));
  }

  /** The soak, too, can fail: a count that is off shows when the threads are at rest. */
  @Property(tries = 1, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  @AddLifecycleHook(IsFound.class)
  void a_put_that_reads_first_and_writes_afterwards_is_found(@ForAll long seed) {
    Soak.run(Flaw.PUT_READS_THEN_WRITES, 1, seed);
  }

  /** So does a reference that does not keep its module. */
  @Property(tries = 1, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  @AddLifecycleHook(IsFound.class)
  void a_get_that_looks_first_and_increments_afterwards_is_found(@ForAll long seed) {
    Soak.run(Flaw.GET_CHECKS_THEN_INCREMENTS, 1, seed);
  }

  private static void report(String what, long calls) {
    System.out.printf("soak of %s: %d machines, %d calls%n", what, MACHINES, calls);
  }

  /** Any assertion will do: which one is first is up to the threads. */
  static final class IsFound extends MustFail {
    @Override
    protected @Nullable String reason(PropertyLifecycleContext context, Throwable thrown) {
      return thrown instanceof AssertionError
          ? String.valueOf(thrown.getMessage()).lines().findFirst().orElse("")
          : null;
    }
  }
}
