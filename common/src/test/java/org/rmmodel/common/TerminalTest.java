package org.rmmodel.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TerminalTest {
  @ParameterizedTest
  @CsvSource({"40,39", "80,79", "200,79", "0,79"})
  void progress_is_one_line_of_the_terminal_so_that_it_can_be_drawn_over(int columns, int length) {
    StringWriter err = new StringWriter();
    PrintWriter out = new PrintWriter(new StringWriter());
    Terminal terminal =
        new Terminal(out, new PrintWriter(err, true), false, true, columns, () -> {});
    terminal.status("x".repeat(300));
    terminal.clear();
    assertThat(err).hasToString("\r\u001b[K" + "x".repeat(length) + "\r\u001b[K");
  }

  @Test
  void what_a_terminal_would_obey_is_not_printed_and_the_own_colours_are() {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text, true);
    Terminal terminal = new Terminal(out, out, true, false);
    terminal.print("a\tb\u001b[2J\u009b\u0007\u202e" + terminal.coloured("good", true));
    terminal.error("\u001b]0;title\u0007");
    assertThat(text).hasToString("a\tb[2J\u001b[32mgood\u001b[0m\n]0;title\n");
  }
}
