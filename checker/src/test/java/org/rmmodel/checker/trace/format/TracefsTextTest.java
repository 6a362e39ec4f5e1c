package org.rmmodel.checker.trace.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rmmodel.checker.trace.TraceEvent;
import org.rmmodel.checker.trace.TraceLine;

/** The files trace and trace_pipe, with the options that change their lines. */
class TracefsTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "     irq/9-acpi-57      [002] ..s1.    77.000001: module_free: hub",
        "     irq/9-acpi-57      [002] ..s1.    77.000001: module_free: hub ",
        "irq/9-acpi-57 [002] ..s1 77.000001: module_free: hub",
        "     irq/9-acpi-57      [002] ..s1.       4711: module_free: hub",
        "     irq/9-acpi-57      [002] ..s1. 9223372036854775807: module_free: hub",
        "     irq/9-acpi-57    (-------) [002] ..s1.    77.000001: module_free: hub",
        "     irq/9-acpi-57    (     31) [002] ..s1.    77.000001: module_free: hub",
        "     irq/9-acpi-57      [002] d.Ls1..   77.000001: module_free: hub",
      })
  void anEventIsReadWhateverItsOptionsAndClock(String line) {
    Read read = Read.text(line);

    assertThat(read.format()).isEqualTo("trace");
    TraceLine event = read.lines().get(0);
    assertThat(event.task()).isEqualTo("irq/9-acpi");
    assertThat(event.pid()).isEqualTo(57);
    assertThat(event.cpu()).isEqualTo(2);
    assertThat(event.interrupt()).isTrue();
    assertThat(event.preemptOff()).isTrue();
    assertThat(event.event()).isEqualTo(new TraceEvent.ModuleFree("hub"));
  }

  @Test
  void withoutIrqInfoNothingIsKnownOfInterruptsAndPreemption() {
    Read read = Read.text("  insmod-8     [001]   77.000001: module_load: hub ");

    assertThat(read.lines().get(0).preemptOff()).isFalse();
    assertThat(read.shows().flags()).isFalse();
  }

  @Test
  void theLegendSaysWhichColumnIsWhich() {
    Read read =
        Read.text(
            "# tracer: nop",
            "#                                _-------=> irqs-off",
            "#                               / _------=> need-resched",
            "#                              | / _-----=> need-resched-lazy",
            "#                              || / _----=> hardirq/softirq",
            "#                              ||| / _---=> preempt-depth",
            "#                              |||| / _--=> preempt-lazy-depth",
            "#                              ||||| / _-=> migrate-disable",
            "  insmod-8     [001] ....1.2   77.000001: module_load: hub OE");

    assertThat(read.lines().get(0).preemptOff()).isTrue();
    assertThat(read.shows().lazyColumn()).isTrue();
    assertThat(read.shows().migrateDisable()).isTrue();
    assertThat(read.shows().columns()).hasSize(7);
  }

  @Test
  void logsThatWerePutTogetherHaveALegendEach() {
    String[] legend = {
      "#                                _-----=> irqs-off",
      "#                               / _----=> need-resched",
      "#                              | / _---=> hardirq/softirq",
      "#                              || / _--=> preempt-depth",
    };
    String event = "  insmod-8     [001] ..s1   77.000001: module_load: hub ";
    Read read =
        Read.text(
            legend[0], legend[1], legend[2], legend[3], event, legend[0], legend[1], legend[2],
            legend[3], event);

    assertThat(read.shows().columns()).hasSize(4);
    assertThat(read.lines()).extracting(TraceLine::preemptOff).containsExactly(true, true);
    assertThat(read.lines()).extracting(TraceLine::interrupt).containsExactly(true, true);
  }

  /** A kernel that counts no preemption shows dots; the log says so, and nothing is concluded. */
  @Test
  void aDepthThatIsNeverANumberIsShown() {
    Read read =
        Read.text(
            "  insmod-8     [001] .....   77.000001: module_load: hub ",
            "  insmod-8     [001] .....   77.000002: module_put: hub call_site=do_init_module"
                + " refcnt=1");

    assertThat(read.shows().flags()).isTrue();
    assertThat(read.shows().depth()).isFalse();
  }

  @Test
  void theFunctionTracersLinesAreNoEvents() {
    Read read =
        Read.text(
            "  insmod-8     [001] .....   77.000001: module_put <-load_module",
            "  insmod-8     [001] .....   77.000002: module_free: hub");

    assertThat(read.events()).containsExactly(new TraceEvent.ModuleFree("hub"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  insmod-8     [001] ...1.   77.000002 module_free: hub",
        "  insmod-8     001 ...1.   77.000002: module_free: hub",
        "  insmod     [001] ...1.   77.000002: module_free: hub",
        "  insmod-8     [001] ...1.   77.: module_free: hub",
        "  insmod-8     [1234567] ...1.   77.000002: module_free: hub",
        "insmod",
      })
  void aLineThatIsNotUnderstoodIsShownWithWhatWasExpected(String bad) {
    assertThat(Read.problem("  insmod-8     [001] ...1.   77.000001: module_load: hub ", bad))
        .startsWith("log:2: no line of tracefs trace: '" + bad.strip().substring(0, 6))
        .endsWith("'; expected TASK-PID [CPU] FLAGS TIME: EVENT");
  }

  @Test
  void lostEventsAreRefused() {
    String event = "  insmod-8     [001] ...1.   77.000001: module_load: hub ";
    assertThat(Read.problem(event, "CPU:1 [LOST 3 EVENTS]", event))
        .isEqualTo("log:2: events were lost: CPU:1 [LOST 3 EVENTS]");
    assertThat(Read.problem("# entries-in-buffer/entries-written: 4/9   #P:4", event))
        .isEqualTo("log:1: events were lost: 4 entries in the buffer of 9 written");
  }
}
