package org.rmmodel.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.rmmodel.lkmm.check.Checker;
import org.rmmodel.lkmm.check.Result;
import org.rmmodel.lkmm.execution.Limits;
import org.rmmodel.lkmm.model.MemoryModel;
import org.rmmodel.lkmm.model.Version;
import org.rmmodel.lkmm.parse.Litmus;
import org.rmmodel.lkmm.parse.LitmusException;
import org.rmmodel.lkmm.report.Answer;

/** Litmus tests: read, and checked within small limits. */
class LitmusFuzzTest {
  private static final Limits LIMITS = new Limits(Duration.ofMillis(200), 200);
  private static final MemoryModel MODEL = new MemoryModel(Version.V6_12);

  static Stream<byte[]> seeds() {
    return Seeds.of("spec/litmus", ".litmus");
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = Seeds.LONGEST)
  void every_input_is_answered(byte[] bytes) {
    try {
      Litmus test = Litmus.parse(new String(bytes, StandardCharsets.UTF_8));
      Result result = Checker.check(test, MODEL, LIMITS);
      String unused = Answer.of(test, result);
    } catch (LitmusException e) {
      // Its answer to what is no test.
    }
  }
}
