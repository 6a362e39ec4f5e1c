package org.rmmodel.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.rmmodel.lkmm.report.HerdVerdicts;

/** Tables of herd7's verdicts. */
class HerdVerdictsFuzzTest {
  static Stream<byte[]> seeds() {
    return Seeds.of("spec/litmus", ".tsv");
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = Seeds.LONGEST)
  void every_input_is_answered(byte[] bytes) {
    try {
      HerdVerdicts unused =
          HerdVerdicts.parse(new String(bytes, StandardCharsets.UTF_8).lines().toList());
    } catch (IllegalArgumentException e) {
      // Its answer to what is no table.
    }
  }
}
