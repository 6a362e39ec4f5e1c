package org.rmmodel.property.schedule;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.providers.TypeUsage;

/** What the suites of schedules have in common. */
@AddLifecycleHook(ShowsTheShortest.class)
abstract class ScheduleProperties {
  @Provide
  Arbitrary<Scenario> scenarios(TypeUsage parameter) {
    return Scenarios.of(parameter.findAnnotation(With.class).orElseThrow().value());
  }

  /** Says how much was looked at. */
  @AfterContainer
  static void count() {
    Tally.print("schedules");
  }
}
