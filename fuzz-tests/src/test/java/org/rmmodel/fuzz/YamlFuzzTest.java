package org.rmmodel.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.Yaml;

/** The catalogue's files: YAML. */
class YamlFuzzTest {
  static Stream<byte[]> seeds() {
    return Seeds.of("spec", ".yaml", ".lock");
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = Seeds.LONGEST)
  void every_input_is_answered(byte[] bytes) {
    try {
      Yaml.Node unused = Yaml.read("fuzz", new String(bytes, StandardCharsets.UTF_8));
    } catch (BadInput e) {
      // Its answer to what is no YAML.
    }
  }
}
