package org.rmmodel.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.rmmodel.checker.trace.BadLogException;
import org.rmmodel.checker.trace.FtraceReader;

/** Logs of any format, plain or compressed: every line of them. */
class LogFuzzTest {
  static Stream<byte[]> seeds() {
    return Stream.concat(
        Seeds.of("checker/src/test/resources/logs", ".txt"),
        Seeds.of("checker/src/test/resources/logs", ".dat", ".gz", ".xz", ".zst"));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = Seeds.LONGEST)
  void every_input_is_answered(byte[] bytes) throws Exception {
    try (FtraceReader log = FtraceReader.of("fuzz", new ByteArrayInputStream(bytes))) {
      while (log.next() != null) {
        // Read to its end.
      }
    } catch (BadLogException e) {
      // Its answer to what is no log.
    }
  }
}
