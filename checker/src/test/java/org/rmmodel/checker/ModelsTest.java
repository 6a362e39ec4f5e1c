package org.rmmodel.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.catalogue.Expectation;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.catalogue.Model;
import org.rmmodel.checker.check.Checker;
import org.rmmodel.checker.check.RunResult;
import org.rmmodel.checker.check.Status;
import org.rmmodel.checker.check.Watcher;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.report.FlawPage;
import org.rmmodel.checker.report.Outcome;
import org.rmmodel.checker.report.VerdictTables;
import org.rmmodel.checker.report.html.HtmlReport;
import org.rmmodel.checker.report.html.Ran;
import org.rmmodel.checker.tlc.TlcJar;
import org.rmmodel.common.Lane;

/**
 * Every run of the catalogue as a test of its own, and the documents that show what came out. The
 * system property {@code rmmodel.lane} says how many; the property {@code rmmodel.tlc} names
 * another TLC than the one of the build.
 */
class ModelsTest {
  private static final int JOBS = 2;
  private static final int NEGATIVES = 10;
  private static final Path README = SpecFolder.find().root().resolveSibling("README.md");
  private static final Path VERDICTS =
      SpecFolder.find().root().resolveSibling("docs").resolve("verdicts.md");
  private static final Path REPORT = Path.of("target", "report");
  private static final Path PAGES = SpecFolder.find().root().resolve("flaws");
  private static Checker checker;

  private static Catalogue catalogue() {
    return Catalogue.load(SpecFolder.find());
  }

  @AfterAll
  static void endTlc() {
    if (checker != null) {
      checker.close();
    }
  }

  private record Started(Case of, CompletableFuture<RunResult> result) {}

  /** All runs are under way at once, two at a time; each test waits for its own. */
  @TestFactory
  Stream<DynamicTest> verdicts() {
    Lane lane = Lane.valueOf(System.getProperty("rmmodel.lane", "full").toUpperCase(Locale.ROOT));
    Catalogue catalogue = catalogue();
    List<Case> cases = catalogue.cases(lane);
    assertThat(cases).isNotEmpty();
    TlcJar tlc = TlcJar.find();
    long begun = System.nanoTime();
    checker = new Checker(catalogue, tlc, Checker::usualLimits, JOBS);
    List<Started> started =
        cases.stream().map(of -> new Started(of, checker.submit(of, Watcher.NONE))).toList();
    Stream<DynamicTest> runs =
        started.stream()
            .map(
                s ->
                    DynamicTest.dynamicTest(
                        s.of().id(),
                        () -> {
                          RunResult result = s.result().join();
                          if (result.status() != Status.AS_EXPECTED) {
                            fail(
                                result.status().word()
                                    + ": "
                                    + String.join("; ", result.deviations()));
                          }
                        }));
    DynamicTest report =
        DynamicTest.dynamicTest(
            "the report of this run, " + REPORT.resolve("index.html"),
            () -> {
              List<RunResult> results = started.stream().map(s -> s.result().join()).toList();
              double seconds = (System.nanoTime() - begun) / 1e9;
              Ran ran = Ran.now(tlc.version(), Optional.of(lane), JOBS, seconds);
              Files.createDirectories(REPORT);
              new HtmlReport(VerdictTables.all(catalogue), results, ran, Optional.empty())
                  .write(REPORT);
              checkReport(cases);
            });
    Stream<DynamicTest> all = Stream.concat(runs, Stream.of(report));
    return lane.includes(Lane.FULL) ? Stream.concat(all, documents(catalogue, started)) : all;
  }

  /** It has each run and each place that it links to. */
  private static void checkReport(List<Case> cases) throws IOException {
    Document page = Jsoup.parse(REPORT.resolve("index.html"));
    Set<String> ids = Set.copyOf(page.select("[id]").eachAttr("id"));
    assertThat(ids).containsAll(cases.stream().map(HtmlReport::placeOf).toList());
    assertThat(page.select("a[href]").eachAttr("href"))
        .isNotEmpty()
        .allMatch(href -> ids.contains(href.substring(1)));
  }

  /** What is written from runs is what these runs say. */
  private static Stream<DynamicTest> documents(Catalogue catalogue, List<Started> started) {
    DynamicTest tables =
        DynamicTest.dynamicTest(
            "the documents show the verdict tables of this run",
            () -> {
              List<Outcome> outcomes =
                  started.stream().map(s -> Outcome.of(s.result().join())).toList();
              assertThat(Files.readString(README))
                  .contains(VerdictTables.ofReadme(catalogue).markdown(outcomes));
              assertThat(Files.readString(VERDICTS))
                  .contains(VerdictTables.ofVerdicts(catalogue).markdown(outcomes));
            });
    Stream<DynamicTest> pages =
        catalogue.facts().flaws().stream()
            .map(flaw -> new FlawPage(catalogue, flaw))
            .map(
                page ->
                    DynamicTest.dynamicTest(
                        "flaws/" + page.file() + " shows the counterexample of this run",
                        () ->
                            assertThat(PAGES.resolve(page.file()))
                                .content()
                                .isEqualTo(
                                    page.markdown(page.shownBy().map(of -> result(started, of))))));
    return Stream.concat(Stream.of(tables), pages);
  }

  /** The result of a run; one that is in no run of this lane is computed for it. */
  private static RunResult result(List<Started> started, Case of) {
    return started.stream()
        .filter(one -> one.of().equals(of))
        .findFirst()
        .map(Started::result)
        .orElseGet(() -> checker.submit(of, Watcher.NONE))
        .join();
  }

  @Test
  void negativesAreThereAndEachChangesSomething() {
    Catalogue catalogue = catalogue();
    List<Model> negatives =
        catalogue.models().stream().filter(model -> model.negative().isPresent()).toList();
    assertThat(negatives).hasSizeGreaterThanOrEqualTo(NEGATIVES);
    for (Model negative : negatives) {
      Model base =
          catalogue.models().stream()
              .filter(model -> model.name().equals(negative.negative().get().of()))
              .findFirst()
              .orElseThrow();
      assertThat(
              negative.cfg().substitutions().keySet().equals(base.cfg().substitutions().keySet())
                  && negative.cfg().specification().equals(base.cfg().specification())
                  && negative.module().equals(base.module()))
          .as(negative.name() + " runs the same specification as " + base.name())
          .isFalse();
    }
  }

  @Test
  void whatANegativeChangesIsAllThatMakesItFail() {
    Catalogue catalogue = catalogue();
    for (Case of : violated(catalogue)) {
      of.model()
          .negative()
          .ifPresent(
              negative ->
                  assertThat(catalogue.cases())
                      .as(of.id() + " without its change holds on the same kernel")
                      .anyMatch(
                          base ->
                              base.model().name().equals(negative.of())
                                  && base.run().standsFor().contains(of.run().kernel())
                                  && base.run().expect().equals(new Expectation.Holds())));
    }
  }

  @Test
  void theModelThatANegativeIsOfAsksForWhatTheNegativeViolates() {
    Catalogue catalogue = catalogue();
    for (Case of : violated(catalogue)) {
      of.model()
          .negative()
          .ifPresent(
              negative ->
                  assertThat(catalogue.models())
                      .as(of.id() + " violates what " + negative.of() + " asks for")
                      .anyMatch(
                          base ->
                              base.name().equals(negative.of())
                                  && properties(base).contains(of.run().expect().text())));
    }
  }

  private static List<Case> violated(Catalogue catalogue) {
    return catalogue.cases().stream()
        .filter(of -> of.run().expect() instanceof Expectation.Violates)
        .toList();
  }

  private static List<String> properties(Model model) {
    return model.cfg().propertyNames();
  }

  @Test
  void everyPropertyThatAModelAsksForIsViolatedByAnother() {
    Catalogue catalogue = catalogue();
    Set<String> asked = new TreeSet<>();
    Set<String> violated = new TreeSet<>(Set.of("TypeOK"));
    for (Case of : catalogue.cases()) {
      asked.addAll(properties(of.model()));
      if (of.run().expect() instanceof Expectation.Violates violates) {
        violated.add(violates.property());
      }
    }
    assertThat(violated).containsAll(asked);
  }

  /** A refinement fails on a kernel exactly if the verdict tables know a hazard of its scenario. */
  @Test
  void thePromiseIsKeptWhereTheVerdictTablesSaySo() {
    Catalogue catalogue = catalogue();
    List<Model> promises =
        catalogue.models().stream()
            .filter(model -> model.module().equals("Promise") && model.negative().isEmpty())
            .filter(model -> properties(model).contains("KeepsThePromise"))
            .toList();
    assertThat(promises).hasSize(5);
    for (Model promise : promises) {
      Model same = model(catalogue, promise.from().orElse("UnloadListWalker"));
      for (Kernel kernel : same.kernels()) {
        assertThat(holds(promise, kernel))
            .as(promise.name() + " holds on " + kernel.id() + " as " + same.name() + " does")
            .isEqualTo(holds(same, kernel));
      }
    }
  }

  private static Model model(Catalogue catalogue, String name) {
    return catalogue.models().stream()
        .filter(model -> model.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static boolean holds(Model model, Kernel kernel) {
    return model.runFor(kernel).orElseThrow().expect().equals(new Expectation.Holds());
  }

  @Test
  void everyRunIsPinned() {
    assertThat(catalogue().cases().stream().filter(of -> !of.isRecorded()).map(Case::id)).isEmpty();
  }
}
