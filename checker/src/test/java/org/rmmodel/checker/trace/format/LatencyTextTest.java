package org.rmmodel.checker.trace.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rmmodel.checker.trace.TraceEvent;
import org.rmmodel.checker.trace.TraceLine;

/** The file trace with the option latency-format, and with verbose beside it. */
class LatencyTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        " irq/9-a-57       2d.s1. 8120us : module_free: hub",
        " irq/9-a-57       2d.s1. 8120us!: module_free: hub",
        "irq/9-a-57 2d.s1. 8120us : module_free: hub",
        " irq/9-a-57       2d.s1.    12: module_free: hub",
        "         irq/9-a      57   2 17 00000001 00000004 [00f2a6b9] 80.379ms (+0.358ms): module_free: hub",
        "         irq/9-a      57   2 17 00000001 00000004 [00000000000000f2] 803 (+3): module_free: hub",
      })
  void anEventIsReadInEveryWayOfIt(String line) {
    Read read = Read.text("# tracer: nop", line);

    assertThat(read.format()).isEqualTo("latency");
    TraceLine event = read.lines().get(0);
    assertThat(event.task()).isEqualTo("irq/9-a");
    assertThat(event.pid()).isEqualTo(57);
    assertThat(event.cpu()).isEqualTo(2);
    assertThat(event.interrupt()).isTrue();
    assertThat(event.preemptOff()).isTrue();
    assertThat(event.event()).isEqualTo(new TraceEvent.ModuleFree("hub"));
  }

  @Test
  void theLegendsFirstColumnIsTheCpu() {
    Read read =
        Read.text(
            "# nop latency trace v1.1.5 on 5.10.0-rt",
            "# latency: 0 us, #1/1, CPU#0 | (M:preempt_rt VP:0, KP:0, SP:0 HP:0 #P:4)",
            "#                    _-------=> CPU#",
            "#                   / _------=> irqs-off",
            "#                  | / _-----=> need-resched",
            "#                  || / _----=> need-resched-lazy",
            "#                  ||| / _---=> hardirq/softirq",
            "#                  |||| / _--=> preempt-depth",
            " insmod-8       3....1 20us : module_load: hub ");

    assertThat(read.lines().get(0).cpu()).isEqualTo(3);
    assertThat(read.lines().get(0).preemptOff()).isTrue();
    assertThat(read.shows().kernel()).isEqualTo("5.10.0-rt");
  }

  @Test
  void lostEventsAreRefused() {
    assertThat(
            Read.problem(
                "# latency: 0 us, #2/5, CPU#0 | (M:desktop VP:0, KP:0, SP:0 HP:0 #P:4)",
                " insmod-8       3...1. 20us : module_load: hub "))
        .isEqualTo("log:1: events were lost: 2 entries in the buffer of 5 written");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " insmod-8       3...1. 21ms : module_free: hub",
        " insmod-8       ...1. 21us : module_free: hub",
        " insmod       3...1. 21us : module_free: hub",
      })
  void aLineThatIsNotUnderstoodIsShown(String bad) {
    assertThat(Read.problem(" insmod-8       3...1. 20us : module_load: hub ", bad))
        .startsWith("log:2: no line of latency-format trace: '")
        .endsWith("expected TASK-PID CPUFLAGS TIMEus : EVENT");
  }
}
