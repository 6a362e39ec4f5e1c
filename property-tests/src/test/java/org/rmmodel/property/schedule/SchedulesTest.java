package org.rmmodel.property.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/**
 * In every schedule of every program, on every prefix of the series, what callers are told fits what
 * they know; see {@link Oracle} for what is looked at. The cases that this is about must not be rare.
 */
class SchedulesTest extends ScheduleProperties {
  /** With the whole series, on kernels with and without preemption. */
  @Property(edgeCases = EdgeCasesMode.NONE)
  void the_series_is_right(@ForAll("scenarios") @With(Flaw.NONE) Scenario scenario) {
    Run run = Run.of(scenario);
    events(run, 0.4, Event.COMMITTED_BY_LAST_PUT);
    events(run, 1, Event.REFUSED);
    commonEvents(run);
    commonWaits(run);
  }

  /** With the first patches of the series, none to four, as far as each goes. */
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

  private static void commonEvents(Run run) {
    events(run, 10, Event.UNLOADED, Event.UNLOAD_FAILED, Event.GOT, Event.NAME_EXISTS);
    events(
        run,
        0.7,
        Event.INIT_FAILED,
        Event.PARAMETER_REFUSED,
        Event.SYMBOL_MISSING,
        Event.EXPORTED_TWICE);
  }

  private static void commonWaits(Run run) {
    waits(run, 10, Wait.MUTEX);
    waits(run, 2, Wait.GRACE_PERIOD);
    waits(run, 2, Wait.QUIET);
    waits(run, 0.5, Wait.NAME);
    waits(run, 0.04, Wait.SYMBOL);
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
        .coverage(coverage -> coverage.check(true).percentage(percent -> percent >= atLeast));
  }
}
