package org.rmmodel.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.rmmodel.common.BadInput;
import org.rmmodel.conformance.trace.RecordingFile;

/** Recordings of the implementation, which are read strictly. */
class RecordingFuzzTest {
  private static final String NOTHING =
      """
      rmmodel recording 1
      kernel patch1 patch2
      tracing no
      modules a b
      imports b a
      orphans -
      cpus 2
      calls 0
      steps 0
      end
      """;

  private static final String ONE_CALL =
      """
      rmmodel recording 1
      kernel
      tracing no
      modules a
      imports - -
      orphans -
      cpus 1
      calls 1
      steps 1
      call 0 get a 4096 17
      step TryModuleGet_IsLive a 120 180
      return 1 240
      end
      """;

  static Stream<byte[]> seeds() {
    return Stream.of(NOTHING, ONE_CALL).map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = Seeds.LONGEST)
  void every_input_is_answered(byte[] bytes) throws Exception {
    try {
      int unused =
          RecordingFile.read(Path.of("fuzz"), new ByteArrayInputStream(bytes)).cpus().size();
    } catch (BadInput e) {
      // Its answer to what is no recording.
    }
  }
}
