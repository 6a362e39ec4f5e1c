package org.rmmodel.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.report.FlawPage;

/**
 * The pages in {@code flaws/} are there, and no others. {@link ModelsTest} compares each with its
 * run.
 */
class FlawPagesTest {
  private static final Path PAGES = SpecFolder.find().root().resolve("flaws");

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
