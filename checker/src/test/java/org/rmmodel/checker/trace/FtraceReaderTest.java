package org.rmmodel.checker.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading ftrace text: what it may look like, and one clear line about what it may not. */
class FtraceReaderTest {
  private static final String HEADER =
      """
      # tracer: nop
      #
      # entries-in-buffer/entries-written: 2/2   #P:4
      #
      #                                _-----=> irqs-off/BH-disabled
      #                               / _----=> need-resched
      #                              | / _---=> hardirq/softirq
      #                              || / _--=> preempt-depth
      #                              ||| / _-=> migrate-disable
      """;
  private static final String GET =
      "  tmw/0-443     [001] ...1.        23149: module_get: tmtarget call_site=worker [tmhub] refcnt=3\n";

  private static TraceLine first(String text) throws IOException {
    try (FtraceReader reader = reader(text.getBytes(StandardCharsets.ISO_8859_1))) {
      return reader.next();
    }
  }

  private static FtraceReader reader(byte[] text) throws IOException {
    return FtraceReader.of("log", new ByteArrayInputStream(text));
  }

  private static void readAll(byte[] text) throws IOException {
    try (FtraceReader reader = reader(text)) {
      Projection.read(reader, line -> true);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "tmw/0, 443",
    "a b, 7",
    "kworker/2:1-58, 9",
    "x-1-2, 33",
    "migration/1-, 4",
    "a-1 [000] b, 12",
    "<...>, 99999",
  })
  void aTaskNameMayHoldAlmostAnything(String task, int pid) throws IOException {
    TraceLine line = first(" " + task + "-" + pid + "     [003] d..1.  5.366108: module_free: m\n");

    assertThat(line.task()).isEqualTo(task);
    assertThat(line.pid()).isEqualTo(pid);
    assertThat(line.cpu()).isEqualTo(3);
    assertThat(line.preemptOff()).isTrue();
    assertThat(line.event()).isEqualTo(new TraceEvent.ModuleFree("m"));
  }

  @Test
  void theColumnsOfFlagsAreThoseOfTheHeader() throws IOException {
    assertThat(first(HEADER + GET).preemptOff()).isTrue();
    assertThat(first(GET).preemptOff()).isTrue();
    assertThat(first(GET.replace("...1.", "....1..")).preemptOff()).isTrue();
    assertThat(first(GET.replace("...1.", ".......")).preemptOff()).isFalse();
    assertThat(first(GET.replace("...1.", "d.h1.")).interrupt()).isTrue();
    assertThat(first(GET.replace("...1.", "d.Z..")).interrupt()).isFalse();
  }

  @Test
  void theThreadGroupMayStandBeforeTheCpu() throws IOException {
    assertThat(first("  a-7   (    5) [002] .....  4: module_load: dummy \n").event())
        .isEqualTo(new TraceEvent.ModuleLoad("dummy"));
  }

  @Test
  void aCallSiteMayHaveItsModuleBehindIt() throws IOException {
    assertThat(first(GET).event())
        .isEqualTo(
            new TraceEvent.Counted(TraceEvent.Operation.TRY_GET, "tmtarget", CallSite.OTHER, 3));
  }

  @Test
  void theLastLineMayHaveCarriageReturns() throws IOException {
    assertThat(first(GET.replace("\n", "\r\n")).event()).isInstanceOf(TraceEvent.Counted.class);
  }

  @Test
  void gzipIsRecognized() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write((HEADER + GET).getBytes(StandardCharsets.ISO_8859_1));
    }
    byte[] whole = bytes.toByteArray();
    try (FtraceReader reader = reader(whole)) {
      assertThat(reader.next().number()).isEqualTo(10);
      assertThat(reader.next()).isNull();
    }
    assertThatThrownBy(() -> readAll(Arrays.copyOf(whole, whole.length - 12)))
        .hasMessageContaining("broken gzip");
    assertThatThrownBy(() -> readAll(Arrays.copyOf(whole, 5))).hasMessageContaining("broken gzip");
    byte[] bent = whole.clone();
    bent[whole.length - 6] ^= 1;
    assertThatThrownBy(() -> readAll(bent)).hasMessageContaining("broken gzip");
  }

  @Test
  void whatIsKnownToBeNoLogIsRefusedWithWhatToGiveInstead() {
    assertThatThrownBy(() -> readAll("PERFILE2\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1)))
        .hasMessage("log: this is a perf.data; give what perf script prints of it");
    assertThatThrownBy(() -> readAll("BZh91AY&SY".getBytes(StandardCharsets.ISO_8859_1)))
        .hasMessageContaining("compressed by bzip2 or lz4");
  }

  @Test
  void whatIsNoLogIsRefused() {
    byte[] noise = new byte[100_000];
    new Random(1).nextBytes(noise);

    assertThatThrownBy(() -> readAll(noise))
        .isInstanceOf(BadLogException.class)
        .hasMessageStartingWith("log:");
    assertThatThrownBy(() -> readAll("To be, or not to be\n".getBytes(StandardCharsets.US_ASCII)))
        .hasMessage("log:1: this is no log in a known format; docs/record.md lists them");
    assertThatThrownBy(() -> readAll("no line end".getBytes(StandardCharsets.US_ASCII)))
        .hasMessage("log:1: this is no log in a known format; docs/record.md lists them");
    assertThatThrownBy(() -> readAll(new byte[0])).hasMessage("log: the log is empty");
    assertThatThrownBy(() -> readAll("#\n#\n".getBytes(StandardCharsets.US_ASCII)))
        .hasMessage("log:1: this is no log in a known format; docs/record.md lists them");
    assertThatThrownBy(() -> readAll("x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII)))
        .hasMessageContaining("more than 16384 bytes");
  }

  @Test
  void aLogThatIsCutOffInMidLineIsRefused() {
    assertThatThrownBy(
            () ->
                readAll((HEADER + GET + GET.substring(0, 60)).getBytes(StandardCharsets.US_ASCII)))
        .hasMessage("log:11: the log is cut off in mid-line");
  }

  @Test
  void theLastLineMayHaveNoLineEnd() throws IOException {
    byte[] text = (HEADER + GET.stripTrailing()).getBytes(StandardCharsets.US_ASCII);
    try (FtraceReader reader = reader(text)) {
      assertThat(reader.next().event()).isInstanceOf(TraceEvent.Counted.class);
      assertThat(reader.next()).isNull();
      assertThat(reader.shows().notes())
          .containsExactly("the last line has no line end, and is taken as complete");
    }
  }

  @Test
  void aLogThatStopsBetweenLinesIsFine() throws IOException {
    readAll((HEADER + GET).getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void lostEventsAreRefused() {
    assertThatThrownBy(
            () ->
                readAll(
                    (HEADER + "CPU:2 [LOST 17 EVENTS]\n" + GET)
                        .getBytes(StandardCharsets.US_ASCII)))
        .hasMessage("log:10: events were lost: CPU:2 [LOST 17 EVENTS]");
    assertThatThrownBy(
            () -> readAll(HEADER.replace("2/2", "2/30").getBytes(StandardCharsets.US_ASCII)))
        .hasMessage("log:3: events were lost: 2 entries in the buffer of 30 written");
  }

  @Test
  void aLogWithoutModuleEventsIsRefused() {
    String other = "  a-7     [002] .....  4: sched_switch: prev_comm=a\n";
    assertThatThrownBy(() -> readAll((HEADER + other).getBytes(StandardCharsets.US_ASCII)))
        .hasMessage("log:10: no module event in the log");
    assertThatThrownBy(() -> readAll(HEADER.getBytes(StandardCharsets.US_ASCII)))
        .hasMessageContaining("no module event in the log");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "module_get: m call_site=f",
        "module_get: m call_site=f refcnt=",
        "module_get: m call_site=f refcnt=x",
        "module_get: m call_site=f refcnt=99999999999999999999",
        "module_get: call_site=f refcnt=1",
        "module_load",
        "module_free: ",
        "module_put: m call_site=f refcnt=1 and more",
        "sys_delete_module -> ",
        "sys_delete_module -> 0xzz",
        "sys_delete_module(name_user: 7ff",
        "del_call: (f+0x0/0x20) name=\"m flags=0x800",
        "rel_sub: mod=m val= refcnt=1 state=0",
        "put_ok: (f+0x0/0x20) mod=\"m\" old=4 new=9",
        "tm_call: id=0 op=steal",
        "tracing_mark_write: u refcnt m",
        "tracing_mark_write: u refcnt m -1/what",
      })
  void aKnownEventInAnUnknownFormIsRefused(String event) {
    assertThatThrownBy(() -> first(HEADER + "  a-7     [002] .....  4: " + event + "\n"))
        .isInstanceOf(BadLogException.class)
        .hasMessageStartingWith("log:10: ");
  }

  @Test
  void aFileThatCannotBeReadIsNamed(@TempDir Path folder) {
    assertThatThrownBy(() -> FtraceReader.open(folder.resolve("none").toString()))
        .hasMessageEndingWith(": no such file");
    assertThatThrownBy(() -> FtraceReader.open(folder.toString()))
        .hasMessageEndingWith(": is a directory");
  }

  @Test
  void aMessageIsOneLineWhateverTheLogHolds() throws IOException {
    Path file = Files.createTempFile("log", ".txt");
    try {
      Files.writeString(file, HEADER + "  \u001b[31mred\u0007 and no event\n");
      assertThatThrownBy(
              () -> {
                try (FtraceReader reader = FtraceReader.open(file.toString())) {
                  reader.next();
                }
              })
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\u001b", "\u0007", "\n"));
    } finally {
      Files.delete(file);
    }
  }
}
