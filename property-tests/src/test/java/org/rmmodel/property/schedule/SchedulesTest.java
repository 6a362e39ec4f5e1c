package org.rmmodel.property.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import net.jqwik.api.statistics.Statistics;
import org.rmmodel.fixtures.AskedOfMutants;
import org.rmmodel.property.Shares;

/**
 * In every schedule of every program, on every prefix of the series, what callers are told fits
 * what they know; see {@link Oracle} for what is looked at. The cases that this is about must not
 * be rare.
 */
public class SchedulesTest extends ScheduleProperties {
  /** With the whole series, on kernels with and without preemption. */
  @Tag(AskedOfMutants.TAG)
  @Property(edgeCases = EdgeCasesMode.NONE)
  void the_series_is_right(@ForAll("scenarios") @With(Flaw.NONE) Scenario scenario) {
    Run run = Run.of(scenario);
    // After the series no get or put ever waits for an unload.
    assertThat(run.waits()).doesNotContain(Wait.STOPPED, Wait.STOP_MACHINE);
    events(run, 0.1, Event.COMMITTED_BY_LAST_PUT);
    events(run, 1, Event.REFUSED);
    commonEvents(run);
    commonWaits(run);
  }

  /** With the first patches of the series, none to four, as far as each goes. */
  @Tag(AskedOfMutants.TAG)
  @Property(edgeCases = EdgeCasesMode.NONE)
  void each_prefix_is_right_as_far_as_it_goes(
      @ForAll("scenarios") @With(Flaw.NONE_ON_PREFIXES) Scenario scenario) {
    Run run = Run.of(scenario);
    commonEvents(run);
    commonWaits(run);
    waits(run, 5, Wait.STOP_MACHINE);
    waits(run, 5, Wait.STOPPED);
  }

  /** The mutants of the count differ from this one in one place each; it has no mistake itself. */
  @Property(edgeCases = EdgeCasesMode.NONE)
  void the_count_that_is_mutated_is_right(
      @ForAll("scenarios") @With(Flaw.NONE_IN_COPY) Scenario scenario) {
    Run.of(scenario);
  }

  /** A schedule is all that a run depends on. */
  @Property(edgeCases = EdgeCasesMode.NONE)
  void a_schedule_gives_the_same_run_each_time(
      @ForAll("scenarios") @With(Flaw.NONE) Scenario scenario) {
    Scenario readBack = Scenario.parse(scenario.toString());
    assertThat(readBack).isEqualTo(scenario);
    assertThat(Run.of(readBack)).isEqualTo(Run.of(scenario));
  }

  /** The checks of the shares below can fail. */
  @Property(edgeCases = EdgeCasesMode.NONE)
  @AddLifecycleHook(MustBeRare.class)
  void a_case_that_never_happens_is_noticed(
      @ForAll("scenarios") @With(Flaw.NONE_ON_PREFIXES) Scenario scenario) {
    events(Run.of(scenario), 0.1, Event.COMMITTED_BY_LAST_PUT);
  }

  /** Passes if the property is not refuted, and fails all the same. */
  static final class MustBeRare implements AroundPropertyHook {
    @Override
    public PropertyExecutionResult aroundProperty(
        PropertyLifecycleContext context, PropertyExecutor property) {
      context.attributes().setTries(Shares.ENOUGH);
      PropertyExecutionResult result = property.execute();
      return switch (result.status()) {
        case SUCCESSFUL -> result.mapToFailed("nobody has noticed");
        case ABORTED -> result;
        case FAILED -> result.falsifiedParameters().isEmpty() ? result.mapToSuccessful() : result;
      };
    }

    /** Outside of what checks the shares. */
    @Override
    public int aroundPropertyProximity() {
      return -150;
    }
  }

  private static void commonEvents(Run run) {
    events(run, 10, Event.UNLOADED, Event.UNLOAD_FAILED, Event.GOT, Event.NAME_EXISTS);
    events(
        run,
        1,
        Event.INIT_FAILED,
        Event.PARAMETER_REFUSED,
        Event.SYMBOL_MISSING,
        Event.EXPORTED_TWICE);
  }

  private static void commonWaits(Run run) {
    waits(run, 10, Wait.MUTEX);
    waits(run, 1, Wait.GRACE_PERIOD);
    waits(run, 2, Wait.QUIET);
    waits(run, 1, Wait.NAME);
    waits(run, 0.1, Wait.SYMBOL);
  }

  private static void events(Run run, double atLeast, Event... events) {
    for (Event event : events) {
      share(event.name(), run.events().contains(event), atLeast);
    }
  }

  private static void waits(Run run, double atLeast, Wait wait) {
    share("waits for " + wait, run.waits().contains(wait), atLeast);
  }

  /** Requires that so many percent of the runs are of a kind. */
  private static void share(String label, boolean is, double atLeast) {
    Statistics.label(label)
        .collect(is)
        .coverage(coverage -> coverage.check(true).count(Shares.atLeast(atLeast)));
  }
}
