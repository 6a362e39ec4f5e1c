package org.rmmodel.conformance.flaws;

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
class FlawsTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Flaws.run(Terminal.of(new PrintWriter(out, true), new PrintWriter(err, true)), args);
  }

  @Test
  void help_shows_examples() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("conformance/flaws F10 --kernel p5-preempt", "Exit status");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void a_schedule_that_shows_a_flaw_is_printed_step_by_step() {
    assertThat(run("F10", "--kernel", "p5-preempt")).isZero();
    assertThat(out.toString())
        .contains("PutTracepoint", "step", "u1", "rmmod", "FreeModule_Free m", "ModulePut_Trace m")
        .contains("=> u1: use after free: m touched by CPU 0 in ModulePut_Trace");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void a_kernel_without_the_flaw_shows_no_schedule() {
    assertThat(run("F10", "--kernel", "v4.2-preempt")).isZero();
    assertThat(out.toString()).contains(". .").doesNotContain("=>");
  }

  @Test
  void a_search_that_may_not_preempt_differs_from_tlc() {
    assertThat(run("F10", "--kernel", "p5-preempt", "--bound", "0")).isEqualTo(1);
    assertThat(out.toString()).contains("X . !", "1 differences");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "F999                  | no flaw F999",
        "F13                   | no flaw F13; did you mean",
        "F10,--kernel,p5       | no kernel p5",
        "--kernel,             | no kernel",
        "--bound,7             | --bound is a number from 0 to 6, not 7",
        "--bound,x             | Invalid value for option '--bound'",
        "F10,--into,x.md       | --into goes with all flaws and kernels",
        "--frobnicate          | unknown option --frobnicate; see conformance/flaws --help"
      })
  void bad_input_is_told_in_one_line(String args, String message) {
    assertThat(run(args.split(",", -1))).isEqualTo(2);
    assertThat(err.toString()).startsWith("conformance/flaws: ").contains(message).hasLineCount(1);
    assertThat(out.toString()).isEmpty();
  }
}
