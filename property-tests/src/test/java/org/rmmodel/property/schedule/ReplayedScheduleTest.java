package org.rmmodel.property.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import net.jqwik.api.Example;
import org.rmmodel.impl.Fact;

/** A schedule can be run again from the one line that its finding prints. */
class ReplayedScheduleTest {
  /** A holder's last put falls between an unload's release and its recovery. */
  private static final String LAST_PUT =
      "v5 WAKE_ON_UNLOAD flaw NONE a: GET a, PUT a | UNLOAD a: 2>0 ~1>0";

  /**
   * On a preemptible kernel, the tracepoint of a put comes after its module is free ({@link
   * Fact#F10 F10}).
   */
  private static final String TRACED_PUT =
      "v5 preemptible WAKE_ON_UNLOAD flaw F10 traced a: GET a, PUT a | UNLOAD a: 6>0";

  /** Runs what the system property {@code schedule} says; or, without it, one that is right. */
  @Example
  void the_schedule_that_is_given_is_run() {
    String given = System.getProperty("schedule", "");
    Scenario scenario = Scenario.parse(given.isEmpty() ? LAST_PUT : given);
    Run run = Run.of(scenario);
    System.out.println(Picture.of(run.steps()));
  }

  @Example
  void what_is_no_schedule_is_refused() {
    for (String line :
        List.of("junk", "USE_AFTER_FREE after 34 steps of " + LAST_PUT, LAST_PUT + " ")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Scenario.parse(line))
          .withMessageStartingWith("no schedule: " + line + " (it begins with the kernel, as in ");
    }
  }

  @Example
  void the_last_put_commits_the_unload() {
    assertThat(Run.of(Scenario.parse(LAST_PUT)).events()).contains(Event.COMMITTED_BY_LAST_PUT);
  }

  @Example
  void a_finding_is_found_again_and_drawn() {
    Finding finding = catchThrowableOfType(Finding.class, () -> Run.of(Scenario.parse(TRACED_PUT)));
    assertThat(finding.oracle()).isEqualTo(Oracle.USE_AFTER_FREE);
    assertThat(finding)
        .hasMessageContaining("task 0")
        .hasMessageFindingMatch("(?m)^   7 {20,}DeleteModule_Capable a$")
        .hasMessageContaining("=> USE_AFTER_FREE")
        .hasMessageContaining("-Dschedule=\"" + TRACED_PUT + "\"");
  }

  /** What does not matter goes: a task, calls, modules, preemptions. */
  @Example
  void a_finding_is_made_as_short_as_it_can_be() {
    Scenario longer =
        Scenario.parse(
            "v5 preemptible WAKE_ON_UNLOAD flaw F10 traced a b c: "
                + "GET c, PUT c, GET a, PUT a | UNLOAD b, UNLOAD a, LOAD c | GET c, PUT c: "
                + "13>0 55>0 2>1");
    Finding finding = catchThrowableOfType(Finding.class, () -> Run.of(longer));
    assertThat(Shortest.of(longer, finding).scenario()).isEqualTo(TRACED_PUT);
  }
}
