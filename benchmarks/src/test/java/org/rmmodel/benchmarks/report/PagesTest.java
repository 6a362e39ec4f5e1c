package org.rmmodel.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rmmodel.benchmarks.jmh.Bench;
import org.rmmodel.common.BadInput;

/** What the documents say is what the data says; {@code benchmarks/run --update} makes it so. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PagesTest {
  private static final Pages PAGES = new Pages(Path.of("..", "benchmarks"));

  @Test
  void the_documents_say_what_was_measured() throws IOException {
    Map<Path, String> texts = PAGES.texts(Results.read(PAGES.data()));
    assertThat(texts).hasSize(1);
    for (Map.Entry<Path, String> text : texts.entrySet()) {
      assertThat(Files.readString(text.getKey()))
          .as("%s", text.getKey())
          .isEqualTo(text.getValue());
    }
  }

  @Test
  void the_plot_shows_what_was_measured() throws IOException {
    String description = new Plot(Results.read(PAGES.data())).description();
    assertThat(Files.readString(PAGES.plot())).contains(description);
  }

  @Test
  void a_whole_run_was_kept_and_every_trial_of_it_had_samples() throws IOException {
    Results results = Results.read(PAGES.data());
    assertThat(results.readings()).hasSize(12).allMatch(Reading::hasSamples);
    assertThat(results.timings())
        .hasSize(Bench.refcount().size() + Bench.recorder().size() + Bench.rcu().size())
        .allMatch(timing -> timing.nanos().size() == results.run().rounds());
  }

  @Test
  void an_update_replaces_data_plot_and_computed_parts(@TempDir Path folder) throws IOException {
    Path mine = Files.createDirectory(folder.resolve("benchmarks"));
    Files.copy(PAGES.folder().resolve("README.md"), mine.resolve("README.md"));
    Results kept = Results.read(PAGES.data());
    Results results = new Results(kept.run(), kept.readings(), List.of());
    Pages pages = new Pages(mine);
    pages.update(results);
    assertThat(Results.read(pages.data())).isEqualTo(results);
    assertThat(pages.plot()).exists();
    assertThat(Files.readString(mine.resolve("README.md"))).contains("Not measured in this run.");
    assertThat(pages.texts(results)).allSatisfy((file, text) -> assertThat(file).hasContent(text));
  }

  @Test
  void a_document_that_lacks_a_part_is_left_alone_as_everything_is(@TempDir Path folder)
      throws IOException {
    Path mine = Files.createDirectory(folder.resolve("benchmarks"));
    Files.writeString(mine.resolve("README.md"), "nothing is computed here\n");
    Pages pages = new Pages(mine);
    assertThatThrownBy(() -> pages.update(Results.read(PAGES.data())))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("not exactly once");
    assertThat(pages.data()).doesNotExist();
    assertThat(pages.plot()).doesNotExist();
  }
}
