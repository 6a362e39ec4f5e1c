package org.rmmodel.checker.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rmmodel.checker.files.SpecFolder;

/** What documents have recorded is shown as it stands there. */
class RecordedTest {
  @Test
  void everyDocumentOfTheProjectCanBeRead() {
    for (Recorded one : Recorded.of(SpecFolder.find().root().resolveSibling(""))) {
      assertThat(one.missing()).as(one.file()).isEmpty();
      assertThat(one.exhibits()).as(one.file()).isNotEmpty();
    }
  }

  @Test
  void theKillMatrixHasARowForEachMutant() {
    Path project = SpecFolder.find().root().resolveSibling("");
    Recorded matrix = Recorded.read("x", "kill-matrix/README.md", project);
    assertThat(matrix.exhibits())
        .filteredOn(exhibit -> exhibit.caption().equals("The matrix"))
        .singleElement()
        .satisfies(
            exhibit -> {
              assertThat(exhibit.heads()).startsWith("mutant", "what is wrong");
              assertThat(exhibit.rows())
                  .hasSizeGreaterThan(50)
                  .allMatch(row -> row.others().size() == exhibit.heads().size() - 1)
                  .anyMatch(row -> row.first().equals("no-base"));
            });
  }

  @Test
  void aTableIsReadWithoutItsMarksAndADrawingAsItIs() {
    assertThat(
            Recorded.exhibits(
                "# One `two`\n\n| a | b |\n|---|---|\n| [x](y.md) | **z** `<b>` |\n\n```\n ##\n```\n"))
        .satisfiesExactly(
            table -> {
              assertThat(table.caption()).isEqualTo("One two");
              assertThat(table.heads()).containsExactly("a", "b");
              assertThat(table.rows().get(0)).hasToString("Row[first=x, others=[z <b>]]");
            },
            drawing -> assertThat(drawing.drawing()).isEqualTo(" ##\n"));
  }

  @Test
  void aTableOfStatesHasItsCurveBesideIt() {
    Path project = SpecFolder.find().root().resolveSibling("");
    assertThat(Recorded.read("x", "docs/any-number-of-cpus.md", project).exhibits())
        .filteredOn(exhibit -> !exhibit.picture().isEmpty())
        .singleElement()
        .satisfies(
            exhibit -> {
              assertThat(exhibit.heads()).contains("named: states", "counted: states");
              long numbers =
                  exhibit.rows().stream()
                      .flatMap(row -> Stream.of(0, 2).map(row.others()::get))
                      .filter(cell -> !cell.isEmpty())
                      .count();
              assertThat(exhibit.picture().split("<circle", -1)).hasSize((int) numbers + 1);
              assertThat(exhibit.picture())
                  .contains(">named, and more</text>", ">counted</text>", " more\" cx=");
            });
  }

  @Test
  void aTableWithoutStatesHasNoCurve() {
    assertThat(Recorded.exhibits("| n | <b>: states |\n|---|---|\n| 1 | 2 |\n| 2 | 1e9 |\n"))
        .allMatch(exhibit -> exhibit.picture().isEmpty());
    assertThat(Recorded.exhibits("| n | `<b>`: states |\n|---|---|\n| 1 | 2 |\n| 2 | > 9 |\n"))
        .singleElement()
        .satisfies(
            exhibit ->
                assertThat(exhibit.picture())
                    .contains("&lt;b&gt;, and more")
                    .doesNotContain("<b>", "NaN", "Infinity"));
  }

  @Test
  void whatIsNotThereOrNotReadableIsSaid(@TempDir Path temp) throws IOException {
    assertThat(Recorded.read("x", "a.md", temp).missing())
        .isEqualTo("This folder does not have it.");
    Files.writeString(temp.resolve("a.md"), "no table\n");
    assertThat(Recorded.read("x", "a.md", temp).missing()).isEqualTo("No table in it can be read.");
    Files.writeString(temp.resolve("a.md"), "x".repeat(5 << 20));
    assertThat(Recorded.read("x", "a.md", temp).missing()).isEqualTo("It cannot be read.");
  }
}
