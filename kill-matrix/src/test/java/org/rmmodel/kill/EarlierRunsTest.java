package org.rmmodel.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.Json;

/** What a run has written is read again, for what it is and for no other mutant. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EarlierRunsTest {
  private static final List<Tool> ONE = List.of(Tool.CONFORMANCE_JAVA);

  @TempDir Path folder;

  private static Mutant mutant(String after) {
    return new Mutant(
        "m",
        "kind",
        "what is wrong",
        List.of(new Change("f", "old", after)),
        List.of(),
        "no counterpart",
        List.of(),
        List.of(),
        Map.of(),
        Map.of(),
        null);
  }

  private Path file(String name, Cell cell) {
    Matrix matrix = new Matrix(List.of(mutant("new")));
    matrix.put(mutant("new"), Tool.CONFORMANCE_JAVA, cell);
    Path file = folder.resolve(name);
    Json.write(file, new Report(matrix, ONE).json());
    return file;
  }

  @Test
  void the_last_of_several_runs_is_right() {
    Cell caught = Cell.caught(1.5, 7, "replay, M:k", "refcnt[m]: TLA+ 1, Java 2");
    List<Path> files = List.of(file("one", Cell.survived(3, 9)), file("two", caught));
    Matrix matrix = EarlierRuns.read(files, List.of(mutant("new")), ONE);
    assertThat(matrix.row(mutant("new"))).isEqualTo(Map.of(Tool.CONFORMANCE_JAVA, caught));
  }

  @Test
  void a_mutant_that_was_changed_since_is_refused() {
    List<Path> files = List.of(file("one", Cell.survived(3, 9)));
    assertThatThrownBy(() -> EarlierRuns.read(files, List.of(mutant("newer")), ONE))
        .isInstanceOf(BadInput.class)
        .hasMessage("m has changed since it was run; run it again");
  }

  @Test
  void a_cell_that_was_not_run_is_refused() {
    List<Path> files = List.of(file("one", Cell.survived(3, 9)));
    assertThatThrownBy(
            () -> EarlierRuns.read(files, List.of(mutant("new")), List.of(Tool.JCSTRESS)))
        .isInstanceOf(BadInput.class)
        .hasMessageStartingWith("m, jcstress: in none of the files");
  }

  @Test
  void what_is_no_matrix_is_refused() throws Exception {
    Path text = Files.writeString(folder.resolve("text"), "matrix");
    Path other = Files.writeString(folder.resolve("other"), "{}");
    for (Path file : List.of(text, other, folder.resolve("none"))) {
      assertThatThrownBy(() -> EarlierRuns.read(List.of(file), List.of(), ONE))
          .isInstanceOf(BadInput.class)
          .hasMessageStartingWith(file.toString());
    }
  }
}
