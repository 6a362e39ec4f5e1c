package org.rmmodel.checker.trace.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rmmodel.checker.trace.TraceEvent;
import org.rmmodel.checker.trace.TraceLine;

/** What trace-cmd report prints. */
class ReportTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "     kworker/2:1-57      [002]    77.000001: module_free:          hub",
        "     kworker/2:1-57      [002] ..s1.    77.000001: module_free:          hub",
        "     kworker/2:1-57      [002] ..s1...  77.000001: module_free:          hub",
        "     kworker/2:1-57      [002] 77000001001: module_free:          hub",
        "     kworker/2:1-57      [002]    77.000001:          module_free:          hub",
        "     kworker/2:1-57      [002]    77.000001: (+8182)  module_free:          hub",
        "mods:      kworker/2:1-57      [002]    77.000001: module_free:          hub",
        "           kworker/2:1-57      [002]    77.000001: module_free:          hub",
        "my.dat:    kworker/2:1-57      [002] 77.000001: module_free:  hub",
      })
  void anEventIsReadInEveryWayOfIt(String line) {
    for (Read read : new Read[] {Read.text("cpus=4", line), Read.text(line)}) {
      assertThat(read.format()).isEqualTo("trace-cmd-report");
      TraceLine event = read.lines().get(0);
      assertThat(event.task()).isEqualTo("kworker/2:1");
      assertThat(event.pid()).isEqualTo(57);
      assertThat(event.cpu()).isEqualTo(2);
      assertThat(event.event()).isEqualTo(new TraceEvent.ModuleFree("hub"));
    }
  }

  /** Its flags are those of libtraceevent: two columns behind the others, none in between. */
  @Test
  void sevenColumnsHaveNoLazyOnesInBetween() {
    Read read =
        Read.text("cpus=1", "  insmod-8     [000] ..h1...  77.000001: module_load:          hub ");

    assertThat(read.lines().get(0).interrupt()).isTrue();
    assertThat(read.lines().get(0).preemptOff()).isTrue();
  }

  @Test
  void whatStandsBesideTheEventsIsPassedOver() {
    Read read =
        Read.text(
            "version = 6",
            "CPU 0 is empty",
            "cpus=2",
            "  insmod-8     [001]  77.000001: module_load:          hub OE",
            "  insmod-8     [001]  77.000001: kernel_stack:         <stack trace >",
            "=> load_module (ffffffff81111111)",
            "\t=> do_syscall_64",
            "  insmod-8     [001]  77.000002: sched_switch:         insmod:8 [120] S ==> a:9 [120]");

    assertThat(read.events()).containsExactly(new TraceEvent.ModuleLoad("hub"));
    assertThat(read.lines()).hasSize(3);
    assertThat(read.shows().notes())
        .containsExactly("2 events that say nothing about modules (kernel_stack, sched_switch)");
  }

  @Test
  void theSameEventsOfTwoBuffersAreRefused() {
    assertThat(
            Read.problem(
                "cpus=1",
                "one:   insmod-8     [000]  77.000001: module_load:          hub ",
                "two:   insmod-8     [000]  77.000001: module_load:          hub "))
        .isEqualTo(
            "log:3: module_load stands in two buffers, 'one' and 'two': the same events twice;"
                + " report one of them alone");
  }

  @Test
  void droppedEventsAreRefused() {
    assertThat(
            Read.problem(
                "cpus=1",
                "  insmod-8     [000]  77.000001: module_load:          hub ",
                "CPU:0 [12 EVENTS DROPPED]"))
        .isEqualTo("log:3: events were lost: CPU:0 [12 EVENTS DROPPED]");
  }

  /** With -R the fields come raw, and not as the event prints them. */
  @Test
  void rawFieldsAreRefused() {
    assertThat(
            Read.problem(
                "cpus=1",
                "  insmod-8     [000]  77.000001: module_put:            ip=f refcnt=1 name=hub"))
        .startsWith("log:2: module_get or module_put without module, call_site or refcnt");
  }
}
