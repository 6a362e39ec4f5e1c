package org.rmmodel.common;

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
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OutputTest {
  @TempDir private Path folder;

  @Test
  void JSON_is_indented_and_its_last_line_ended() {
    Path file = folder.resolve("a.json");
    Json.write(file, Map.of("a", List.of(1, 2)));
    assertThat(file).hasContent("{\n  \"a\" : [ 1, 2 ]\n}\n");
  }

  @Test
  void a_file_is_replaced_and_nothing_is_left_beside_it() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "old, and longer");
    Output.write(file, "new");
    assertThat(file).hasContent("new");
    assertThat(folder).isDirectoryNotContaining("glob:**/.a*");
  }

  @Test
  void a_link_stays_and_the_file_that_it_names_is_replaced() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    Output.write(link, "new");
    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("new");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_full_disk_is_bad_input_with_its_cause() {
    assertThatThrownBy(() -> Output.write(Path.of("/dev/full"), "text"))
        .isInstanceOf(BadInput.class)
        .hasMessage("/dev/full: cannot be written: No space left on device");
  }

  @Test
  void a_folder_that_is_gone_is_bad_input() {
    assertThatThrownBy(() -> Output.write(folder.resolve("none/a"), "text"))
        .isInstanceOf(BadInput.class)
        .hasMessageEndingWith("cannot be written: no such file or folder");
  }

  @Test
  void two_programs_do_not_work_in_one_folder() {
    Path kept = Output.keep("--output", folder.resolve("new"));
    assertThat(kept).isDirectory();
    assertThatThrownBy(() -> Output.keep("--output", kept))
        .isInstanceOf(BadInput.class)
        .hasMessage("--output " + kept + ": another program works there now");
  }

  @Test
  void what_cannot_be_written_is_told_before_the_work() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Output.checkFile("--json", file);
    Output.checkFile("--json", folder.resolve("new"));
    assertThatThrownBy(() -> Output.checkFile("--json", folder))
        .isInstanceOf(BadInput.class)
        .hasMessage("--json " + folder + ": cannot be written");
    assertThatThrownBy(() -> Output.checkFile("--json", folder.resolve("none/new")))
        .isInstanceOf(BadInput.class);
    assertThat(Output.makeFolder("--out", folder.resolve("a/b"))).isDirectory();
    assertThatThrownBy(() -> Output.makeFolder("--out", file.resolve("a")))
        .isInstanceOf(BadInput.class)
        .hasMessageEndingWith("this folder cannot be made");
    assertThatThrownBy(() -> Output.makeFolder("--out", Path.of("")))
        .isInstanceOf(BadInput.class)
        .hasMessage("--out: a folder is expected, not an empty name");
  }
}
