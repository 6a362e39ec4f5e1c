package org.rmmodel.checker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.common.Terminal;

/** The curve in the README, as far as a few seconds draw it, and what growth says of bad input. */
class GrowthCommandTest {
  private static final Path README =
      SpecFolder.find().root().resolveSibling("docs").resolve("any-number-of-cpus.md");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| (\\d+) \\| ([\\d,]+) \\| [\\d.]+ \\| ([\\d,]+) \\| [\\d.]+ \\|$");
  private static final Pattern LINE = Pattern.compile("(?m)^ *(\\d+) +(\\d+) +[\\d.]+$");
  private static final int MOST = 8;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int growth(String... args) {
    PrintWriter outWriter = new PrintWriter(out, true);
    PrintWriter errWriter = new PrintWriter(err, true);
    return Check.run(SpecFolder::find, new Terminal(outWriter, errWriter, false, false), args);
  }

  private Map<Integer, Long> states(String model, String values) {
    out.getBuffer().setLength(0);
    assertThat(growth("growth", model, "--constant", "Users", "--values", values)).isZero();
    return LINE.matcher(out.toString())
        .results()
        .collect(
            Collectors.toMap(
                line -> Integer.valueOf(line.group(1)), line -> Long.valueOf(line.group(2))));
  }

  @Test
  void theCurveInTheReadmeIsWhatComesOut() throws IOException {
    Map<Integer, Long> named = new TreeMap<>();
    Map<Integer, Long> counted = new TreeMap<>();
    Matcher rows = ROW.matcher(Files.readString(README));
    while (rows.find()) {
      int tasks = Integer.parseInt(rows.group(1));
      if (tasks <= MOST) {
        named.put(tasks, Long.parseLong(rows.group(2).replace(",", "")));
        counted.put(tasks, Long.parseLong(rows.group(3).replace(",", "")));
      }
    }
    assertThat(named).hasSizeGreaterThan(3);
    String values =
        named.keySet().stream().map(tasks -> "" + tasks).collect(Collectors.joining(","));
    assertThat(states("ManyNamed", values)).isEqualTo(named);
    assertThat(states("Many", values)).isEqualTo(counted);
  }

  @Test
  void aModelThatFailsEndsIt() {
    assertThat(growth("growth", "ManyTakeTwo", "--constant", "Users", "--values", "1,2"))
        .isEqualTo(1);
    assertThat(out.toString()).contains("violates RefcntNeverNegative");
    assertThat(out.toString().lines()).hasSize(2);
  }

  @Test
  void badInputIsOneLine() {
    assertThat(growth("growth", "Many", "--constant", "Cats", "--values", "1")).isEqualTo(2);
    assertThat(growth("growth", "Many", "--constant", "Users", "--values", "0")).isEqualTo(2);
    assertThat(growth("growth", "Many", "--constant", "Users", "--values", "x")).isEqualTo(2);
    assertThat(growth("growth", "Many", "--constant", "Users", "--values=-1")).isEqualTo(2);
    assertThat(growth("growth", "Mny", "--constant", "Users", "--values", "1")).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(5);
    assertThat(err.toString())
        .contains(
            "Many gives no constant Cats",
            "ASSUME TasksAreCounted is false",
            "--values -1: a number from 0 on is expected");
  }
}
