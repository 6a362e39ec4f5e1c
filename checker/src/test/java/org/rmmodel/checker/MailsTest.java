package org.rmmodel.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rmmodel.checker.cli.Check;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.common.Terminal;

/**
 * What is to be mailed fits a mail: what people wrote in upstream.md, and what the program prints.
 */
class MailsTest {
  private static final int WIDTH = 72;
  private static final Path UPSTREAM =
      SpecFolder.find().root().resolveSibling("docs/upstream.md").normalize();

  @TempDir private Path temp;

  /** The flaws that have an entry. */
  static Stream<String> flaws() throws IOException {
    return Pattern.compile("(?m)^## \\[(\\w+)\\]")
        .matcher(Files.readString(UPSTREAM))
        .results()
        .map((MatchResult found) -> found.group(1));
  }

  private static void isMailable(String text) {
    assertThat(text).startsWith("Subject: ").doesNotContain("\t");
    assertThat(text.lines())
        .allMatch(line -> line.length() <= WIDTH, "has at most 72 columns")
        .allMatch(line -> line.equals(line.stripTrailing()), "ends without blanks")
        .allMatch(line -> line.chars().allMatch(c -> c >= ' ' && c <= '~'), "is plain ASCII");
  }

  @Test
  void theReportsOfTheDocumentFitAMail() throws IOException {
    List<String> reports =
        Pattern.compile("(?ms)^```text\\n(.*?)^```$")
            .matcher(Files.readString(UPSTREAM))
            .results()
            .map((MatchResult found) -> found.group(1))
            .toList();
    assertThat(reports).hasSize((int) flaws().count()).hasSizeGreaterThan(8);
    reports.forEach(MailsTest::isMailable);
  }

  @ParameterizedTest
  @MethodSource("flaws")
  void whatTheProgramPrintsOfAFlawFitsAMail(String flaw) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        Check.run(
            SpecFolder::find,
            Terminal.of(new PrintWriter(out, true), new PrintWriter(err, true)),
            "explain",
            flaw,
            "--mail");
    assertThat(err.toString()).isEmpty();
    assertThat(exit).isZero();
    isMailable(out.toString());
    assertThat(out.toString())
        .contains("\nFound on: ", "\nFix: ", "\nTo see it", "\n  spec/check ", "\nFound by ");
  }

  @Test
  void onlyAFlawIsMailed() {
    Toy toy = new Toy(temp.resolve("toy"));
    for (String other : List.of("Bad", "P1", "bound")) {
      Toy.Called called = toy.call("explain", other, "--mail");
      assertThat(called.exit()).isEqualTo(2);
      assertThat(called.errorLines())
          .containsExactly("spec/check: --mail is for flaws, and " + other + " is none");
    }
    Toy.Called called = toy.call("explain", "F1", "--mail");
    assertThat(called.exit()).isZero();
    isMailable(called.out());
  }
}
