package org.rmmodel.lkmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rmmodel.lkmm.check.Checker;
import org.rmmodel.lkmm.check.Result;
import org.rmmodel.lkmm.execution.Limits;
import org.rmmodel.lkmm.model.MemoryModel;
import org.rmmodel.lkmm.model.Version;
import org.rmmodel.lkmm.parse.Litmus;
import org.rmmodel.lkmm.parse.LitmusException;
import org.rmmodel.lkmm.report.Answer;

/** What cannot be read is refused with its place. */
class RefusalTest {
  private static String test(String body) {
    return "C t\n\n{}\n\nP0(int *x)\n{\n\tint r1;\n\n\t" + body + "\n}\n\nexists (x=1)\n";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "while (1) { }          | 9:2: loops are not supported: 'while'",
        "for (;;) { }           | 9:2: loops are not supported: 'for'",
        "kfree(x);              | 9:2: unknown function kfree",
        "r1 = kfree(x);         | 9:7: unknown function kfree",
        "r1 = smp_mb();         | 9:7: smp_mb gives no value",
        "WRITE_ONCE(*x);        | 9:2: WRITE_ONCE has 2 arguments, not 1",
        "WRITE_ONCE(x, 1);      | 9:13: a variable is expected, such as *x",
        "r1 = 1                 | 10:1: ';' is expected, not '}'",
        "r1 = 0b2;              | 9:7: '0b2' is not a number",
        "r1 = 9223372036854775808; | 9:7: '9223372036854775808' is too large: numbers have 64 bits",
        "r1 = 0x10000000000000000; | 9:7: '0x10000000000000000' is too large: numbers have 64 bits"
      })
  void code_that_is_not_known_is_refused(String body, String message) {
    assertThatThrownBy(() -> Litmus.parse(test(body)))
        .isInstanceOf(LitmusException.class)
        .hasMessage(message);
  }

  @Test
  void every_cut_off_test_is_refused() {
    String whole = test("WRITE_ONCE(*x, 1); /* one */ if (r1 == 0) { smp_mb(); } else *x = 2;");
    String text = whole.stripTrailing();
    for (int end = 0; end < text.length(); end++) {
      String cut = text.substring(0, end);
      LitmusException refused =
          catchThrowableOfType(LitmusException.class, () -> Litmus.parse(cut));
      assertThat(refused).as(cut).isNotNull();
      assertThat(refused.place().line()).isPositive();
    }
  }

  @Test
  void a_test_of_another_machine_is_refused() {
    assertThatThrownBy(() -> Litmus.parse("PPC x\n{}\n"))
        .hasMessage("1:1: a litmus test in C begins with 'C NAME', and this one with 'PPC x'");
  }

  @Test
  void noise_is_refused_in_one_line_that_a_terminal_can_show() {
    assertThatThrownBy(() -> Litmus.parse("\u001b[2J\0\u009b\n"))
        .hasMessage("1:1: a litmus test in C begins with 'C NAME', and this one with '?[2J??'");
    assertThatThrownBy(() -> Litmus.parse(test("*x = 1;\0")))
        .hasMessage("9:9: a statement is expected, not '?'");
  }

  @Test
  void what_is_deep_or_long_is_refused() {
    String deep = "(".repeat(100_000);
    assertThatThrownBy(() -> Litmus.parse(test("r1 = " + deep + "1;")))
        .isInstanceOf(LitmusException.class);
    assertThatThrownBy(() -> Litmus.parse(test("r1 = 1" + " + 1".repeat(10_000) + ";")))
        .isInstanceOf(LitmusException.class);
    String many = "exists (x=1" + " /\\ x=1".repeat(10_000) + ")";
    assertThatThrownBy(() -> Litmus.parse(test("r1 = 1;").replace("exists (x=1)", many)))
        .isInstanceOf(LitmusException.class);
    assertThatThrownBy(() -> Litmus.parse("C t\n" + " ".repeat(Litmus.MAX_CHARACTERS)))
        .hasMessageContaining("are no litmus test");
  }

  @Test
  void what_herd7_refuses_has_no_verdict_here() {
    String text = test("*x = 1;");
    assertThatThrownBy(() -> Litmus.parse(text.replace("(x=1)", "(x=1 /\\ 1:r1=0)")))
        .hasMessage("12:16: there is no thread P1");
    assertThatThrownBy(() -> Litmus.parse(text.replace("(x=1)", "(x=99:r1)")))
        .hasMessage("12:11: there is no thread P99");
    assertThatThrownBy(() -> Litmus.parse(text.replace("{}", "{2:r1=x;}")))
        .hasMessage("3:2: there is no thread P2");
    assertThatThrownBy(() -> Litmus.parse(text.replace("(int *x)", "(int *x, int *x)")))
        .hasMessage("5:17: P0 has two parameters x");
    assertThatThrownBy(() -> Litmus.parse(text.replace("{}", "{x=1; x=2;}")))
        .hasMessage("3:7: x has two initial values");
    assertThat(Litmus.parse(text.replace("{}", "{x=1; x=1;}")).initial()).hasSize(2);
  }

  @Test
  void many_local_variables_on_many_ways_are_cut_short() {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      body.append("a").append(i).append(" = ").append(i).append("; ");
    }
    Litmus test =
        Litmus.parse(test(body + "r1 = READ_ONCE(*x); if (r1) { WRITE_ONCE(*x, r1 + 1); }"));
    assertThat(Checker.check(test, new MemoryModel(Version.V6_12), Limits.USUAL).cutShort())
        .isEqualTo("4000000 local variables on the ways through the threads");
  }

  @Test
  void states_are_kept_in_bounded_memory_and_the_answer_says_that_some_are_not() {
    StringBuilder text = new StringBuilder("C t\n{}\nP0(int *x)\n{\n\t*x = 1;\n}\n");
    for (int thread = 1; thread <= 9; thread++) {
      text.append("P%d(int *x)\n{\n\tr = READ_ONCE(*x);\n}\n".formatted(thread));
    }
    text.append("locations [");
    for (int thread = 1; thread <= 9; thread++) {
      text.append(thread).append(":r; ");
    }
    for (int name = 0; name < 150; name++) {
      text.append("0:").append("a".repeat(1000)).append(name).append("; ");
    }
    Litmus test = Litmus.parse(text + "]\nexists (1:r=1)\n");
    Result result = Checker.check(test, new MemoryModel(Version.V6_12), Limits.USUAL);
    assertThat(result.positive() + result.negative()).isEqualTo(512);
    assertThat(result.states().keySet().stream().mapToInt(String::length).sum())
        .isBetween(9_000_000, 10_000_000);
    assertThat(Answer.of(test, result)).contains("States that were seen, not all: ");
  }

  @Test
  void an_access_to_what_is_no_address_is_refused() {
    Litmus test = Litmus.parse(test("r1 = READ_ONCE(*x); *r1 = 1;"));
    assertThatThrownBy(() -> Checker.check(test, new MemoryModel(Version.V6_12), Limits.USUAL))
        .isInstanceOf(LitmusException.class)
        .hasMessage("9:22: an access to 0, which is no variable's address, in P0");
  }
}
