package org.rmmodel.lkmm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;
import org.rmmodel.lkmm.check.Checker;
import org.rmmodel.lkmm.check.Result;
import org.rmmodel.lkmm.execution.Limits;
import org.rmmodel.lkmm.model.MemoryModel;
import org.rmmodel.lkmm.model.Version;
import org.rmmodel.lkmm.parse.Litmus;
import org.rmmodel.lkmm.parse.LitmusException;
import org.rmmodel.lkmm.report.HerdVerdicts;

/**
 * Paul McKenney's archive, whole, in the exhaustive lane. Its tests are not here; {@link #ARCHIVE}
 * names a folder that has them. With {@link #MODEL}, a folder with the kernel's memory model, and a
 * herd7 on the path, herd7 is timed in the same run.
 */
class ArchiveTest {
  private static final String ARCHIVE = "rmmodel.litmus.archive";
  private static final String MODEL = "rmmodel.litmus.herd-model";
  private static final Limits LIMITS = new Limits(Duration.ofSeconds(30), 10_000_000);
  private static final long HERD_SECONDS = 60;

  private final List<String> differences = new ArrayList<>();
  private final List<String> cutShort = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private int same;
  private int alone;

  /** No other lane has it: without the archive there is nothing to ask. */
  @TestFactory
  Stream<DynamicTest> the_archive_has_the_verdicts_of_herd7() {
    return "exhaustive".equals(System.getProperty("rmmodel.lane"))
        ? Stream.of(DynamicTest.dynamicTest("by the model of 6.1", this::compare))
        : Stream.empty();
  }

  private void compare() throws IOException, InterruptedException {
    String folder = System.getProperty(ARCHIVE);
    if (folder == null) {
      throw new TestAbortedException(
          "-D" + ARCHIVE + "=DIR names no archive (github.com/paulmckrcu/litmus): not compared");
    }
    Path archive = Path.of(folder);
    HerdVerdicts herd =
        HerdVerdicts.parse(
            Files.readAllLines(Path.of("src/test/resources").resolve("archive-6.1.tsv")));
    assertThat(herd.tests())
        .filteredOn(name -> Files.notExists(archive.resolve(name)))
        .as("tests that the archive lacks")
        .isEmpty();
    long begin = System.nanoTime();
    MemoryModel model = new MemoryModel(Version.V6_1);
    for (String name : herd.tests()) {
      one(name, Files.readString(archive.resolve(name)), model, herd);
    }
    long own = System.nanoTime() - begin;
    System.out.printf(
        "%d tests: %d as herd7, %d of which herd7 has no verdict, cut short %s, refused %s; %d s%n",
        herd.tests().size(), same, alone, cutShort, refused, TimeUnit.NANOSECONDS.toSeconds(own));
    Optional<Duration> other = herd7(archive, herd);
    System.out.println(
        other
            .map(time -> "herd7 in the same run, a process each: " + time.toSeconds() + " s")
            .orElse("herd7 is not timed: it is not on the path, or -D" + MODEL + " is not said"));
    assertThat(differences).isEmpty();
    assertThat(same).isGreaterThan(herd.tests().size() / 2);
  }

  private void one(String name, String text, MemoryModel model, HerdVerdicts herd) {
    Result result;
    try {
      result = Checker.check(Litmus.parse(text), model, LIMITS);
    } catch (LitmusException e) {
      refused.add(name);
      return;
    }
    if (result.verdict() == null) {
      cutShort.add(name);
    } else if (!herd.knows(name)) {
      alone++;
    } else {
      String difference = herd.difference(name, result);
      if (difference.isEmpty()) {
        same++;
      } else {
        differences.add(name + ": " + difference);
      }
    }
  }

  /** How long herd7 takes for the same tests; each gets a minute. */
  private static Optional<Duration> herd7(Path archive, HerdVerdicts herd)
      throws IOException, InterruptedException {
    String model = System.getProperty(MODEL);
    boolean there =
        Stream.of(System.getenv("PATH").split(":", -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "herd7")));
    if (model == null || !there) {
      return Optional.empty();
    }
    long begin = System.nanoTime();
    for (String name : herd.tests()) {
      Process process =
          new ProcessBuilder(
                  "herd7",
                  "-conf",
                  "linux-kernel.cfg",
                  archive.resolve(name).toAbsolutePath().toString())
              .directory(Path.of(model).toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(HERD_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    }
    return Optional.of(Duration.ofNanos(System.nanoTime() - begin));
  }
}
