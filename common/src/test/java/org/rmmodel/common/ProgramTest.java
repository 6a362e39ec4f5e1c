package org.rmmodel.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ProgramTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Command(name = "some/program", subcommands = Sub.class)
  static final class Some implements Callable<Integer> {
    @Mixin HelpOption help;

    @Option(names = "--throw")
    private String what = "";

    @Option(names = "--lane", converter = LaneConverter.class)
    private Lane lane;

    @Option(names = "--memory", converter = SizeConverter.class)
    private Integer mebibytes;

    @Option(names = "--timeout", converter = TimeConverter.class)
    private Duration time;

    @Option(names = "--every", converter = TimeConverter.WithUnit.class)
    private Duration every;

    @Override
    public Integer call() {
      switch (what) {
        case "bad input" -> throw new BadInput("a.yaml:3: no\nname");
        case "exception" -> throw new IllegalStateException("two\nlines");
        case "error" -> throw new StackOverflowError();
        default -> {
          return ExitStatus.AS_EXPECTED.code();
        }
      }
    }

    String values() {
      return lane + " " + mebibytes + " " + time + " " + every;
    }
  }

  @Command(name = "explain")
  static final class Sub implements Callable<Integer> {
    @Mixin HelpOption help;

    @Override
    public Integer call() {
      return 0;
    }
  }

  private int run(Some command, String... args) {
    Terminal terminal = Terminal.of(new PrintWriter(out, true), new PrintWriter(err, true));
    return Program.run(command, terminal, args);
  }

  @Test
  void bad_input_is_its_line_and_status_2() {
    assertThat(run(new Some(), "--throw", "bad input")).isEqualTo(2);
    assertThat(err).hasToString("some/program: a.yaml:3: no name\n");
  }

  @Test
  void an_internal_error_concludes_nothing_and_says_so_in_one_line() {
    assertThat(run(new Some(), "--throw", "exception")).isEqualTo(3);
    assertThat(err)
        .hasToString("some/program: internal error: java.lang.IllegalStateException: two lines\n");
  }

  /** A program whose main prints one line after another, until it is ended. */
  @Command(name = "endless/program")
  static final class Endless implements Callable<Integer> {
    private final Terminal terminal = Terminal.ofThisProcess();

    public static void main(String[] args) {
      Endless program = new Endless();
      Program.main(program, program.terminal, args);
    }

    @Override
    public Integer call() throws InterruptedException {
      while (true) {
        terminal.print("a result");
        Thread.sleep(1);
      }
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_program_whose_results_nobody_can_read_ends_with_one_line_and_status_2(@TempDir Path folder)
      throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Endless.class.getName());
    File errors = folder.resolve("errors").toFile();
    Process full =
        Children.start(builder.redirectOutput(new File("/dev/full")).redirectError(errors));
    assertThat(full.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(full.exitValue()).isEqualTo(2);
    assertThat(errors).hasContent("endless/program: the output cannot be written\n");

    Process closed = Children.start(builder.redirectOutput(ProcessBuilder.Redirect.PIPE));
    try (BufferedReader reader = closed.inputReader()) {
      assertThat(reader.readLine()).isEqualTo("a result");
    }
    assertThat(closed.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(closed.exitValue()).isEqualTo(2);
    assertThat(errors).hasContent("endless/program: the output cannot be written\n");
  }

  @Test
  void an_error_of_the_JVM_is_an_internal_error_too() {
    assertThat(run(new Some(), "--throw", "error")).isEqualTo(3);
    assertThat(err).hasToString("some/program: internal error: java.lang.StackOverflowError\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--memry 2g  | unknown option --memry; did you mean --memory?; see some/program --help",
        "explian     | unknown command explian; did you mean explain?; see some/program --help",
        "explain it  | unexpected argument it; see some/program explain --help",
        "--lane none | unknown lane none; there is smoke, full, exhaustive",
        "--memory 2048 | a size from 8m to 1024g is expected, not 2048",
        "--memory 4m | a size from 8m to 1024g is expected, not 4m",
        "--timeout 0 | a time such as 90s or 10m is expected, not 0",
        "--timeout soon | a time such as 90s or 10m is expected, not soon",
        "--every 500 | a time with its unit",
        "--lane smoke explain | the option --lane goes after the command explain",
        "@file       | unknown command @file",
      })
  void bad_usage_is_one_line_and_status_2(String args, String line) {
    assertThat(run(new Some(), args.split(" "))).isEqualTo(2);
    assertThat(err.toString()).startsWith("some/program: ").contains(line).hasLineCount(1);
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "--lane exhaustive,exhaustive null null null",
    "--memory 512m,null 512 null null",
    "--memory 2G,null 2048 null null",
    "--timeout 90,null null PT1M30S null",
    "--timeout 10m,null null PT10M null",
    "--timeout 2h,null null PT2H null",
    "--every 500us,null null null PT0.0005S",
    "--every 400ms,null null null PT0.4S",
    "--every 0,null null null PT0S",
  })
  void an_option_takes_the_same_values_in_every_program(String args, String values) {
    Some command = new Some();
    assertThat(run(command, args.split(" "))).isZero();
    assertThat(command.values()).isEqualTo(values);
  }

  @Test
  void help_ends_with_what_the_statuses_mean() {
    assertThat(run(new Some(), "--help")).isZero();
    assertThat(out.toString())
        .contains("Exit status:", "0   as expected", "3   inconclusive", "--version");
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "--version explain"})
  void the_version_is_that_of_the_project(String args) {
    assertThat(run(new Some(), args.split(" "))).isZero();
    assertThat(out.toString()).matches("some/program \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n");
  }
}
