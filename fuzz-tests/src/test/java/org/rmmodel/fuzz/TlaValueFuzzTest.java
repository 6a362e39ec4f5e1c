package org.rmmodel.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.rmmodel.checker.tlc.TlaValueParser;

/** Values as TLC prints them. */
class TlaValueFuzzTest {
  static Stream<byte[]> seeds() {
    return Stream.of("[a |-> <<1, {2, 3}>>, b |-> (x :> TRUE @@ y :> \"s\")]", "<<>>", "-1")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = Seeds.LONGEST)
  void every_input_is_answered(byte[] bytes) {
    String unused = TlaValueParser.parse(new String(bytes, StandardCharsets.UTF_8)).text();
  }
}
