package org.rmmodel.checker.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.tlc.Limits;
import org.rmmodel.checker.trace.ModuleVerdict.Outcome;
import org.rmmodel.common.Terminal;

/**
 * The right word for a log: what a kernel does is accepted, a mistake that it lets somebody make is
 * a violation, what no kernel does is rejected, and what hangs on something that the log does not
 * say cannot be told.
 */
class LogVerdictsTest {
  private static final String HEADER =
      """
      # tracer: nop
      #
      #                                _-----=> irqs-off/BH-disabled
      #                               / _----=> need-resched
      #                              | / _---=> hardirq/softirq
      #                              || / _--=> preempt-depth
      #                              ||| / _-=> migrate-disable
      #                              |||| /     delay
      #           TASK-PID     CPU#  |||||  TIMESTAMP  FUNCTION
      #              | |         |   |||||     |         |
      """;

  /** How many lines the header has. */
  private static final int H = 10;

  @TempDir private Path folder;

  /**
   * A log from short lines: task-pid, cpu, depth, event; the time is the line's number.
   *
   * @param lines one event each
   * @return ftrace text
   */
  private static String log(String lines) {
    StringBuilder text = new StringBuilder(HEADER);
    int time = 0;
    for (String line : lines.lines().toList()) {
      String[] words = line.strip().split(" +", 4);
      // After the name come the taints, perhaps none.
      String event = words[3].startsWith("module_load: ") ? words[3] + " " : words[3];
      text.append(
          String.format(
              "%20s [%03d] ...%s. %3d.000000: %s%n",
              words[0], Integer.parseInt(words[1]), words[2], ++time, event));
    }
    return text.toString();
  }

  private TraceReport check(String lines, @Nullable String kernel) throws Exception {
    Path file = Files.writeString(folder.resolve("log.txt"), log(lines));
    return new LogChecker(Logs.JVMS, new Limits(1024, Duration.ofMinutes(2)), kernel, null)
        .check(file.toString(), null, LogPart.of(null, null), line -> {});
  }

  private static String text(TraceReport report) {
    Terminal plain =
        new Terminal(
            new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()), false, false);
    return report.text(plain);
  }

  private void accepted(String lines, String where) throws Exception {
    TraceReport report = check(lines, null);
    assertThat(report.verdict()).as(text(report)).isEqualTo(Outcome.ACCEPTED);
    assertThat(report.summary()).endsWith("accepted: a behaviour of the protocol on " + where);
  }

  private void rejected(int line, String lines) throws Exception {
    TraceReport report = check(lines, null);
    assertThat(report.verdict()).as(text(report)).isEqualTo(Outcome.REJECTED);
    assertThat(report.summary()).contains("rejected: cannot be").contains(" line " + (H + line));
  }

  private void violated(int line, String property, String fact, String lines) throws Exception {
    TraceReport report = check(lines, null);
    assertThat(report.verdict()).as(text(report)).isEqualTo(Outcome.VIOLATED);
    assertThat(text(report))
        .contains("log.txt:" + (H + line) + ": dev violates " + property)
        .contains("spec/check explain " + fact);
  }

  // -----------------------------------------------------------------------------------------------
  // All of a load, and nothing before it.

  @Test
  void aNotifierOfComingGetsAndPuts() throws Exception {
    accepted(
        """
        insmod-7 1 1 module_get: dev call_site=check_kprobe_address_safe refcnt=3
        insmod-7 1 1 module_put: dev call_site=register_kprobe refcnt=2
        insmod-7 1 . module_load: dev OE
        insmod-7 1 1 module_put: dev call_site=do_init_module refcnt=1
        rmmod-8 2 . module_free: dev
        """,
        "v3.19 to v6.4");
  }

  @Test
  void othersGetWhatANotifierHasPublished() throws Exception {
    accepted(
        """
        insmod-7 1 1 sys_finit_module(fd: 3, uargs: 1, flags: 0)
        user-9 2 1 module_get: dev call_site=btf_try_get_module refcnt=3
        insmod-7 1 . module_load: dev
        insmod-7 1 1 module_put: dev call_site=do_init_module refcnt=2
        insmod-7 1 1 sys_finit_module -> 0x0
        user-9 2 1 module_put: dev call_site=bpf_prog_put refcnt=1
        """,
        "v3.19 to v6.4");
  }

  @Test
  void nobodyGetsAModuleBeforeItsLoadHasBegun() throws Exception {
    rejected(
        1,
        """
        user-9 2 1 module_get: dev call_site=btf_try_get_module refcnt=3
        insmod-7 1 1 sys_finit_module(fd: 3, uargs: 1, flags: 0)
        insmod-7 1 . module_load: dev
        insmod-7 1 1 module_put: dev call_site=do_init_module refcnt=2
        """);
  }

  @Test
  void nobodyGetsAModuleWhileItsSymbolsAreResolved() throws Exception {
    rejected(
        4,
        """
        insmod-6 1 . module_load: lib
        insmod-6 1 1 module_put: lib call_site=do_init_module refcnt=1
        insmod-7 1 1 sys_finit_module(fd: 3, uargs: 1, flags: 0)
        user-9 2 1 module_get: dev call_site=btf_try_get_module refcnt=3
        insmod-7 1 1 module_get: lib call_site=resolve_symbol refcnt=2
        insmod-7 1 . module_load: dev
        insmod-7 1 1 module_put: dev call_site=do_init_module refcnt=2
        """);
  }

  @Test
  void aLoadThatFailsBeforeModuleLoadHasHadItsNotifiers() throws Exception {
    String again =
        """
        insmod-8 1 . module_load: dev
        insmod-8 1 1 module_put: dev call_site=do_init_module refcnt=1
        """;
    accepted(
        """
        insmod-7 1 1 module_get: dev call_site=check_kprobe_address_safe refcnt=3
        insmod-7 1 1 module_put: dev call_site=register_kprobe refcnt=2
        insmod-8 1 1 module_get: dev call_site=check_kprobe_address_safe refcnt=3
        insmod-8 1 1 module_put: dev call_site=register_kprobe refcnt=2
        """
            + again,
        "v3.19 to v6.4");
    accepted(
        """
        insmod-7 1 1 sys_finit_module(fd: 3, uargs: 1, flags: 0)
        insmod-7 1 1 module_get: dev call_site=check_kprobe_address_safe refcnt=3
        insmod-7 1 1 module_put: dev call_site=register_kprobe refcnt=2
        insmod-7 1 1 sys_finit_module -> 0xffffffffffffffea
        insmod-8 1 1 sys_finit_module(fd: 3, uargs: 1, flags: 0)
        """
            + again,
        "v3.19 to v6.4");
  }

  @Test
  void aLogMayBeginBetweenTheGetAndThePutOfANotifier() throws Exception {
    accepted(
        """
        insmod-7 1 1 module_put: dev call_site=register_kprobe refcnt=2
        insmod-7 1 . module_load: dev
        insmod-7 1 1 module_put: dev call_site=do_init_module refcnt=1
        """,
        "v3.19 to v6.4");
  }

  @Test
  void notifiersOfLiveAndGoingPutAndGet() throws Exception {
    accepted(
        """
        insmod-7 1 . module_load: dev
        insmod-7 1 1 module_get: dev call_site=trace_module_add refcnt=3
        insmod-7 1 1 module_put: dev call_site=do_init_module refcnt=2
        user-9 2 1 module_put: dev call_site=trace_release refcnt=1
        insmod-8 1 . module_load: tool
        insmod-8 1 1 module_get: tool call_site=trace_module_add refcnt=3
        insmod-8 1 1 module_put: tool call_site=do_init_module refcnt=2
        insmod-8 1 1 module_put: tool call_site=trace_module_remove refcnt=1
        insmod-8 1 . module_free: tool
        """,
        "v3.19 to v6.4");
  }

  // -----------------------------------------------------------------------------------------------
  // Call sites.

  @ParameterizedTest
  @CsvSource({
    "ref_module, do_init_module, module_unload_free",
    "resolve_symbol.constprop.0+0x1a/0x300, load_module.isra.0, free_module.part.0",
    "load_module, load_module, __do_sys_delete_module.constprop.0"
  })
  void aLinkIsKnownByEverySpelling(String get, String init, String put) throws Exception {
    String loads =
        """
        insmod-7 1 . module_load: dev
        insmod-7 1 1 module_put: dev call_site=INIT refcnt=1
        insmod-8 1 1 module_get: dev call_site=GET refcnt=2
        insmod-8 1 . module_load: tool
        insmod-8 1 1 module_put: tool call_site=INIT refcnt=1
        """
            .replace("INIT", init)
            .replace("GET", get);
    TraceReport good =
        check(
            loads
                + """
                rmmod-9 1 . module_free: tool
                rmmod-9 1 1 module_put: dev call_site=PUT refcnt=1
                rmmod-10 1 . module_free: dev
                """
                    .replace("PUT", put),
            "v5.5");
    assertThat(good.verdict()).as(text(good)).isEqualTo(Outcome.ACCEPTED);
    assertThat(text(good)).contains("tool uses dev");
    TraceReport bad = check(loads + "rmmod-9 1 . module_free: dev\n", "v5.5");
    assertThat(bad.verdict()).as(text(bad)).isEqualTo(Outcome.REJECTED);
    assertThat(text(bad)).contains("wanted that no module that is loaded uses this one");
  }

  @Test
  void whatHangsOnAnAddressCannotBeTold() throws Exception {
    String loads =
        """
        insmod-7 1 . module_load: dev
        insmod-7 1 1 module_put: dev call_site=0xffffffff9c1a2b3c refcnt=1
        insmod-8 1 1 module_get: dev call_site=0xffffffff9c1a1111 refcnt=2
        insmod-8 1 . module_load: tool
        insmod-8 1 1 module_put: tool call_site=0xffffffff9c1a2b3c refcnt=1
        """;
    TraceReport accepted =
        check(
            loads
                + """
                rmmod-9 1 . module_free: tool
                rmmod-9 1 1 module_put: dev call_site=0xffffffff9c1a0f00 refcnt=1
                rmmod-10 1 . module_free: dev
                """,
            null);
    assertThat(accepted.verdict()).as(text(accepted)).isEqualTo(Outcome.ACCEPTED);

    TraceReport open =
        check(
            loads
                + """
                user-9 1 1 module_put: dev call_site=0xffffffff9c1a0123 refcnt=1
                rmmod-9 1 . module_free: dev
                """,
            null);
    assertThat(open.verdict()).as(text(open)).isEqualTo(Outcome.CANNOT_TELL);
    assertThat(open.status().code()).isEqualTo(3);
    assertThat(open.summary())
        .doesNotContain("cannot tell: cannot tell")
        .contains("cannot tell: dev, line " + (H + 7) + " would be rejected")
        .contains("line " + (H + 3))
        .contains("kallsyms");

    TraceReport count = check(loads.replace("1111 refcnt=2", "1111 refcnt=7"), null);
    assertThat(count.verdict()).as(text(count)).isEqualTo(Outcome.REJECTED);
  }

  // -----------------------------------------------------------------------------------------------
  // The kernel: what the log shows, and what only the user can say.

  /** Two gets on one CPU, the first of which prints the count after the second. */
  private static String slack(String depth, String load) {
    return """
    insmod-7 1 LOAD sys_finit_module(fd: 3, uargs: 1, flags: 0)
    insmod-7 1 . module_load: dev
    insmod-7 1 DEPTH module_put: dev call_site=do_init_module refcnt=1
    insmod-7 1 LOAD sys_finit_module -> 0x0
    one-8 0 DEPTH module_get: dev call_site=f refcnt=3
    two-9 0 DEPTH module_get: dev call_site=f refcnt=3
    three-10 2 DEPTH module_put: dev call_site=f refcnt=2
    three-10 2 DEPTH module_put: dev call_site=f refcnt=1
    """
        .replace("DEPTH", depth)
        .replace("LOAD", load);
  }

  @Test
  void aDepthThatIsNotCountedIsNoPreemption() throws Exception {
    TraceReport none = check(slack(".", "."), null);
    assertThat(none.verdict()).as(text(none)).isEqualTo(Outcome.REJECTED);
    assertThat(text(none))
        .contains("no line shows a preempt depth")
        .contains("a behaviour on v6.5-preempt to v7.3-preempt")
        .contains("say --kernel");

    TraceReport said = check(slack(".", "."), "v6.8-preempt");
    assertThat(said.verdict()).as(text(said)).isEqualTo(Outcome.ACCEPTED);
    rejected(5, slack("1", "1"));
  }

  @Test
  void aDepthThatIsCountedSaysWhichKernelItIs() throws Exception {
    accepted(slack(".", "1"), "v6.5-preempt to v7.3-preempt");
    TraceReport other = check(slack(".", "1"), "v6.1");
    assertThat(other.verdict()).as(text(other)).isEqualTo(Outcome.REJECTED);
    assertThat(text(other)).contains("the columns are not those of v6.1");
  }

  // -----------------------------------------------------------------------------------------------
  // Mistakes, which the kernel lets callers make.

  /** Calls of delete_module are recorded, so none can have happened unseen. */
  private static final String LIVE =
      """
      rmmod-6 1 1 sys_delete_module(name_user: 1, flags: 800)
      rmmod-6 1 1 sys_delete_module -> 0xfffffffffffffffe
      insmod-7 1 . module_load: dev
      insmod-7 1 1 module_put: dev call_site=do_init_module refcnt=1
      """;

  @Test
  void aPutTooManyIsAViolation() throws Exception {
    String puts =
        LIVE
            + """
            user-9 0 1 module_put: dev call_site=stop [dev] refcnt=0
            user-9 0 1 module_put: dev call_site=stop [dev] refcnt=0
            """;
    violated(5, "NoPutWithoutReference", "F5", puts);
    violated(6, "WarnOnNeverFires", "F23", puts);
  }

  /** The count is negative only where the unload has subtracted the base, and died of that. */
  @Test
  void anUnloadAfterAPutTooManyHitsBugOn() throws Exception {
    String first = LIVE + "user-9 0 1 module_put: dev call_site=stop [dev] refcnt=0\n";
    String unload = "rmmod-8 2 1 del_call: (delete_module+0x0) name=\"dev\" flags=0x800\n";
    String second = "user-9 0 1 module_put: dev call_site=stop [dev] refcnt=-1\n";
    violated(7, "WarnOnNeverFires", "F23", first + unload + second);
    rejected(6, first + second);
  }

  @Test
  void aGetAtZeroIsAViolation() throws Exception {
    violated(
        7,
        "ZeroIsAbsorbing",
        "F4",
        LIVE
            + """
            rmmod-8 2 1 del_call: (delete_module+0x0) name="dev" flags=0x800
            rmmod-8 2 1 rel_sub: (delete_module+0x100) mod=dev val=1 refcnt=0 state=0
            rmmod-8 2 1 module_get: dev call_site=scsi_device_get refcnt=1
            rmmod-8 2 1 module_put: dev call_site=scsi_device_put refcnt=0
            rmmod-8 2 . module_free: dev
            """);
  }

  @Test
  void aPutAfterInitHasFailedIsAViolation() throws Exception {
    String used =
        """
        insmod-7 1 1 sys_finit_module(fd: 3, uargs: 1, flags: 0)
        insmod-7 1 . module_load: dev
        user-9 2 1 module_get: dev call_site=open refcnt=3
        insmod-7 1 1 module_put: dev call_site=do_init_module refcnt=2
        insmod-7 1 . module_free: dev
        insmod-7 1 1 sys_finit_module -> 0xfffffffffffffffb
        user-9 2 1 sys_delete_module(name_user: 1, flags: 800)
        user-9 2 1 sys_delete_module -> 0xfffffffffffffffe
        user-9 2 1 module_put: dev call_site=close refcnt=1
        """;
    violated(9, "NoUseAfterFreeByHolder", "F24", used);
    assertThat(check(used, null).summary()).contains("F6");
  }

  @Test
  void anUnloadThatIsNotForcedDoesNotGoOnWhileTheModuleIsUsed() throws Exception {
    rejected(
        7,
        LIVE
            + """
            user-9 0 1 module_get: dev call_site=open refcnt=2
            rmmod-8 2 . module_free: dev
            user-9 0 1 module_put: dev call_site=close refcnt=1
            """);
  }

  @Test
  void aLoadFreesALiveModuleOnlyOnKernelsThatDoThat() throws Exception {
    String lines =
        """
        insmod-7 1 . sys_finit_module(fd: 3, uargs: 1, flags: 0)
        insmod-7 1 . module_load: dev
        insmod-7 1 . module_put: dev call_site=do_init_module refcnt=1
        insmod-8 2 . module_get: dev call_site=resolve_symbol refcnt=2
        insmod-8 2 . module_load: tool
        insmod-8 2 . module_put: tool call_site=do_init_module refcnt=1
        insmod-7 1 . module_free: dev
        insmod-7 1 . sys_finit_module -> 0xfffffffffffffff4
        rmmod-9 2 . module_free: tool
        rmmod-9 2 . module_put: dev call_site=module_unload_free refcnt=1
        """;
    assertThat(check(lines, null).summary())
        .contains("a behaviour on v6.9-nopreempt to v6.13-nopreempt that shows F17, ");
    assertThat(check(lines, "v6.8").verdict()).isEqualTo(Outcome.REJECTED);
  }

  @Test
  void aPutThatPrintsFromFreedMemoryIsOfAPreemptibleKernel() throws Exception {
    String lines =
        """
        insmod-7 1 1 sys_finit_module(fd: 3, uargs: 1, flags: 0)
        insmod-7 1 . module_load: dev
        insmod-7 1 . module_put: dev call_site=do_init_module refcnt=1
        insmod-7 1 1 sys_finit_module -> 0x0
        user-9 2 . module_get: dev call_site=open refcnt=2
        rmmod-8 2 . module_free: dev
        rmmod-8 2 1 free_ret: (free_module <- delete_module)
        user-9 2 . module_put: dev call_site=close refcnt=0
        """;
    TraceReport report = check(lines, null);
    assertThat(report.verdict()).as(text(report)).isEqualTo(Outcome.VIOLATED);
    assertThat(report.summary())
        .contains("a behaviour on v6.5-preempt to v7.3-preempt that shows F10, from line ");
    assertThat(text(report)).contains("dev violates NoUseAfterFreeByTracepoint");
  }

  // -----------------------------------------------------------------------------------------------
  // The report.

  @Test
  void everyFactThatAReportNamesIsThere() {
    Catalogue catalogue = Catalogue.load(SpecFolder.find());

    assertThat(catalogue.facts().ids())
        .containsAll(Finding.FACTS.values())
        .contains("P9", "F6", "F17");
  }

  @Test
  void aPartOfALogIsCheckedAlone() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("log.txt"),
            log(
                "user-9 0 1 module_get: dev call_site=f refcnt=9\n"
                    + LIVE.lines().skip(2).collect(Collectors.joining("\n"))));
    LogChecker checker =
        new LogChecker(Logs.JVMS, new Limits(1024, Duration.ofMinutes(2)), null, null);

    for (String from : new String[] {"2.0", "@2", Integer.toString(H + 2)}) {
      TraceReport report =
          checker.check(file.toString(), null, LogPart.of(from, "3.5"), line -> {});
      assertThat(report.verdict()).as(text(report)).isEqualTo(Outcome.ACCEPTED);
      assertThat(text(report)).contains("2 events: 2 used");
    }
  }

  @Test
  void theLivesAreDrawn() throws Exception {
    String svg =
        check(LIVE.replace("dev", "a<b&c") + "rmmod-8 2 . module_free: a<b&c\n", null)
            .picture()
            .text();

    assertThat(svg)
        .startsWith("<svg ")
        .contains("a&lt;b&amp;c")
        .doesNotContain("a<b")
        .contains("class=\"coming\"")
        .contains("class=\"live\"")
        .contains("prefers-color-scheme: dark");
  }

  @Test
  void theJsonHasTheSentenceAndTheKernels() throws Exception {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    check(LIVE + "user-9 0 1 module_put: dev call_site=f refcnt=0\n", null).json(node);

    assertThat(node.get("sentence").asText()).contains("shows F5");
    assertThat(node.get("fits").toString()).contains("v6.4-preempt").doesNotContain("v6.5");
    assertThat(node.findValue("violated").get(0).get("line").asLong()).isEqualTo(H + 5);
  }
}
