package org.rmmodel.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.rmmodel.spec.catalogue.Catalogue;
import org.rmmodel.spec.catalogue.Flaw;
import org.rmmodel.spec.catalogue.Lane;
import org.rmmodel.spec.check.Checker;
import org.rmmodel.spec.check.RunResult;
import org.rmmodel.spec.check.Watcher;
import org.rmmodel.spec.report.FlawPage;
import org.rmmodel.spec.tlc.TlcJar;

/** The pages in {@code flaws/} are what {@code spec/check pages --out spec/flaws} writes now. */
class FlawPagesTest {
  private static final Path PAGES = SpecFolder.find().root().resolve("flaws");
  private static final int JOBS = 2;
  private static Checker checker;

  @AfterAll
  static void endTlc() {
    if (checker != null) {
      checker.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> pagesAreUpToDate() {
    Lane lane = Lane.valueOf(System.getProperty("rmmodel.lane", "full").toUpperCase(Locale.ROOT));
    if (!lane.includes(Lane.FULL)) {
      return Stream.empty();
    }
    Catalogue catalogue = Catalogue.load(SpecFolder.find());
    checker = new Checker(catalogue, TlcJar.find(), Checker::usualLimits, JOBS);
    record Started(FlawPage page, Optional<CompletableFuture<RunResult>> shown) {}
    List<Started> started = new ArrayList<>();
    for (Flaw flaw : catalogue.facts().flaws()) {
      FlawPage page = new FlawPage(catalogue, flaw);
      started.add(new Started(page, page.shownBy().map(of -> checker.submit(of, Watcher.NONE))));
    }
    return started.stream()
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.page().file(),
                    () ->
                        assertThat(PAGES.resolve(one.page().file()))
                            .content()
                            .isEqualTo(
                                one.page().markdown(one.shown().map(CompletableFuture::join)))));
  }

  @Test
  void thereIsNoOtherPage() throws IOException {
    Catalogue catalogue = Catalogue.load(SpecFolder.find());
    List<String> names =
        catalogue.facts().flaws().stream().map(f -> new FlawPage(catalogue, f).file()).toList();
    try (Stream<Path> files = Files.list(PAGES)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(names);
    }
  }
}
