package org.rmmodel.checker.trace.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rmmodel.checker.trace.TraceEvent;
import org.rmmodel.checker.trace.TraceLine;

/** What perf script prints. */
class PerfScriptTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "         my tool    57 [002]    77.000001:    module:module_put: hub call_site=f refcnt=2",
        "         my tool    57 [002]    77.000001001: module:module_put: hub call_site=f refcnt=2",
        "         my tool    51/57    [002]   77.000001: module:module_put: hub call_site=f refcnt=2",
        "my tool    57 [002] 77.000001:          1    module:module_put: hub call_site=f refcnt=2",
        "my tool    57 [002] 77.000001: module:module_put: hub call_site=f refcnt=2 ffffffffb1b46f71",
        "my tool    57 [002] 77.000001: module:module_put: hub call_site=f refcnt=2"
            + " ffffffffb1b46f71 module_put+0x71 ([kernel.kallsyms])",
        "my tool    57 [002] 77.000001: module:module_put:                 hub call_site=f refcnt=2",
      })
  void anEventIsReadWithMoreOrFewerFields(String line) {
    Read read = Read.text(line);

    assertThat(read.format()).isEqualTo("perf-script");
    TraceLine event = read.lines().get(0);
    assertThat(event.task()).isEqualTo("my tool");
    assertThat(event.pid()).isEqualTo(57);
    assertThat(event.cpu()).isEqualTo(2);
    assertThat(event.event())
        .isInstanceOfSatisfying(
            TraceEvent.Counted.class, put -> assertThat(put.refcnt()).isEqualTo(2));
  }

  /** Without a CPU nothing is known of the order on one: each task is on its own. */
  @Test
  void withoutACpuEachTaskHasItsOwn() {
    Read read =
        Read.text(
            "  57   77.000001: module:module_load: hub ",
            "  58   77.000002: module:module_free: bus",
            "  57   77.000003: module:module_free: hub");

    assertThat(read.lines()).extracting(TraceLine::pid).containsExactly(57, 58, 57);
    assertThat(read.lines().get(0).cpu()).isNegative().isEqualTo(read.lines().get(2).cpu());
    assertThat(read.lines().get(1).cpu()).isNegative().isNotEqualTo(read.lines().get(0).cpu());
    assertThat(read.shows().cpus()).isFalse();
  }

  @Test
  void callChainsAndOtherEventsAreNoneOfOurs() {
    Read read =
        Read.text(
            "# os release : 6.9.1",
            "insmod    57 [002] 77.000001: module:module_load: hub ",
            "\tffffffffb1b4b0e8 load_module+0x2058 ([kernel.kallsyms])",
            "\t           7fbe9 [unknown] (/bin/busybox)",
            "",
            "insmod    57 [002] 77.000002: PERF_RECORD_COMM: insmod:57/57",
            "insmod    57 [002] 77.000003:     250000 cpu-clock:pppH: ",
            "insmod    57 [002] 77.000004: syscalls:sys_exit_finit_module: 0x0");

    assertThat(read.events())
        .containsExactly(
            new TraceEvent.ModuleLoad("hub"),
            new TraceEvent.SyscallExit(TraceEvent.Syscall.LOAD, 0));
    assertThat(read.shows().kernel()).isEqualTo("6.9.1");
  }

  @Test
  void aFailedSystemCallHasItsErrno() {
    assertThat(
            Read.text("rmmod 57 [002] 77.1: syscalls:sys_exit_delete_module: 0xfffffffffffffff5")
                .events())
        .containsExactly(new TraceEvent.SyscallExit(TraceEvent.Syscall.DELETE, -11));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "        modprobe [002]   142.918657:    module:module_load: loop ",
        "  142.918657:    module:module_load: loop ",
      })
  void withoutTheTaskItIsRefusedAndSaysWhatIsNeeded(String line) {
    assertThat(Read.problem(line))
        .isEqualTo(
            "log:1: perf script without the fields that are needed: -F"
                + " comm,tid,cpu,time,event,trace");
  }

  @Test
  void lostEventsAreRefused() {
    assertThat(
            Read.problem(
                "insmod    57 [002] 77.000001: module:module_load: hub ",
                "insmod    57 [002] 77.000002: PERF_RECORD_LOST lost 3"))
        .startsWith("log:2: events were lost: ");
  }
}
