package org.rmmodel.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MarkedTextTest {
  private static final String TEXT = "a\n<!-- part -->\nold\n<!-- end of part -->\nb\n";

  @TempDir private Path folder;

  @Test
  void a_part_is_read_and_replaced_and_the_rest_stays() throws IOException {
    Path document = Files.writeString(folder.resolve("README.md"), TEXT);
    MarkedText part = MarkedText.of("part");
    assertThat(part.read(document)).isEqualTo("old\n");
    part.write(document, "new\nnewer\n");
    assertThat(document).hasContent(TEXT.replace("old", "new\nnewer"));
  }

  @Test
  void the_first_mark_may_say_more_than_the_name() {
    String text = TEXT.replace("<!-- part", "<!-- measured: part");
    assertThat(MarkedText.of("measured: part", "part").in(text)).isEqualTo("old\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing",
        "<!-- part -->\nold\n",
        "<!-- end of part -->\n<!-- part -->\n",
        TEXT + TEXT,
        "<!-- part -->\n" + TEXT
      })
  void marks_that_are_not_there_exactly_once_are_an_error(String text) throws IOException {
    Path document = Files.writeString(folder.resolve("README.md"), text);
    assertThatThrownBy(() -> MarkedText.of("part").write(document, "new\n"))
        .isInstanceOf(BadInput.class)
        .hasMessageStartingWith(document + ": ");
    assertThat(document).hasContent(text);
  }
}
