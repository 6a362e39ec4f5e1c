package org.rmmodel.checker.trace.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rmmodel.checker.trace.TraceEvent;
import org.rmmodel.checker.trace.TraceLine;

/** A dump of ftrace's buffer in the kernel's log, however that is shown. */
class KernelLogTextTest {
  private static final String EVENT = "  insmod-57       2...1. 8120us : module_free: hub";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[   48.313578] ",
        "[   48.313578][  T901] ",
        "[   48.313578] [    C2] ",
        "<0>[   48.313578] ",
        "kern  :emerg : [   48.313578] ",
        "[Fri Nov 22 10:11:12 2024] ",
        "[Nov22 10:11] ",
        "[  +0.000003] ",
        "[   48.313578 <    0.000003>] ",
        "2024-11-22T10:11:12,313578+01:00 ",
        "Nov 22 10:11:12 host kernel: ",
        "Nov 22 10:11:12.313578 host kernel: ",
        "2024-11-22T10:11:12+0100 host kernel: ",
        "[   48.313578] host kernel: ",
        "Nov 22 10:11:12 host kernel: [   48.313578] ",
        "Fri 2024-11-22 10:11:12 CET host kernel: ",
        "0,1841,48313578,-;",
      })
  void anEventIsReadBehindEveryPrefix(String prefix) {
    Read read =
        Read.text(
            prefix + "Dumping ftrace buffer:",
            prefix + "---------------------------------",
            prefix + EVENT,
            prefix + "---------------------------------",
            prefix + "---[ end Kernel panic - not syncing: sysrq triggered crash ]---");

    assertThat(read.format()).isEqualTo("kernel-log");
    TraceLine event = read.lines().get(0);
    assertThat(event.task()).isEqualTo("insmod");
    assertThat(event.pid()).isEqualTo(57);
    assertThat(event.cpu()).isEqualTo(2);
    assertThat(event.preemptOff()).isTrue();
    assertThat(event.event()).isEqualTo(new TraceEvent.ModuleFree("hub"));
  }

  @Test
  void theDumpMayComeAfterManyOtherMessages() {
    String[] lines = new String[5_000];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = "[   48.313578] usb 1-1: new device number " + i;
    }
    lines[4_998] = "[   48.313578] " + EVENT;

    assertThat(Read.text(lines).events()).containsExactly(new TraceEvent.ModuleFree("hub"));
  }

  @Test
  void anEventThatIsNotUnderstoodIsNotTakenForAMessage() {
    assertThat(Read.problem("[   48.3] " + EVENT, "[   48.3] insmod-5  8120us : module_free: hub"))
        .startsWith("log:2: no line of ftrace dump in the kernel's log: '")
        .endsWith("expected [TIME] TASK-PID CPUFLAGS TIMEus : EVENT");
  }

  @Test
  void lostMessagesAndEventsAreRefused() {
    assertThat(Read.problem("[   48.3] " + EVENT, "[   48.3] CPU:2 [LOST 5 EVENTS]"))
        .startsWith("log:2: events were lost: ");
    for (String prefix : new String[] {"[   48.3] ", ""}) {
      assertThat(Read.problem("[   48.3] " + EVENT, prefix + "** 12 printk messages dropped **"))
          .startsWith("log:2: events were lost: ");
    }
  }
}
