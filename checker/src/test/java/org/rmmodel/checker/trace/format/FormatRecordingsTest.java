package org.rmmodel.checker.trace.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rmmodel.checker.trace.CallSite;
import org.rmmodel.checker.trace.Logs;
import org.rmmodel.checker.trace.TraceEvent;

/**
 * The same modules loaded, used and unloaded on one real kernel, written down by each tool in each
 * of its ways: every log says the same.
 */
class FormatRecordingsTest {
  private static final List<TraceEvent> EVENTS = bySite(Read.recording("trace.txt").events());

  @ParameterizedTest
  @CsvSource({
    "trace, trace.txt",
    "trace, trace_pipe.txt",
    "trace, trace-noirq-info.txt",
    "trace, trace-record-tgid.txt",
    "trace, trace-stacktrace.txt",
    "trace, trace-userstacktrace.txt",
    "trace, trace-counter.txt",
    "latency, latency.txt",
    "latency, latency-verbose.txt",
    "latency, latency-counter.txt",
    "trace-cmd-report, v6.report.txt",
    "trace-cmd-report, v7-zstd.report.txt",
    "trace-cmd-report, v7-two-buffers.report.txt",
    "trace-cmd-report, report-ts-diff.txt",
    "trace-cmd-report, report-nanoseconds.txt",
    "trace-cmd-report, report-latency.txt",
    "trace-cmd-report, report-counter.txt",
    "trace-cmd-report, report-stack.txt",
    "trace-cmd-report, report-function.txt",
    "perf-script, perf-script.txt",
    "perf-script, perf-script-header.txt",
    "perf-script, perf-script-ip.txt",
    "perf-script, perf-script-pid.txt",
    "perf-script, perf-script-tid-time.txt",
    "perf-script, perf-script-call-chains.txt",
    "bpftrace, bpftrace.txt",
    "kernel-log, dmesg-raw.txt",
    "kernel-log, console-panic.txt",
    "trace.dat, v6.dat",
    "trace.dat, v7-zstd.dat",
    "trace.dat, v7-two-buffers.dat",
  })
  void sayTheSameInEveryFormat(String format, String name) {
    Read read = Read.recording(name);

    assertThat(read.format()).isEqualTo(format);
    assertThat(bySite(read.events())).isEqualTo(EVENTS).hasSize(32);
  }

  /**
   * A call from a module is a symbol as long as the module is there when the log is printed, and a
   * bare address later. That differs by recording, and is not the format's matter.
   */
  private static List<TraceEvent> bySite(List<TraceEvent> events) {
    return events.stream()
        .map(
            event ->
                event instanceof TraceEvent.Counted counted
                        && counted.callSite() == CallSite.UNKNOWN
                    ? new TraceEvent.Counted(
                        counted.operation(), counted.module(), CallSite.OTHER, counted.refcnt())
                    : event)
        .toList();
  }

  /**
   * A module's events are those of the same tasks; the numbers of the tasks differ by recording.
   */
  @ParameterizedTest
  @CsvSource({"trace_pipe.txt", "latency.txt", "v7-zstd.dat", "perf-script.txt", "dmesg-raw.txt"})
  void haveTheSameTasks(String name) {
    assertThat(tasks(Read.recording(name))).isEqualTo(tasks(Read.recording("trace.txt")));
  }

  /** For each event, which of the log's tasks it is. */
  private static List<Integer> tasks(Read read) {
    List<Integer> pids =
        read.lines().stream()
            .filter(line -> !(line.event() instanceof TraceEvent.Unused))
            .map(line -> line.pid())
            .toList();
    List<Integer> distinct = pids.stream().distinct().toList();
    return pids.stream().map(distinct::indexOf).toList();
  }

  @ParameterizedTest
  @CsvSource({"v7-syscalls.report.txt", "v7-syscalls.dat", "perf-script-syscalls.txt"})
  void haveTheirSystemCalls(String name) {
    List<TraceEvent> events = bySite(Read.recording(name).events());

    assertThat(events)
        .contains(
            new TraceEvent.SyscallEnter(TraceEvent.Syscall.DELETE, 0x880),
            new TraceEvent.SyscallExit(TraceEvent.Syscall.DELETE, 0),
            new TraceEvent.SyscallEnter(TraceEvent.Syscall.LOAD, 0),
            new TraceEvent.SyscallExit(TraceEvent.Syscall.LOAD, 0))
        .filteredOn(
            event ->
                !(event instanceof TraceEvent.SyscallEnter)
                    && !(event instanceof TraceEvent.SyscallExit))
        .isEqualTo(EVENTS);
  }

  @Test
  void showTheirKernelWhereTheyNameIt() {
    assertThat(Read.recording("latency.txt").shows().kernel()).isEqualTo("6.1.0-50-amd64");
    assertThat(Read.recording("perf-script-header.txt").shows().kernel())
        .isEqualTo("6.1.0-50-amd64");
    assertThat(Read.recording("v6.dat").shows().kernel()).isEqualTo("6.1.0-50-amd64");
    assertThat(Read.recording("v7-zstd.dat").shows().kernel()).isEqualTo("6.1.0-50-amd64");
    assertThat(Read.recording("trace.txt").shows().kernel()).isEmpty();
  }

  @Test
  void showTheirFlagsWhereTheyHaveThem() {
    LogShows trace = Read.recording("trace.txt").shows();
    assertThat(trace.columns())
        .containsExactly(
            "irqs-off/BH-disabled",
            "need-resched",
            "hardirq/softirq",
            "preempt-depth",
            "migrate-disable");
    assertThat(trace.flags()).isTrue();
    assertThat(trace.depth()).isTrue();
    assertThat(trace.lazyColumn()).isFalse();
    LogShows off = Read.recording("trace-noirq-info.txt").shows();
    assertThat(off.flags()).isFalse();
    assertThat(off.depth()).isFalse();
    assertThat(off.cpus()).isTrue();
    assertThat(Read.recording("perf-script-tid-time.txt").shows().cpus()).isFalse();
    assertThat(Read.recording("v7-zstd.dat").shows().depth()).isTrue();
  }

  /** The options context-info off and raw leave out what is needed; that is said. */
  @Test
  void areRefusedWithTheReasonWhereSomethingIsLeftOut() {
    assertThat(Read.problem(Logs.bytes("formats/trace-nocontext-info.txt")))
        .isEqualTo(
            "log:3: events without task and CPU, which are needed (the option context-info is"
                + " off)");
    assertThat(Read.problem(Logs.bytes("formats/trace-raw.txt")))
        .isEqualTo(
            "log:13: events without their fields (the options raw, hex and bin must be off)");
    assertThat(Read.problem(Logs.bytes("formats/v7-same-events-twice.dat")))
        .contains("module_load stands in two buffers, '' and 'mods'");
  }
}
