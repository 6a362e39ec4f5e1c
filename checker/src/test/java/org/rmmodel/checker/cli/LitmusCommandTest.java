package org.rmmodel.checker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rmmodel.checker.Toy;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.litmus.LitmusTable;
import org.rmmodel.common.Terminal;

/** {@code spec/check litmus}, with a test of message passing. */
class LitmusCommandTest {
  private static final String MESSAGE_PASSING =
      """
      C mp

      {}

      P0(int *x, int *y)
      {
      	WRITE_ONCE(*x, 1);
      	%s;
      	WRITE_ONCE(*y, 1);
      }

      P1(int *x, int *y)
      {
      	int r1 = READ_ONCE(*y);
      	smp_rmb();
      	int r2 = READ_ONCE(*x);
      }

      exists (1:r1=1 /\\ 1:r2=0)
      """;

  private static final String NEVER =
      "tests:\n  - {name: t, verdict: Never, when: [patch5], facts: F1, shows: it}\n";

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path never;
  private Path sometimes;

  @BeforeEach
  void writeTests() throws IOException {
    never = folder.resolve("never.litmus");
    sometimes = folder.resolve("sometimes.litmus");
    Files.writeString(never, MESSAGE_PASSING.formatted("smp_wmb()"));
    Files.writeString(sometimes, MESSAGE_PASSING.formatted("smp_rmb()"));
  }

  private int litmus(Object... args) {
    List<String> all = new java.util.ArrayList<>(List.of("litmus"));
    for (Object arg : args) {
      all.add(arg.toString());
    }
    return Check.run(
        SpecFolder::find,
        new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false, false),
        all.toArray(String[]::new));
  }

  @Test
  void aTestIsAnsweredAndExplained() {
    assertThat(litmus(never, "--explain")).isZero();
    assertThat(out.toString())
        .contains("Observation mp Never 0 3")
        .contains("happens-before forbids 1")
        .contains("-> hb ->");
  }

  @Test
  void theExecutionIsToldAndDrawn() throws IOException {
    Path pictures = folder.resolve("pictures");
    assertThat(litmus(sometimes, "--explain", "--svg", pictures)).isZero();
    assertThat(out.toString()).contains("Sometimes 1 3").contains("from the initial state");
    assertThat(Files.readString(pictures.resolve("sometimes.svg"))).contains("<svg");
  }

  @Test
  void aFolderIsComparedAndADifferenceIsOne() throws IOException {
    Path table = folder.resolve("herd7.tsv");
    String row = "never.litmus\tNever\t0\t3\t-\nsometimes.litmus\tSometimes\t1\t3\t-\n";
    Files.writeString(table, row);
    assertThat(litmus(folder, "--compare", table)).isZero();
    assertThat(out.toString()).contains("2 tests: 2 agree");
    Files.writeString(table, row.replace("Never\t0\t3", "Sometimes\t1\t3"));
    assertThat(litmus(folder, "--compare", table)).isEqualTo(1);
    assertThat(out.toString())
        .contains("never.litmus: Never, herd7: Sometimes; 0 and 3 executions, herd7: 1 and 3");
  }

  @Test
  void aTableThatSaysNothingOfTheTestsIsBadInput() throws IOException {
    Path table = folder.resolve("herd7.tsv");
    Files.writeString(table, "other.litmus\tNever\t0\t3\t-\n");
    assertThat(litmus(folder, "--compare", table)).isEqualTo(2);
    assertThat(err.toString()).contains("herd7.tsv: has no verdict of any of these tests");
    String row = "never.litmus\tNever\t0\t3\t-\n";
    Files.writeString(table, row + row);
    assertThat(litmus(folder, "--compare", table)).isEqualTo(2);
    assertThat(err.toString()).contains("herd7.tsv:2: never.litmus is there twice");
    Files.writeString(table, row.replace("\t3", "\tmany"));
    assertThat(litmus(folder, "--compare", table)).isEqualTo(2);
    assertThat(err.toString()).contains("herd7.tsv:1: a test, its verdict, two numbers");
  }

  @Test
  void filesOfAnotherSystemsEditorsAreRead() throws IOException {
    Files.writeString(never, "\ufeff" + Files.readString(never).replace("\n", "\r\n"));
    Path table = folder.resolve("herd7.tsv");
    Files.writeString(table, "\ufeffnever.litmus\tNever\t0\t3\t-\r\n");
    assertThat(litmus(never, "--compare", table)).as(err.toString()).isZero();
    assertThat(out.toString()).contains("1 tests: 1 agree");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFilesNameMakesNoLineOfItsOwn() throws IOException {
    Files.move(never, folder.resolve("a\nsometimes.litmus: Never 0 9.litmus"));
    assertThat(litmus(folder)).isZero();
    assertThat(out.toString().lines())
        .contains("a sometimes.litmus: Never 0 9.litmus: Never 0 3")
        .noneMatch(line -> line.startsWith("sometimes.litmus: Never"));
  }

  @Test
  void aPromiseThatDoesNotHoldIsADifference() throws IOException {
    Files.writeString(
        sometimes, MESSAGE_PASSING.formatted("smp_rmb()").replace("exists", "~exists"));
    assertThat(litmus(sometimes)).isEqualTo(1);
    assertThat(out.toString()).contains("\nNo\n");
  }

  @Test
  void badInputIsOneLineWithItsPlace() throws IOException {
    Files.writeString(sometimes, MESSAGE_PASSING.formatted("kfree(x)"));
    assertThat(litmus(sometimes)).isEqualTo(2);
    assertThat(err.toString()).contains(sometimes + ":8:2: unknown function kfree");
    assertThat(litmus(never, "--model", "5.0")).isEqualTo(2);
    assertThat(err.toString()).contains("--model 5.0: one of [6.1, 6.12, sc] is expected");
    assertThat(litmus(folder.resolve("missing.litmus"))).isEqualTo(2);
    assertThat(err.toString()).contains("missing.litmus: cannot be read");
  }

  @Test
  void aFolderWithABadTestGoesOnAndEndsAsBadInput() throws IOException {
    Files.writeString(sometimes, "C cut\n{}\nP0(int *x) { ");
    assertThat(litmus(folder)).isEqualTo(2);
    assertThat(out.toString())
        .contains("never.litmus: Never 0 3")
        .contains(sometimes + ":3:14: ")
        .contains("1 unsupported");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whatNeverEndsIsBadInput() {
    Path zero = Path.of("/dev/zero");
    assertThat(litmus(zero)).isEqualTo(2);
    assertThat(litmus(never, "--compare", zero)).isEqualTo(2);
    assertThat(litmus("--into", zero)).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(3).allMatch(line -> line.contains(": too large: "));
  }

  @Test
  void aTitleIsShownAsItIsButForWhatATerminalObeys() throws IOException {
    Files.writeString(
        sometimes,
        MESSAGE_PASSING.formatted("smp_rmb()").replace("C mp", "C süß\u001b[2J\u009b<b>&"));
    Path pictures = folder.resolve("pictures");
    assertThat(litmus(sometimes, "--svg", pictures)).isZero();
    assertThat(out.toString()).startsWith("Test süß[2J<b>& Allowed");
    assertThat(Files.readString(pictures.resolve("sometimes.svg")))
        .contains("süß\ufffd[2J\ufffd&lt;b&gt;&amp;");
  }

  @Test
  void noPictureIsDrawnOverAnother() throws IOException {
    Path pictures = folder.resolve("pictures");
    Path other = Files.createDirectory(folder.resolve("other")).resolve("sometimes.litmus");
    Files.copy(sometimes, other);
    assertThat(litmus(sometimes, other, "--svg", pictures)).isEqualTo(2);
    assertThat(err.toString()).contains("would both be drawn to sometimes.svg");
    assertThat(pictures.resolve("sometimes.svg")).doesNotExist();
    assertThat(litmus(folder, "--svg", pictures)).isZero();
    assertThat(pictures.resolve("sometimes.svg")).exists();
    assertThat(pictures.resolve("other/sometimes.svg")).exists();
  }

  @Test
  void aLinkToAFolderIsFollowedAndAnEmptyNameIsNone() throws IOException {
    Path tests = Files.createDirectory(folder.resolve("tests"));
    Files.move(never, tests.resolve("never.litmus"));
    assertThat(litmus(Files.createSymbolicLink(folder.resolve("link"), tests))).isZero();
    assertThat(out.toString()).contains("Observation mp Never 0 3");
    assertThat(litmus("")).isEqualTo(2);
    assertThat(err.toString()).contains("a test or a folder is expected, not an empty name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12", "sc"})
  void theProtocolsOwnTestsComeOutAsExpected(String model) {
    assertThat(litmus("--model", model)).as(out.toString()).isZero();
    assertThat(out.toString()).contains(" as expected").doesNotContain("is expected", "cut short");
    assertThat(out.toString())
        .contains("recovery-read: " + (model.equals("sc") ? "Never 0 " : "Sometimes 1 3"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void theProtocolsOwnTestsHaveTheVerdictsOfHerd7(String model) {
    Path tests = SpecFolder.find().root().resolve("litmus");
    Path verdicts = tests.resolve("herd7-" + model + ".tsv");
    assertThat(litmus(tests, "--model", model, "--compare", verdicts)).as(out.toString()).isZero();
    assertThat(out.toString()).containsPattern("\n(\\d+) tests: \\1 agree\n");
  }

  @Test
  void theTableOfThePageIsWhatComesOut() throws IOException {
    Path page = SpecFolder.find().root().resolve("litmus").resolve("README.md");
    Path copy = folder.resolve("README.md");
    String table = LitmusTable.PART.read(page);
    Files.writeString(copy, LitmusTable.PART.replace(Files.readString(page), "old\n"));
    assertThat(litmus("--into", copy)).as(out.toString()).isZero();
    assertThat(LitmusTable.PART.read(copy))
        .as("spec/check litmus --into spec/litmus/README.md makes it")
        .isEqualTo(table);
    assertThat(litmus(never, "--into", copy)).isEqualTo(2);
    assertThat(litmus("--into", folder.resolve("missing.md"))).isEqualTo(2);
  }

  @Test
  void memoryOrderIsComparedBetweenKernelsWithItsCause() {
    assertThat(
            Check.run(
                SpecFolder::find,
                Terminal.of(new PrintWriter(out, true), new PrintWriter(err, true)),
                "history",
                "--question",
                "e",
                "--kernel",
                "v3.19",
                "--against",
                "v3.18"))
        .isZero();
    assertThat(out.toString())
        .containsPattern("F41 .* X +- +X +-\n")
        .containsPattern("keep any more:\n +P13, .*\n +by one or more of patch4 .*, patch5 ")
        .contains("Flaws of both: F20\n");
  }

  @Test
  void aFailureThatIsNotExpectedAndAPassThatIsNotAreDifferences() {
    assertThat(own("smp_wmb()", NEVER)).isZero();
    assertThat(own("smp_rmb()", NEVER)).isEqualTo(1);
    assertThat(out.toString()).contains("t: Sometimes 1 3; Never is expected");
    assertThat(own("smp_wmb()", NEVER.replace("Never", "Sometimes"))).isEqualTo(1);
    assertThat(own("smp_wmb()", NEVER.replace("Never", "Never, race: true"))).isEqualTo(1);
    assertThat(out.toString()).contains("t: Never 0 3; a data race is expected");
  }

  @Test
  void whatIsPossibleInOrderHasItsModel() {
    String inOrder = NEVER.replace("facts", "models: Bad, facts");
    assertThat(own("smp_wmb()", NEVER, "--model", "sc")).isZero();
    assertThat(own("smp_wmb()", inOrder, "--model", "sc")).isEqualTo(1);
    assertThat(out.toString()).contains("t: Never 0 3; Sometimes is expected");
  }

  @Test
  void everyTestIsExpectedAndEveryExpectationHasATest() {
    isRefused(NEVER.replace("name: t", "name: u"), ":2: there is no litmus/u.litmus");
    isRefused("tests: []\n", ":1: tests that it does not name: t");
    isRefused(NEVER + NEVER.substring(NEVER.indexOf('\n') + 1), ":3: t is there twice");
  }

  @Test
  void whatIsSaidOfATestIsThere() {
    isRefused(NEVER.replace("F1", "F3"), ":2: unknown fact F3");
    isRefused(NEVER.replace("facts: F1, ", ""), ":2: the field facts is missing");
    isRefused(
        NEVER.replace("patch5", "patch6"),
        ":2: unknown change patch6; did you mean patch4 or patch5");
    isRefused(NEVER.replace("[patch5]", "[patch5, \"!patch4\"]"), ":2: there is no such kernel");
    isRefused(NEVER.replace("when: [patch5], ", ""), "(when) are missing");
    isRefused(NEVER.replace("when: [patch5]", "of: u, change: weaker"), ":2: no test u is above");
    isRefused(NEVER.replace("facts", "property: odd, facts"), ":2: one of [full-ordering]");
    isRefused(NEVER.replace("facts", "actions: Put_Dec, facts"), ":2: unknown field actions");
    isRefused(
        NEVER.replace("facts", "models: Godo, facts"), ":2: unknown model Godo; did you mean");
    isRefused(NEVER.replace("facts", "models: Good, untold: it, facts"), ":2: there are models");
  }

  @Test
  void everyStatementOfATestSaysWhatItIs() {
    isRefused("smp_wmb(); /* Put_Inc */", "t.litmus:8: unknown action Put_Inc; did you mean");
    isRefused("smp_wmb(); /* Put_Dec here */", "t.litmus:8: names of actions alone");
    isRefused("smp_wmb(); /* */", "t.litmus:8: names of actions alone");
    isRefused("smp_wmb();\n\t", "t.litmus:8: a comment is missing");
    assertThat(own("smp_wmb(); /* Get_Inc, Put_Dec */", NEVER)).as(err.toString()).isZero();
  }

  private void isRefused(String fenceOrExpected, String why) {
    err.getBuffer().setLength(0);
    boolean expected = fenceOrExpected.startsWith("tests:");
    assertThat(own(expected ? "smp_wmb()" : fenceOrExpected, expected ? fenceOrExpected : NEVER))
        .isEqualTo(2);
    assertThat(err.toString()).contains("litmus/").contains(why);
    assertThat(err.toString().lines()).hasSize(1);
  }

  /** The protocol's own tests of a small specification: message passing, with comments. */
  private int own(String fence, String expected, String... args) {
    String test =
        MESSAGE_PASSING.replace("C mp", "C t").replaceAll("(?m)(?<=[)\\]]);$", "; /* w */");
    try {
      Path root = Files.createTempDirectory(folder, "toy");
      Toy toy = new Toy(root);
      Path litmus = Files.createDirectories(root.resolve("litmus"));
      Files.writeString(
          litmus.resolve("t.litmus"),
          test.replace("%s;", fence.endsWith(")") ? fence + "; /* w */" : fence));
      Files.writeString(litmus.resolve("expected.yaml"), expected);
      return Check.run(
          toy::folder,
          new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false, false),
          Stream.concat(Stream.of("litmus"), Stream.of(args)).toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
