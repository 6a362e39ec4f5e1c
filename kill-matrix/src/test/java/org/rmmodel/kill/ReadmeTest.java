package org.rmmodel.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rmmodel.common.BadInput;

/** The table in the README is of a run of these mutants, and says what is expected of them. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReadmeTest {
  private static final Mutants MUTANTS = Mutants.read(Path.of("mutants.yaml"));

  @TempDir Path folder;

  @Test
  void the_table_has_a_row_for_each_mutant_and_says_what_is_expected() {
    List<List<String>> rows =
        KillMatrix.TABLE.read(Path.of("README.md")).lines().skip(2).map(ReadmeTest::cells).toList();
    assertThat(rows).hasSameSizeAs(MUTANTS.all());
    for (int i = 0; i < rows.size(); i++) {
      Mutant mutant = MUTANTS.all().get(i);
      assertThat(rows.get(i).subList(0, 2)).containsExactly(mutant.name(), mutant.title());
      Iterator<String> cells = rows.get(i).subList(2, 2 + Tool.values().length).iterator();
      for (Tool tool : Tool.values()) {
        String cell = cells.next();
        boolean compares = !tool.engine().findsMistakes();
        String caught = "\\d+\\.\\d s, \\d+k?" + (compares ? ", (replay|explorer|recordings)" : "");
        String survives = compares ? "indistinguishable" : "survives";
        String expected =
            switch (mutant.expected(tool)) {
              case CAUGHT -> caught;
              case SURVIVES -> survives;
              case EITHER -> "(" + caught + "|" + survives + ") ~";
              case NOT_ASKED -> "no counterpart";
            };
        assertThat(cell).as(mutant.name() + ", " + tool.id()).matches(expected);
      }
    }
  }

  @Test
  void a_new_table_takes_the_place_of_the_old_one() throws IOException {
    Path file = folder.resolve("README.md");
    Files.writeString(file, "a\n<!-- kill matrix -->\nold\n<!-- end of kill matrix -->\nb\n");
    KillMatrix.TABLE.write(file, "new\n");
    assertThat(file).hasContent("a\n<!-- kill matrix -->\nnew\n<!-- end of kill matrix -->\nb\n");
    Files.writeString(file, "nothing");
    assertThatThrownBy(() -> KillMatrix.TABLE.write(file, "new\n")).isInstanceOf(BadInput.class);
  }

  @Test
  void some_columns_take_the_place_of_the_old_ones() {
    String head =
        Arrays.stream(Tool.values())
            .map(Tool::title)
            .collect(Collectors.joining(" | ", " | ", " |\n"));
    String cells = " | old".repeat(Tool.values().length) + " |\n";
    Columns old = Columns.read("| mutant | what is wrong" + head + "|---|\n| m | t" + cells);
    Columns fresh =
        Columns.read("| mutant | what is wrong | jcstress |\n|---|---|---|\n| m | t | new |\n");
    assertThat(old.with(fresh).lines().toList().get(2))
        .isEqualTo("| m | t" + " | old".repeat(6) + " | new | old | old |");
    Columns other =
        Columns.read("| mutant | what is wrong | jcstress |\n|---|---|---|\n| n | t | new |\n");
    assertThatThrownBy(() -> old.with(other))
        .isInstanceOf(BadInput.class)
        .hasMessageStartingWith("n, TLC, invariants: not in the README");
  }

  private static List<String> cells(String row) {
    return Arrays.stream(row.split("\\|", -1)).skip(1).map(String::strip).toList();
  }
}
