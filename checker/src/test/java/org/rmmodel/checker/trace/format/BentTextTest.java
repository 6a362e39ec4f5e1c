package org.rmmodel.checker.trace.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rmmodel.checker.trace.BadLogException;
import org.rmmodel.checker.trace.Logs;

/** Whatever happens to a text, it is read, or refused in one line. */
class BentTextTest {
  private static final int ROUNDS =
      System.getProperty("rmmodel.lane", "full").equals("exhaustive") ? 20_000 : 300;
  private static final String LIKELY = "[]():-> .\n\t0123456789abcdef#*/=";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "trace-record-tgid.txt",
        "latency.txt",
        "latency-verbose.txt",
        "v7-two-buffers.report.txt",
        "report-latency.txt",
        "perf-script-pid.txt",
        "perf-script-call-chains.txt",
        "dmesg-raw.txt",
        "bpftrace.txt"
      })
  void aBentTextIsReadOrRefusedInOneLine(String name) {
    byte[] whole = Logs.bytes("formats/" + name);
    Random random = new Random(name.hashCode());
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bent = whole;
      for (int n = random.nextInt(1, 8); n > 0; n--) {
        bent = bend(bent, random);
      }
      try {
        assertThat(Read.of(bent, null).lines()).isNotNull();
      } catch (UncheckedIOException e) {
        refused++;
        assertThat(e.getCause()).isInstanceOf(BadLogException.class);
        assertThat(e.getCause().getMessage()).startsWith("log").doesNotContain("\n");
      }
    }
    assertThat(refused).isPositive();
  }

  /** Changes a byte, takes some away, or repeats some elsewhere. */
  private static byte[] bend(byte[] text, Random random) {
    int at = random.nextInt(text.length);
    int length = Math.min(random.nextInt(200), text.length - 1 - at);
    switch (random.nextInt(4)) {
      case 0 -> {
        byte[] bent = Arrays.copyOf(text, text.length - length);
        System.arraycopy(text, at + length, bent, at, bent.length - at);
        return bent;
      }
      case 1 -> {
        int to = random.nextInt(text.length);
        byte[] bent = Arrays.copyOf(text, text.length + length);
        System.arraycopy(text, at, bent, to, length);
        System.arraycopy(text, to, bent, to + length, text.length - to);
        return bent;
      }
      default -> {
        byte[] bent = text.clone();
        boolean likely = random.nextBoolean();
        bent[at] =
            (byte)
                (likely ? LIKELY.charAt(random.nextInt(LIKELY.length())) : random.nextInt(1, 256));
        return bent;
      }
    }
  }
}
