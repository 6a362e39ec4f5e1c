package org.rmmodel.conformance.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rmmodel.common.Terminal;

/** The command: what it prints, and how it ends. */
class RecordingsTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    Terminal terminal = Terminal.of(new PrintWriter(out, true), new PrintWriter(err, true));
    return Recordings.run(terminal, args);
  }

  private String record(String kernel) {
    String file = folder.resolve(kernel + ".txt").toString();
    assertThat(
            run(
                "record",
                "--kernel",
                kernel,
                "--events",
                "300",
                "--kind",
                "count",
                "--turns",
                "--out",
                file))
        .as("%s", err)
        .isZero();
    return file;
  }

  @Test
  void a_run_that_was_recorded_is_accepted() {
    assertThat(run("check", record("v3.19-preempt"))).as("%s %s", out, err).isZero();
    assertThat(out.toString()).contains("accepted");
  }

  @Test
  void a_run_that_is_no_behaviour_is_rejected_with_the_line_and_the_reason() throws Exception {
    Path file = Path.of(record("p5"));
    String text = Files.readString(file);
    Files.writeString(file, text.replaceFirst("return -17 ", "return 0 "));
    assertThat(run("check", file.toString())).isEqualTo(1);
    assertThat(out.toString()).contains(", line ").contains("rejected").contains("result 0");
  }

  @Test
  void bad_input_is_one_line_and_ends_with_2() throws Exception {
    String file = record("p5");
    assertThat(run("check", "--kernel", "p4", file)).isEqualTo(2);
    assertThat(run("check", folder.resolve("none").toString())).isEqualTo(2);
    assertThat(run("record", "--kernel", "v66.1", "--out", file)).isEqualTo(2);
    assertThat(run("record", "--kind", "soup", "--out", file)).isEqualTo(2);
    assertThat(run("record", "--threads", "0", "--out", file)).isEqualTo(2);
    assertThat(run("growth", "--into", folder.resolve("none.md").toString())).isEqualTo(2);
    assertThat(run("growth", "--into", file)).isEqualTo(2); // it has no place for the table
    assertThat(run("record")).isEqualTo(2);
    assertThat(run()).isEqualTo(2);
    String text = Files.readString(Path.of(file));
    Files.writeString(Path.of(file), text.substring(0, text.length() / 2));
    assertThat(run("check", file)).isEqualTo(2);
    Files.writeString(Path.of(file), text.replace("kernel patch1", "kernel patch0"));
    assertThat(run("check", file)).isEqualTo(2);
    assertThat(err.toString().lines())
        .as("lines")
        .hasSize(11)
        .allMatch(line -> line.startsWith("conformance/recordings: "));
  }
}
