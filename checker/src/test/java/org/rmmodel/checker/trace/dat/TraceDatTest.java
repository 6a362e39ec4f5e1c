package org.rmmodel.checker.trace.dat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rmmodel.checker.trace.BadLogException;
import org.rmmodel.checker.trace.FtraceReader;
import org.rmmodel.checker.trace.Logs;
import org.rmmodel.checker.trace.TraceEvent;
import org.rmmodel.checker.trace.TraceLine;
import org.rmmodel.checker.trace.format.Read;

/** trace-cmd's binary file: as trace-cmd report reads it, and nothing of it is trusted. */
class TraceDatTest {
  private static final boolean EXHAUSTIVE =
      System.getProperty("rmmodel.lane", "full").equals("exhaustive");

  private static String told(TraceLine line) {
    return line.task() + " " + line.pid() + " " + line.cpu() + " " + line.event();
  }

  @ParameterizedTest
  @CsvSource({"v6", "v7-zstd", "v7-two-buffers", "v7-syscalls"})
  void itSaysWhatTraceCmdReportSaysOfIt(String name) {
    List<String> binary =
        Read.recording(name + ".dat").lines().stream().map(TraceDatTest::told).toList();
    List<String> text =
        Read.recording(name + ".report.txt").lines().stream().map(TraceDatTest::told).toList();

    assertThat(binary).isEqualTo(text).isNotEmpty();
  }

  @Test
  void aFileIsReadFromItsPlace(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("trace.dat");
    Files.write(file, Logs.bytes("formats/v6.dat"));
    try (FtraceReader reader = FtraceReader.open(file.toString())) {
      assertThat(reader.next().event()).isEqualTo(new TraceEvent.ModuleLoad("loop"));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void bothByteOrdersAreRead(boolean bigEndian) {
    for (Packing packing : Packing.values()) {
      byte[] file =
          new DatWriter(bigEndian, 8)
              .event(0, 100, 7, 0, 1, "module_load", "hub", 0, 0)
              .event(0, 200, 7, 0x08, 0, "module_get", "hub", 0x2010, 2)
              .event(1, 150, 8, 0, 0, "module_put", "hub", 0x1004, 1)
              .version7(packing);
      Read read = Read.of(file, null);

      assertThat(read.lines()).extracting(TraceLine::pid).containsExactly(7, 8, 7);
      assertThat(read.lines())
          .extracting(TraceLine::task)
          .containsExactly("seven", "<...>", "seven");
      assertThat(read.lines()).extracting(TraceLine::cpu).containsExactly(0, 1, 0);
      assertThat(read.lines())
          .extracting(TraceLine::preemptOff)
          .containsExactly(true, false, false);
      assertThat(read.lines()).extracting(TraceLine::interrupt).containsExactly(false, false, true);
      assertThat(read.lines().get(1).event())
          .isEqualTo(
              new TraceEvent.Counted(
                  TraceEvent.Operation.PUT,
                  "hub",
                  org.rmmodel.checker.trace.CallSite.DO_INIT_MODULE,
                  1));
    }
  }

  @Test
  void aKernelOf32BitsHasShorterPages() {
    byte[] file =
        new DatWriter(false, 4).event(0, 100, 7, 0, 0, "module_free", "hub", 0, 0).version6();
    assertThat(Read.of(file, null).events()).containsExactly(new TraceEvent.ModuleFree("hub"));
  }

  /** More time may pass between two events than 27 bits hold. */
  @Test
  void longPausesBetweenEventsAreCounted() {
    byte[] file =
        new DatWriter(false, 8)
            .event(0, 100, 7, 0, 0, "module_load", "hub", 0, 0)
            .event(0, 1L << 40, 7, 0, 0, "module_free", "hub", 0, 0)
            .event(1, 1L << 39, 8, 0, 0, "module_free", "bus", 0, 0)
            .version6();
    assertThat(Read.of(file, null).events())
        .containsExactly(
            new TraceEvent.ModuleLoad("hub"),
            new TraceEvent.ModuleFree("bus"),
            new TraceEvent.ModuleFree("hub"));
  }

  @Test
  void lostEventsAreRefused() {
    byte[] file =
        new DatWriter(false, 8)
            .event(1, 100, 7, 0, 0, "module_free", "hub", 0, 0)
            .lost(1)
            .version6();
    assertThat(Read.problem(file)).isEqualTo("log: events were lost on CPU 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v6.dat", "v7-zstd.dat"})
  void aFileThatIsCutOffIsRefused(String name) {
    byte[] whole = Logs.bytes("formats/" + name);
    int step = EXHAUSTIVE ? 11 : 997;
    for (int length = 10; length < whole.length - 8192; length += step) {
      assertThat(Read.problem(Arrays.copyOf(whole, length))).startsWith("log").doesNotContain("\n");
    }
  }

  /** Whatever bytes are changed, it is read, or refused in one line. */
  @ParameterizedTest
  @ValueSource(strings = {"v6.dat", "v7-zstd.dat", "v7-two-buffers.dat", "written"})
  void aBentFileIsReadOrRefusedInOneLine(String name) {
    byte[] whole =
        name.equals("written")
            ? new DatWriter(true, 8)
                .event(0, 100, 7, 0, 1, "module_load", "hub", 0, 0)
                .event(1, 200, 7, 8, 0, "module_get", "hub", 0x2010, 2)
                .version7(Packing.ZLIB)
            : Logs.bytes("formats/" + name);
    Random random = new Random(name.hashCode());
    int refused = 0;
    int rounds = EXHAUSTIVE ? 20_000 : 400;
    for (int round = 0; round < rounds; round++) {
      byte[] bent = whole.clone();
      for (int n = random.nextInt(1, 6); n > 0; n--) {
        // The interesting bytes are the lengths and offsets, most of which stand in front.
        int at = 10 + random.nextInt(random.nextBoolean() ? 400 : bent.length - 10);
        bent[Math.min(at, bent.length - 1)] =
            (byte) (random.nextBoolean() ? random.nextInt(256) : random.nextBoolean() ? -1 : 0);
      }
      try {
        assertThat(Read.of(bent, null).lines()).isNotNull();
      } catch (UncheckedIOException e) {
        refused++;
        assertThat(e.getCause()).isInstanceOf(BadLogException.class);
        assertThat(e.getCause().getMessage()).doesNotContain("\n").startsWith("log");
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void anotherVersionIsNamed() {
    byte[] file = Logs.bytes("formats/v6.dat").clone();
    file[10] = '9';
    assertThat(Read.problem(file))
        .isEqualTo("log: trace.dat of version '9'; versions 6 and 7 are read");
  }
}
