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
 * herd7 on the path, each test of which herd7 has a verdict is given to herd7 too, one after the
 * other, so that both have the same machine: the answers are compared, and both are timed.
 */
class ArchiveTest {
  private static final String ARCHIVE = "rmmodel.litmus.archive";
  private static final String MODEL = "rmmodel.litmus.herd-model";
  private static final Limits LIMITS = new Limits(Duration.ofSeconds(30), 10_000_000);

  private final List<String> differences = new ArrayList<>();
  private final List<String> cutShort = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private int same;
  private int alone;

  private final List<String> herdCutShort = new ArrayList<>();
  private int both;
  private long own;
  private long ownOfBoth;
  private long herdOfBoth;

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
    MemoryModel model = new MemoryModel(Version.V6_1);
    Optional<Herd7> herd7 = Herd7.onPath(System.getProperty(MODEL));
    for (String name : herd.tests()) {
      Path test = archive.resolve(name);
      long begin = System.nanoTime();
      Optional<Result> result = one(name, Files.readString(test), model, herd);
      long time = System.nanoTime() - begin;
      own += time;
      if (herd7.isPresent() && herd.knows(name)) {
        beside(herd7.get(), name, test, result, time);
      }
    }
    System.out.printf(
        "%d tests: %d as herd7, %d of which herd7 has no verdict, cut short %s, refused %s; %d s%n",
        herd.tests().size(), same, alone, cutShort, refused, TimeUnit.NANOSECONDS.toSeconds(own));
    System.out.println(
        herd7.isPresent()
            ? "beside herd7, a process each: %d tests decided by both, here in %.1f s, by herd7 in "
                    .formatted(both, ownOfBoth / 1e9)
                + "%.1f s; herd7 cut short after %d s: %s"
                    .formatted(herdOfBoth / 1e9, Herd7.LIMIT.toSeconds(), herdCutShort)
            : "herd7 is not timed: it is not on the path, or -D" + MODEL + " is not said");
    assertThat(differences).isEmpty();
    assertThat(same).isGreaterThan(herd.tests().size() / 2);
  }

  /** Judges a test here, and compares with the table; no result if the test is refused. */
  private Optional<Result> one(String name, String text, MemoryModel model, HerdVerdicts herd) {
    Result result;
    try {
      result = Checker.check(Litmus.parse(text), model, LIMITS);
    } catch (LitmusException e) {
      refused.add(name);
      return Optional.empty();
    }
    if (result.verdict() == null) {
      cutShort.add(name);
      return Optional.empty();
    }
    if (!herd.knows(name)) {
      alone++;
    } else if (differs(name, result, herd)) {
      return Optional.empty();
    } else {
      same++;
    }
    return Optional.of(result);
  }

  private boolean differs(String name, Result result, HerdVerdicts herd) {
    String difference = herd.difference(name, result);
    if (!difference.isEmpty()) {
      differences.add(name + ": " + difference);
    }
    return !difference.isEmpty();
  }

  /** Asks herd7 the same, now. */
  private void beside(Herd7 herd7, String name, Path test, Optional<Result> result, long time)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Optional<HerdVerdicts> answer = herd7.judge(name, test);
    long herdTime = System.nanoTime() - begin;
    if (answer.isEmpty()) {
      herdCutShort.add(name);
    } else if (result.isPresent() && !differs(name, result.get(), answer.get())) {
      both++;
      ownOfBoth += time;
      herdOfBoth += herdTime;
    }
  }
}
