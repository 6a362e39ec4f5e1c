package org.rmmodel.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
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
}
