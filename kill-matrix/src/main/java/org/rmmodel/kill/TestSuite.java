package org.rmmodel.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rmmodel.common.ChildJvm;
import org.rmmodel.fixtures.AskedOfMutants;
import org.rmmodel.lincheck.CertificatesTest;
import org.rmmodel.lincheck.DependenciesTest;
import org.rmmodel.lincheck.Interleavings;
import org.rmmodel.lincheck.NamedRacesTest;
import org.rmmodel.lincheck.ProgressTest;
import org.rmmodel.lincheck.StressTest;
import org.rmmodel.lincheck.SynchronizeRcuTest;
import org.rmmodel.lincheck.WaitingLoadsTest;
import org.rmmodel.property.chain.ChainsTest;
import org.rmmodel.property.schedule.SchedulesTest;

/**
 * Tests of another module as they are, run on a mutant until the first one fails.
 *
 * @param steps what is run, one JVM each
 */
record TestSuite(List<Step> steps) {
  /** No test of these takes half as long when nothing is wrong. */
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /**
   * One JVM.
   *
   * @param engine which one runs them
   * @param lane with which budgets
   * @param options of the JVM
   * @param classes the tests; of them those that are {@link AskedOfMutants}
   */
  record Step(String engine, String lane, List<String> options, List<Class<?>> classes) {}

  /** The suite of a tool. */
  static TestSuite of(Tool tool) {
    return switch (tool) {
      case LINCHECK_MODEL_CHECKING ->
          new TestSuite(
              List.of(
                  lincheck(
                      "smoke",
                      CertificatesTest.class,
                      SynchronizeRcuTest.class,
                      ProgressTest.class),
                  lincheck(
                      "full",
                      DependenciesTest.class,
                      NamedRacesTest.class,
                      WaitingLoadsTest.class)));
      case LINCHECK_STRESS -> new TestSuite(List.of(lincheck("full", StressTest.class)));
      case JQWIK_CHAINS -> new TestSuite(List.of(jqwik(2_000, ChainsTest.class)));
      case JQWIK_SCHEDULES -> new TestSuite(List.of(jqwik(15_000, SchedulesTest.class)));
      case TLC_INVARIANTS, TLC_TEMPORAL, JCSTRESS, CONFORMANCE_JAVA, CONFORMANCE_TLA ->
          throw new IllegalArgumentException("no JUnit suite: " + tool);
    };
  }

  private static Step lincheck(String lane, Class<?>... classes) {
    List<String> options = new ArrayList<>();
    options.add("-XX:TieredStopAtLevel=1");
    if (Runtime.version().feature() >= 21) {
      options.add("-XX:+EnableDynamicAgentLoading"); // Lincheck attaches its agent
    }
    options.add("-Drmmodel.lincheck.hold=30");
    options.add("-Drmmodel.lincheck.runs=100");
    options.add("-Drmmodel.kill.counter=" + Interleavings.class.getName());
    return new Step("junit-jupiter", lane, options, List.of(classes));
  }

  private static Step jqwik(int tries, Class<?>... classes) {
    return new Step(
        "jqwik",
        "full",
        List.of(
            "-Djqwik.tries.default=" + tries,
            "-Djqwik.database=",
            "-Djqwik.reporting.usejunitplatform=true"),
        List.of(classes));
  }

  /** Runs it on a mutant. */
  Cell run(Tool tool, Mutant mutant, Workshop workshop) throws IOException, InterruptedException {
    double seconds = 0;
    long tries = 0;
    for (int i = 0; i < steps.size(); i++) {
      Path folder = workshop.folder(mutant);
      Path result = folder.resolve(tool.id() + "-" + i + ".result");
      ChildJvm.End end =
          ChildJvm.of(Probe.class.getName())
              .classPath(workshop.classPath(mutant))
              .heap(1024)
              .options(List.of("-Drmmodel.lane=" + steps.get(i).lane()))
              .options(steps.get(i).options())
              .arguments(List.of(result.toString(), steps.get(i).engine()))
              .arguments(steps.get(i).classes().stream().map(Class::getName).toList())
              .folder(folder)
              .log(folder.resolve(tool.id() + "-" + i + ".log"))
              .run(LIMIT);
      seconds += end.seconds();
      Cell cell = cell(end, seconds, tries, read(result));
      if (cell.outcome() != Cell.Outcome.SURVIVED) {
        return cell;
      }
      tries = cell.tries();
    }
    return Cell.survived(seconds, tries);
  }

  private static Cell cell(ChildJvm.End end, double seconds, long before, @Nullable String result) {
    if (end.isOutOfTime()) {
      return Cell.inconclusive(seconds, "not done after " + LIMIT.toSeconds() + " s");
    }
    String[] lines = result == null ? new String[0] : result.split("\n", -1);
    int exit = end.status().getAsInt();
    if (exit != 0 || lines.length != 5) {
      return Cell.inconclusive(seconds, "the tests' JVM has failed with " + exit);
    }
    long tries = before + Long.parseLong(lines[2]);
    return switch (lines[0]) {
      case "caught" -> Cell.caught(seconds, tries, lines[3], lines[4]);
      case "survived" ->
          lines[1].equals("0")
              ? Cell.inconclusive(seconds, "no test was run")
              : Cell.survived(seconds, tries);
      default -> Cell.inconclusive(seconds, lines[3] + ": " + lines[0]);
    };
  }

  private static @Nullable String read(Path result) {
    try {
      return Files.exists(result) ? Files.readString(result) : null;
    } catch (IOException e) {
      return null;
    }
  }
}
