package org.rmmodel.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rmmodel.common.Terminal;

/** The command line. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KillMatrixTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return KillMatrix.run(
        Terminal.of(new PrintWriter(out, true), new PrintWriter(err, true)), args);
  }

  @Test
  void help_shows_examples() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("kill-matrix/run no-base none", "Exit status");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void the_mutants_can_be_listed_without_running_anything() {
    assertThat(run("--list", "no-base")).isZero();
    assertThat(out.toString()).startsWith("no-base").contains("MODULE_REF_BASE is 0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "get-ignores-zer | no mutant is called get-ignores-zer; did you mean get-ignores-zero?",
        "no-such-mutant | no mutant is called no-such-mutant",
        "--tool,tlc     | unknown tool tlc; there is tlc-invariants",
        "--jobs,0       | --jobs is a number from 1 to 64, not 0",
        "--jobs,two     | Invalid value for option '--jobs'",
        "--frobnicate   | unknown option --frobnicate; see kill-matrix/run --help"
      })
  void bad_input_is_told_in_one_line(String args, String message) {
    assertThat(run(args.split(",", -1))).isEqualTo(2);
    assertThat(err.toString()).startsWith("kill-matrix/run: ").contains(message).hasLineCount(1);
    assertThat(out.toString()).isEmpty();
  }
}
