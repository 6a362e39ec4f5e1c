package org.rmmodel.kill;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.rmmodel.common.ChildJvm;
import org.rmmodel.jcstress.run.Run;

/**
 * The litmus tests of the real classes as they are, run on a mutant until one sees what it must
 * not. A race that is not met any more is no finding, as it may be chance.
 */
final class JcstressSuite {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final String NOT_MET = "the race was not met";

  /** Runs it on a mutant. */
  Cell run(Mutant mutant, Workshop workshop) throws IOException, InterruptedException {
    Path folder = workshop.folder(mutant);
    ChildJvm run =
        ChildJvm.of(Run.class.getName())
            .classPath(workshop.classPath(mutant))
            .heap(128)
            .arguments(List.of("--only-real", "--until-different", "--lane", "smoke"))
            .arguments(List.of("--out", folder.resolve("jcstress").toString()));
    return Verdicts.of(folder, Tool.JCSTRESS.id(), LIMIT, run, JcstressSuite::cell);
  }

  /** Judges a report of {@code jcstress-tests/run}. */
  static Cell cell(double seconds, JsonNode report) {
    long samples = 0;
    String failed = null;
    for (JsonNode test : report.path("tests")) {
      samples += test.path("samples").asLong();
      String name = test.path("test").asText() + "." + test.path("variant").asText();
      String why = test.path("why").asText();
      switch (test.path("verdict").asText()) {
        case "ok" -> {}
        case "DIFFERS" -> {
          return Cell.caught(seconds, samples, name, why);
        }
        default -> failed = why.startsWith(NOT_MET) ? failed : name + ": " + why;
      }
    }
    if (failed != null || samples == 0) {
      return Cell.inconclusive(seconds, failed == null ? "nothing was sampled" : failed);
    }
    return Cell.survived(seconds, samples);
  }
}
