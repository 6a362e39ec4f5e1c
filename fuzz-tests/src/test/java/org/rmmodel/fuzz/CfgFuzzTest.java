package org.rmmodel.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.rmmodel.checker.tlc.CfgParser;
import org.rmmodel.common.BadInput;

/** Cfg files of TLC. */
class CfgFuzzTest {
  static Stream<byte[]> seeds() {
    return Seeds.of("spec/models", ".cfg");
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = Seeds.LONGEST)
  void every_input_is_answered(byte[] bytes) {
    try {
      String unused = CfgParser.parse("fuzz", new String(bytes, StandardCharsets.UTF_8)).text();
    } catch (BadInput e) {
      // Its answer to what is no cfg.
    }
  }
}
