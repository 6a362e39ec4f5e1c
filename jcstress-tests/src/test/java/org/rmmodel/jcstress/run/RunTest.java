package org.rmmodel.jcstress.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rmmodel.common.ExitStatus;
import org.rmmodel.common.Lane;
import org.rmmodel.common.Terminal;

class RunTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<String> ran = new ArrayList<>();

  private int run(Campaign.Sampler sampler, String... args) {
    return Run.run(
        folder -> sampler,
        Terminal.of(new PrintWriter(out, true), new PrintWriter(err, true)),
        args);
  }

  /** What is expected, once each. */
  private Samples asExpected(Litmus litmus, Jvm jvm, int millis) {
    ran.add(litmus.name());
    TreeMap<String, Long> outcomes = new TreeMap<>();
    litmus.must().forEach(outcome -> outcomes.put(outcome, 1L));
    litmus.cases().stream()
        .map(known -> known.matchPattern())
        .filter(outcome -> !litmus.forbids(outcome))
        .forEach(outcome -> outcomes.put(outcome, 1L));
    return Samples.seen(outcomes);
  }

  private static Samples nothing(Litmus litmus, Jvm jvm, int millis) {
    return Samples.seen(new TreeMap<>());
  }

  @Test
  void aRunWhereAllIsAsExpectedEndsWithZeroAndATable() {
    assertThat(run(this::asExpected)).isZero();
    assertThat(out.toString()).contains("verdict").contains("LastPut").doesNotContain("DIFFERS");
    assertThat(ran.stream().distinct()).hasSameSizeAs(Litmus.all());
  }

  @Test
  void onlyRealLeavesTheWeakenedOnesOut() {
    assertThat(run(this::asExpected, "--only-real")).isZero();
    assertThat(ran.stream().distinct().toList())
        .containsExactlyElementsOf(
            Litmus.all().stream().filter(Litmus::isReal).map(Litmus::name).toList());
  }

  @Test
  void zeroSamplesAreInconclusive() {
    assertThat(run(RunTest::nothing, "--only-real")).isEqualTo(ExitStatus.INCONCLUSIVE.code());
    assertThat(out.toString()).contains("nothing was sampled");
  }

  @Test
  void aForbiddenOutcomeOfARealClassEndsWithOne(@TempDir Path folder) throws IOException {
    Path json = folder.resolve("r.json");
    int exit =
        run(
            (litmus, jvm, millis) -> {
              TreeMap<String, Long> outcomes = new TreeMap<>();
              outcomes.put("true, true, 0", 1L);
              return asExpected(litmus, jvm, millis).plus(Samples.seen(outcomes));
            },
            "--test",
            "GetAgainstUnload.Real",
            "--json",
            json.toString());
    assertThat(exit).isEqualTo(ExitStatus.DIFFERS.code());
    assertThat(out.toString()).contains("forbidden outcome seen: true, true, 0");
    assertThat(Files.readString(json)).contains("\"exit\" : 1").contains("\"DIFFERS\"");
  }

  @Test
  void untilDifferentStopsAtTheFirst() {
    int exit =
        run(
            (litmus, jvm, millis) -> Samples.threw("something"),
            "--only-real",
            "--until-different");
    assertThat(exit).isEqualTo(ExitStatus.DIFFERS.code());
    assertThat(err.toString()).contains("[1/").doesNotContain("[2/");
  }

  @Test
  void aWeaknessThatDoesNotShowIsTriedAgainAndThenDiffers() {
    List<Jvm> jvms = new ArrayList<>();
    int exit =
        run(
            (litmus, jvm, millis) -> {
              jvms.add(jvm);
              TreeMap<String, Long> outcomes = new TreeMap<>();
              outcomes.put("1", 1L);
              return Samples.seen(outcomes);
            },
            "--test",
            "Reclamation.NoWait",
            "--lane",
            "smoke");
    assertThat(exit).isEqualTo(ExitStatus.DIFFERS.code());
    assertThat(jvms).hasSize(Effort.of(Lane.SMOKE).mostForks()).contains(Jvm.RANDOM_C2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--lane none",
        "--time 0",
        "--time soon",
        "--time 800",
        "--time 11m",
        "--test (",
        "--test NoSuchTest",
        "--json /nonexistent/folder/r.json",
        "--unknown",
        "argument"
      })
  void badUsageIsOneLineAndStatusTwo(String args) {
    assertThat(run(this::asExpected, args.split(" "))).isEqualTo(ExitStatus.BAD_INPUT.code());
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).startsWith("jcstress-tests/run: ").doesNotContain("Exception");
    assertThat(ran).isEmpty();
  }

  @Test
  void theTimeHasAUnit() {
    List<Integer> times = new ArrayList<>();
    run(
        (litmus, jvm, millis) -> {
          times.add(millis);
          return asExpected(litmus, jvm, millis);
        },
        "--only-real",
        "--time",
        "2s");
    assertThat(times).containsOnly(2000);
  }

  @Test
  void helpHasExamples() {
    assertThat(run(this::asExpected, "--help")).isZero();
    assertThat(out.toString()).contains("Examples:");
  }

  @Test
  void listTellsWhatIsExpectedAndRunsNothing() {
    assertThat(run(this::asExpected, "--list")).isZero();
    assertThat(out.toString().lines()).hasSameSizeAs(Litmus.all());
    assertThat(ran).isEmpty();
  }
}
