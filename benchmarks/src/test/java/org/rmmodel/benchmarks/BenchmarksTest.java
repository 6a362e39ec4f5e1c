package org.rmmodel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rmmodel.common.Terminal;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BenchmarksTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Benchmarks.run(
        Terminal.of(new PrintWriter(out, true), new PrintWriter(err, true)), args);
  }

  @Test
  void help_comes_with_examples_and_the_exit_status() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains("Examples:", "--only headline", "Exit status:", "0   as expected");
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--only=nothing",
        "--only=",
        "--readers=0",
        "--readers=many",
        "--unloaders=-1",
        "--modules=0",
        "--every=-1",
        "--every=500",
        "--every=2s",
        "--update --quick",
        "--update --only=headline",
        "--unknown",
        "argument"
      })
  void bad_usage_is_one_line_and_exit_status_2(String arguments) {
    assertThat(run(arguments.split(" "))).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).startsWith("benchmarks/run: ").doesNotContain("internal error");
  }

  @Test
  void an_output_folder_that_cannot_be_made_is_bad_usage(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(run("--quick", "--out", file.resolve("results").toString())).isEqualTo(2);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .contains("--out ", "this folder cannot be made");
  }

  @Test
  void a_benchmark_that_gives_nothing_is_one_line_and_exit_status_3(@TempDir Path folder)
      throws IOException {
    Path inTheWay = folder.resolve("trial-v3.18-get-put-none-1.json");
    Files.createFile(Files.createDirectory(inTheWay).resolve("file"));
    assertThat(run("--quick", "--only", "headline", "--out", folder.toString())).isEqualTo(3);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines())
        .last()
        .asString()
        .startsWith("benchmarks/run: inconclusive: ")
        .contains(inTheWay.toString());
    assertThat(folder.resolve("results.json")).doesNotExist();
  }
}
