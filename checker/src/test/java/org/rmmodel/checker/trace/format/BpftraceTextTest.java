package org.rmmodel.checker.trace.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rmmodel.checker.trace.TraceEvent;
import org.rmmodel.checker.trace.TraceLine;

/** What bpftrace prints with the script of docs/record.md. */
class BpftraceTextTest {
  @Test
  void anEventIsRead() {
    Read read =
        Read.text(
            "Attaching 4 probes...",
            "8120000001 2 57 my tool tracepoint:module:module_load: hub 4096",
            "8120000002 2 57 my tool tracepoint:module:module_put: hub call_site=do_init_module"
                + " refcnt=1",
            "8120000002 3 58 rmmod tracepoint:module:module_free: hub",
            "");

    assertThat(read.format()).isEqualTo("bpftrace");
    assertThat(read.lines()).extracting(TraceLine::cpu).containsExactly(2, 2, 3);
    assertThat(read.lines().get(0).task()).isEqualTo("my tool");
    assertThat(read.lines().get(0).pid()).isEqualTo(57);
    assertThat(read.lines()).extracting(TraceLine::number).containsExactly(2L, 3L, 4L);
    assertThat(read.events())
        .contains(new TraceEvent.ModuleLoad("hub"), new TraceEvent.ModuleFree("hub"));
    assertThat(read.shows().flags()).isFalse();
  }

  /** bpftrace prints CPU by CPU. */
  @Test
  void aLogThatIsNotInOrderIsRefused() {
    assertThat(
            Read.problem(
                "8120000002 2 57 a tracepoint:module:module_free: hub",
                "8120000001 3 57 a tracepoint:module:module_load: hub 0"))
        .isEqualTo(
            "log:2: the line before is of a later time: sort the log by its first number (sort"
                + " -n)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8120000003 2 a tracepoint:module:module_free: hub",
        "2 57 a tracepoint:module:module_free: hub",
        "8120000003 2 57 a module_free: hub",
      })
  void aLineThatIsNotUnderstoodIsShown(String bad) {
    assertThat(Read.problem("8120000002 2 57 a tracepoint:module:module_load: hub 0", bad))
        .startsWith("log:2: no line of bpftrace: '")
        .endsWith("expected NSECS CPU TID COMM tracepoint:SYSTEM:EVENT: FIELDS");
  }

  @Test
  void lostEventsAreRefused() {
    assertThat(
            Read.problem("8120000002 2 57 a tracepoint:module:module_load: hub 0", "Lost 4 events"))
        .isEqualTo("log:2: events were lost: Lost 4 events");
  }
}
