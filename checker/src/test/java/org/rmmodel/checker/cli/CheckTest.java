package org.rmmodel.checker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rmmodel.checker.Toy;

/** The program as its users call it. */
class CheckTest {
  @TempDir private Path temp;
  private Toy toy;

  @BeforeEach
  void copy() {
    toy = new Toy(temp.resolve("toy"));
  }

  private void refused(String line, String... args) {
    Toy.Called called = toy.call(args);
    assertThat(called.errorLines()).containsExactly("spec/check: " + line);
    assertThat(called.out()).isEmpty();
    assertThat(called.exit()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          run Goood             | unknown model Goood; did you mean Good? (spec/check list shows all)
          explain               | Missing required parameter: 'MODEL'; see spec/check explain --help
          run                   | Missing required parameter: 'MODEL'; see spec/check run --help
          run Live --lane smoke | none of these runs belongs to the lane smoke
          --lane foo            | Invalid value for option '--lane': unknown lane foo; there is smoke, full, exhaustive; see spec/check --help
          histry                | unknown command histry; did you mean history?; see spec/check --help
          --frobnicate          | unknown option --frobnicate; see spec/check --help
          list --lan smoke      | unknown option --lan; did you mean --lane?; see spec/check list --help
          --lane smoke history  | the option --lane goes after the command history; see spec/check --help
          explain F9            | unknown fact F9; there is F1, F2, P1, P2, L1, bound
          explain f1            | unknown model f1; did you mean F1?
          history --question f  | --question: unknown question 'f'; there is a, b, c, d, e
          history --kernel v9   | unknown kernel v9; there is any release from v3.18 to v4.2 (6.8, v6.8.12, 6.1.y), and p4, p5, each also with -nopreempt or -preempt after it
          history --question ,  | --question: a letter is expected; there is a, b, c, d, e
          history --question e --jobs 3 | --jobs is for runs of TLC, and table e is computed by litmus tests
          explain P1 --report x | --report is for runs of TLC, and P1 has no counterexample: its page alone is shown
          explain P1 --kernel p5 | --kernel is for counterexamples, and P1 has no counterexample: its page alone is shown
          explain P1 --svg x    | --svg is for counterexamples, and P1 has no counterexample: its page alone is shown
          history --preempt on  | --preempt is full or none, not on
          history --kernel p5-preempt --preempt none | p5-preempt is preemptible, and the others are asked for, too
          history --kernel 4.0~patch9 | unknown change patch9; did you mean patch4 or patch5?; there is preempt, patch4, patch5, later
          history --against p4  | --against needs --kernel: the kernel that is compared with it
          history --kernel p5 --against v9 | unknown kernel v9; there is any release from v3.18 to v4.2 (6.8, v6.8.12, 6.1.y), and p4, p5, each also with -nopreempt or -preempt after it
          history --kernel p5 --against p4 --question a | --against compares flaws, promises and assumptions: b, c, d and e
          history --kernel p5 --against p4 --markdown | --against is plain text, without --markdown
          history --expected --json x | --json, --junit and --report tell of runs, and --expected runs nothing
          history --into pom.xml --kernel p5 | --into is for whole tables, without --kernel and --preempt
          history --into no.md  | no.md: cannot be read: no such file or folder
          record Bad:v4.2-preempt | Bad:v4.2-preempt is no run: another one stands for it (spec/check list)
          pages --out pom.xml   | --out pom.xml: this folder cannot be made
          --jobs 0              | --jobs is a number from 1 to 64, not 0
          --jobs x              | Invalid value for option '--jobs': 'x' is not an int; see spec/check --help
          --memory 3            | Invalid value for option '--memory': a size from 8m to 1024g is expected, not 3; see spec/check --help
          --timeout 0s          | Invalid value for option '--timeout': a time such as 90s or 10m is expected, not 0s; see spec/check --help
          --tlc no/such.jar     | no/such.jar: no such file
          --tlc pom.xml         | pom.xml: not a jar
          --tlc src             | src: not a readable file
          --json no/such/file   | --json no/such/file: cannot be written
          --junit no/such/file  | --junit no/such/file: cannot be written
          --report pom.xml/x    | --report pom.xml/x: this folder cannot be made
          --against x           | an earlier report is compared with the one of --report, which is missing
          run Good --against x --report target/x | x: cannot be read: no such file or folder
          history --against-report pom.xml --report target/x | pom.xml: no report of spec/check: it has no results to compare with
          """)
  void badUsage(String args, String line) {
    refused(line, args.split(" "));
  }

  @ParameterizedTest
  @CsvSource({"prove,--smt", "pages,--out", "history,--report"})
  void anEmptyNameIsNoFolder(String command, String option) {
    refused(option + ": a folder is expected, not an empty name", command, option, "");
  }

  @Test
  void aJarWithoutTlc() throws IOException {
    Path jar = temp.resolve("empty.jar");
    try (java.util.zip.ZipOutputStream zip =
        new java.util.zip.ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new java.util.zip.ZipEntry("x"));
    }
    refused(jar + ": no TLC in this jar (tlc2/TLC.class is missing)", "--tlc", jar.toString());
  }

  @Test
  void filesThatDoNotParse() {
    toy.change("models/Good.cfg", "Bound = 1", "Bound 1");
    refused("models/Good.cfg:7: expected = or <- after Bound instead of 1", "run", "Bad");
    toy.change("models/Good.cfg", "Bound 1", "Bound = 1")
        .change("models/toy.yaml", "lane: smoke", "lain: smoke");
    refused("models/toy.yaml:6: unknown field lain; did you mean lane?", "list");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "list", "run", "history", "explain"})
  void helpHasExamples(String command) {
    Toy.Called called = command.isEmpty() ? toy.call("--help") : toy.call(command, "--help");
    assertThat(called.exit()).isZero();
    assertThat(called.out()).contains("Examples:", "spec/check " + command);
    assertThat(called.err()).isEmpty();
  }

  @Test
  void saysHowManyKernelsTheRunsStandFor() {
    assertThat(toy.call("list").out())
        .contains("\n7 runs. They stand for 24, each a model on one of 8 kernels");
    assertThat(toy.call("run", "Good").out())
        .contains("2 runs: 2 as expected;", "\nThey stand for 4, each a model on one of 4 kernels");
    assertThat(toy.call("run", "Good", "--every-kernel").out())
        .contains("4 runs: 4 as expected;")
        .doesNotContain("They stand for");
  }

  @Test
  void lists() {
    Toy.Called called = toy.call("list", "--lane", "smoke");
    assertThat(called.exit()).isZero();
    assertThat(called.out())
        .contains(
            "Good",
            "2 runs",
            "It holds. (for 4 kernels)",
            "smoke",
            "[F1 P1]",
            "It holds.",
            "violates AtMostOne")
        .doesNotContain("Walk");
  }

  @Test
  void runsTheWholeLane() throws IOException {
    Toy.Called called =
        toy.call(
            "--json",
            temp.resolve("out.json").toString(),
            "--junit",
            temp.resolve("out.xml").toString(),
            "--report",
            temp.resolve("report").toString());
    assertThat(called.err()).isEmpty();
    assertThat(called.exit()).isZero();
    assertThat(called.out())
        .contains("ok Good:p5-preempt ", "violates AllHold", "7 runs: 7 as expected;", "p5 ");
    assertThat(new ObjectMapper().readTree(temp.resolve("out.json").toFile()).get("runs"))
        .hasSize(7);
    assertThat(temp.resolve("out.xml"))
        .content()
        .contains("tests=\"7\" errors=\"0\"", "<testcase name=\"Good:p5-preempt\"");
    assertThat(temp.resolve("report/index.html"))
        .content()
        .contains("BadByNegative:p5-nopreempt", "<dt>Lane</dt><dd>full</dd>");
    assertThatWhatIsTheSameIsNoDifference(temp.resolve("report"));
  }

  private void assertThatWhatIsTheSameIsNoDifference(Path report) {
    for (String option : List.of("--against", "--against-report")) {
      Path now = temp.resolve(option.substring(2));
      Toy.Called called =
          toy.call("run", "Good", "--report", now.toString(), option, report.toString());
      assertThat(called.err()).isEmpty();
      assertThat(now.resolve("index.html"))
          .content()
          .contains("2 runs are in both reports; ", "In the earlier report, and not run now: ")
          .contains(">lane</th><td>full</td><td>no whole lane</td>");
    }
  }

  @Test
  void leavesNothingBehind() throws Exception {
    Files.createDirectories(toy.path("target"));
    // A program of its own: the JVMs that wait for the next run end with it.
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Drmmodel.spec=" + toy.folder().root(),
                "-Drmmodel.work=" + toy.folder().output(),
                "-cp",
                System.getProperty("java.class.path"),
                Check.class.getName(),
                "run",
                "Good")
            .redirectErrorStream(true)
            .start();
    String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(program.waitFor()).as(said).isZero();
    try (Stream<Path> left = Files.list(toy.path("target/check"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void historyIsComputed() {
    toy.change("models/Good.cfg", "Bound = 1", "Bound = 2");
    Toy.Called called = toy.call("history", "--markdown");
    assertThat(called.exit()).isEqualTo(1);
    assertThat(called.out())
        .containsPattern("(?m)^p4 .*\\| BAD! +-")
        .containsPattern("(?m)^p5 +BAD! +BAD")
        .containsPattern("(?m)^v4.2 i +.X")
        .containsPattern("(?m)^p4 +no! +-")
        .containsPattern("(?m)^bound +no")
        .contains("Good:p4-nopreempt: expected: holds; found: violates AtMostOne");
  }

  @Test
  void historyOfOneKernelRunsOnlyWhatItNeeds() throws IOException {
    Toy.Called called =
        toy.call(
            "history",
            "--question",
            "b,c",
            "--kernel",
            "v4.2",
            "--preempt",
            "full",
            "--json",
            temp.resolve("out.json").toString());
    assertThat(called.exit()).isZero();
    assertThat(called.out())
        .containsPattern("v4.2 i +X\n")
        .containsPattern("v4.2 preempt i +no +-\n")
        .doesNotContain("p5", "BAD", "bound");
    JsonNode json = new ObjectMapper().readTree(temp.resolve("out.json").toFile());
    assertThat(json.get("runs")).hasSize(1);
    assertThat(json.get("tables").get(0).get("rows").get(0).get("cells").get("F1").get("runs"))
        .hasToString("[\"Bad:p5-nopreempt\"]");
  }

  @Test
  void historyOfAReleaseWithoutARowSaysWhichRowItIsAs() {
    Toy.Called called = toy.call("history", "--expected", "--question", "b", "--kernel", "4.1.7");
    assertThat(called.exit()).isZero();
    assertThat(called.out())
        .startsWith("v4.1.7 is as v3.18; what its stable line has taken over is not known\n\nb. ")
        .containsPattern("v4.1.7 +XX\n");
    assertThat(called.err()).isEmpty();
  }

  @Test
  void historyOfAKernelOfOnesOwnAsksTlcWhatNoRunDecides() {
    toy.change("models/toy.yaml", "[v3.18-nopreempt, p5-nopreempt]", "[v3.18-nopreempt]")
        .change(
            "models/toy.yaml",
            "hazard: many\n    lane: smoke\n    runs",
            "hazard: many\n    lane: smoke\n    kernels: [v3.18, p4]\n    runs");
    String[] args = {
      "history", "--question", "b", "--kernel", "p4+patch5", "--preempt", "none", "--expected"
    };
    Toy.Called expected = toy.call(args);
    assertThat(expected.out())
        .containsPattern("p4\\+patch5 +\\?\n")
        .contains("?: no run of the catalogue decides it, and TLC was not asked (--expected): Bad");
    Toy.Called asked = toy.call(java.util.Arrays.copyOf(args, args.length - 1));
    assertThat(asked.exit()).isZero();
    assertThat(asked.out()).containsPattern("p4\\+patch5 +X\n").doesNotContain("?: no run");
  }

  @Test
  void aKernelThatMakesNoSenseIsToldOnceAndHasNoTable() {
    // The runs on p5 ask for patch5 only, but decide nothing of a kernel of one's own.
    Toy.Called called = toy.call("history", "--question", "b", "--kernel", "p5~patch4");
    assertThat(called.exit()).isEqualTo(2);
    assertThat(called.out()).isEmpty();
    assertThat(called.errorLines().stream().filter(line -> line.startsWith("spec/check: ")))
        .isNotEmpty()
        .allMatch(line -> line.contains("EveryChangeHasWhatItNeeds is false"))
        .doesNotHaveDuplicates();
  }

  @Test
  void whatAnUpgradeChangesIsToldWithThePageAndTheCause() throws IOException {
    Toy.Called called =
        toy.call(
            "history",
            "--kernel",
            "4.2",
            "--against",
            "p4",
            "--json",
            temp.resolve("out.json").toString());
    assertThat(called.out())
        .startsWith("What changes from p4 to v4.2\n")
        .contains("Flaws of both: F1\n");
    assertThat(called.exit()).isZero();
    JsonNode against =
        new ObjectMapper().readTree(temp.resolve("out.json").toFile()).get("against");
    assertThat(against.get("from").asText()).isEqualTo("p4");
    assertThat(against.get("differences").isArray()).isTrue();
  }

  @Test
  void explains() {
    Toy.Called called = toy.call("explain", "Bad");
    assertThat(called.exit()).isZero();
    assertThat(called.out())
        .contains("Kernel: v3.18, not preemptible.", "toy_get(): add one")
        .containsPattern(">  3 .*m: LIVE 2\n");
    assertThat(toy.call("explain", "Good").out()).contains("It holds");
  }

  @Test
  void drawsACounterexampleIntoAFolder() {
    Path pictures = temp.resolve("pictures");
    Toy.Called called = toy.call("explain", "F1", "--svg", pictures.toString());
    assertThat(called.exit()).isZero();
    assertThat(pictures.resolve("Bad.v3.18-nopreempt.svg"))
        .content()
        .startsWith("<svg ")
        .contains("Two users pass each other &lt;&amp;&gt;", "toy_get", "class=\"step wrong\"");
    Toy.Called refused = toy.call("explain", "F1", "--svg", toy.path("facts.yaml").toString());
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.errorLines()).hasSize(1);
  }

  @Test
  void theExpectedTablesNeedNoRun() {
    Toy.Called called = toy.call("history", "--expected", "--question", "b", "--tlc", "no.jar");
    assertThat(called.exit()).isZero();
    assertThat(called.out()).containsPattern("v4.2 i +XX\n");
  }

  @Test
  void theTablesAreWrittenIntoADocument() throws IOException {
    Path document = temp.resolve("document.md");
    String begin = "<!-- verdict tables: spec/check history --question b,c --into FILE -->\n";
    Files.writeString(document, "Before.\n" + begin + "old\n<!-- end of verdict tables -->\n");
    String[] args = {"history", "--expected", "--question", "b,c", "--into", document.toString()};
    assertThat(toy.call(args).out()).isEqualTo("The tables are in " + document + "\n");
    assertThat(document)
        .content()
        .startsWith("Before.\n" + begin + "```\nb. ")
        .endsWith("```\n<!-- end of verdict tables -->\n")
        .doesNotContain("\nold\n");
    args[3] = "b";
    Toy.Called called = toy.call(args);
    assertThat(called.exit()).isEqualTo(2);
    assertThat(called.errorLines()).hasSize(1);
    assertThat(called.err()).contains("not exactly once: <!-- verdict tables: ");
  }

  @Test
  void whatOthersRecordMeanwhileStays() throws IOException {
    String line = "Bad:v3.18-nopreempt states=4 depth=3 asks=patch5\n";
    String before = Files.readString(toy.path("models/recorded.lock"));
    assertThat(before).contains(line);
    toy.change("models/recorded.lock", line, "");
    Toy.Called called =
        toy.callMeanwhile(
            () -> toy.append("models/recorded.lock", line), "record", "Live", "--afresh");
    assertThat(called.exit()).isZero();
    assertThat(Files.readAllLines(toy.path("models/recorded.lock")))
        .filteredOn(read -> !read.startsWith("#"))
        .containsExactlyElementsOf(before.lines().toList());
  }

  @Test
  void listsTheFiguresOfEachRun() {
    assertThat(toy.call("list", "--figures").out())
        .containsPattern("Bad:p5-nopreempt +4 kernels +4 states, depth +3, smoke +AtMostOne");
  }

  @Test
  void explainsAFlawWithTheCounterexampleOfNow() {
    Toy.Called called = toy.call("explain", "F1");
    assertThat(called.exit()).isZero();
    assertThat(called.out())
        .startsWith("F1. Two hold\n\nWhat: Two users hold at once.\n")
        .contains(
            "Who is hurt: Both.",
            "Found on: v3.18 to v4.2.",
            "Not found on: none.",
            "With the fix: Good (It holds.) holds in 2 of 2.",
            "Evidence: read, memory.",
            "Bad:v3.18-nopreempt: Two users pass",
            "toy_get(): add one");
  }

  @Test
  void explainsAPropertyAndAnAssumption() {
    assertThat(toy.call("explain", "P1").out())
        .contains("P1  At most one holds", "Asked by: Good, Bad", "Assumes: bound");
    assertThat(toy.call("explain", "L1").out())
        .contains("Outside this specification: Too long.", "What covers it instead: Nothing.");
    assertThat(toy.call("explain", "bound").out())
        .contains("bound  There is a bound", "Said by: MayGet; turned off by Anything");
  }

  @Test
  void explainsWhyAFlawIsOutside() {
    Toy.Called called = toy.call("explain", "F2");
    assertThat(called.exit()).isZero();
    assertThat(called.out())
        .contains("Outside this specification: It is no behaviour.", "Covered by: A litmus test.");
  }

  @Test
  void writesAPageForEachFlaw() throws IOException {
    Toy.Called called = toy.call("pages", "--out", temp.resolve("pages").toString());
    assertThat(called.exit()).isZero();
    assertThat(Files.readString(temp.resolve("pages/F01.md")))
        .contains("# F1. Two hold", "**How:** One gets", "```text\nBad:v3.18-nopreempt");
    assertThat(Files.readString(temp.resolve("pages/F02.md")))
        .contains("**Covered by:** A litmus test.")
        .doesNotContain("```");
  }

  @Test
  void countsThatDifferAreRecordedIfTheVerdictIsTheAuthoredOne() throws IOException {
    String before = Files.readString(toy.path("models/recorded.lock"));
    toy.change("models/recorded.lock", "Live:p5-nopreempt states=4", "Live:p5-nopreempt states=5")
        .append("models/recorded.lock", "Gone:p5-nopreempt states=4 depth=3 asks=patch5\n");
    Toy.Called called = toy.call("run", "Live");
    assertThat(called.exit()).isEqualTo(1);
    assertThat(called.out()).contains("DIFFERS Live:p5-nopreempt", "states: recorded 5, found 4");
    called = toy.call("record", "Live", "--afresh");
    assertThat(called.exit()).isZero();
    assertThat(called.out())
        .contains(
            "models/recorded.lock: 1 lines differ, 1 of runs that are gone are removed, 0 runs are"
                + " not recorded");
    assertThat(Files.readAllLines(toy.path("models/recorded.lock")))
        .filteredOn(line -> !line.startsWith("#"))
        .containsExactlyElementsOf(before.lines().toList());
  }

  @Test
  void anotherVerdictIsNotRecorded() throws IOException {
    toy.change("models/toy.yaml", "runs: {AllHold: [p5-nopreempt]}", "runs: {holds: [p5]}");
    String before = Files.readString(toy.path("models/recorded.lock"));
    Toy.Called called = toy.call("record", "Live");
    assertThat(called.exit()).isEqualTo(1);
    assertThat(called.out())
        .contains("expected: holds; found: violates AllHold", "2 runs are not recorded");
    assertThat(Files.readString(toy.path("models/recorded.lock"))).endsWith(before);
  }

  @Test
  void aNewRunIsRedUntilItIsRecorded() {
    toy.model("New", "from: Good", "holds", "");
    assertThat(toy.call("run", "New").out())
        .contains("not recorded: found states 3, depth 2; spec/check record New");
    assertThat(toy.call("record").exit()).isZero();
    assertThat(toy.call("run", "New").exit()).isZero();
    assertThat(toy.only("New").run().asks()).containsExactly("patch5");
  }

  @Test
  void anActionThatNeverFires() {
    toy.change("models/toy.yaml", "    idle: {Walk_Never: \"nothing is negative\"}\n", "");
    Toy.Called called = toy.call("run", "Walk");
    assertThat(called.exit()).isEqualTo(1);
    assertThat(called.out())
        .contains("never fired, though by Takers somebody takes it: Walk_Never");
  }

  @Test
  void anActionThatShouldBeIdleButFires() {
    toy.change(
        "models/toy.yaml", "idle: {Walk_Never:", "idle: {Walk_End: \"a mistake\", Walk_Never:");
    assertThat(toy.call("run", "Walk").out())
        .contains("fired, but should be idle (a mistake): Walk_End");
  }

  @Test
  void theSecondRunShowsWhatTheFirstCannot() {
    // The violation is found before anybody puts.
    toy.change("facts.yaml", "[{model: Bad, property: AtMostOne}]", "[]")
        .change("facts.yaml", "models: [Good, Bad], properties", "models: [Good], properties");
    toy.change("models/Bad.cfg", "{u1, u2}", "{u1}")
        .change("models/Bad.cfg", "AtMostOne", "NobodyHolds")
        .change(
            "models/MC.tla",
            "Anything == TRUE",
            "Anything == TRUE\nNobodyHolds == refcnt[\"m\"] = 0")
        .change(
            "models/toy.yaml",
            "{AtMostOne: [v3.18-nopreempt, p5-nopreempt]}",
            "{NobodyHolds: [v3.18-nopreempt, p5-nopreempt]}")
        .change(
            "models/recorded.lock",
            "Bad:v3.18-nopreempt states=4 depth=3",
            "Bad:v3.18-nopreempt states=2 depth=2");
    Toy.Called called = toy.call("run", "Bad:v3.18-nopreempt");
    assertThat(called.out()).contains("ok Bad:v3.18-nopreempt");
    assertThat(called.exit()).isZero();
  }

  @Test
  void limitsAreInconclusive() {
    toy.model("Endless", "", "holds", "states=1 depth=1");
    Toy.Called time = toy.call("run", "Endless", "--timeout", "3s");
    assertThat(time.exit()).isEqualTo(3);
    assertThat(time.out()).contains("INCONCLUSIVE Endless:p5-nopreempt", "time limit 3 s reached");
    toy.model("Huge", "module: Huge", "holds", "states=1 depth=1");
    Toy.Called memory = toy.call("run", "Huge", "--memory", "16m");
    assertThat(memory.exit()).isEqualTo(3);
    assertThat(memory.out())
        .contains("INCONCLUSIVE Huge:p5-nopreempt", "memory limit 16 MiB reached");
  }

  @Test
  void whatTheBudgetDoesNotReachIsInconclusive() {
    Toy.Called called = toy.call("--budget", "1ms");
    assertThat(called.exit()).isEqualTo(3);
    assertThat(called.errorLines())
        .containsExactly(
            "7 of 7 runs were not begun, as the budget is spent; the first is Good:p4-nopreempt");
    assertThat(called.out()).contains("7 runs: 7 inconclusive;");
  }

  @Test
  void aModuleThatDoesNotParseIsBadInput() {
    toy.model("NoParse", "module: Broken", "holds", "states=1 depth=1");
    Toy.Called called = toy.call("run", "NoParse");
    assertThat(called.exit()).isEqualTo(2);
    assertThat(called.errorLines()).hasSize(1);
    assertThat(called.err()).startsWith("spec/check: the specification does not parse: ");
  }

  @Test
  void aModuleThatIsMissingIsBadInput() {
    toy.change("models/MC.tla", "EXTENDS Toy", "EXTENDS Toy, Gone");
    refused(
        "the specification does not parse: MC.tla: Cannot find source file for module Gone imported in"
            + " module MC.",
        "run",
        "Good");
  }

  @Test
  void printsTheWholeCfgOfARun() {
    Toy.Called called = toy.call("cfg", "Good:p5-preempt");
    assertThat(called.exit()).isZero();
    assertThat(called.out())
        .startsWith("\\* Good:p5-preempt: It holds.")
        .contains(
            "  Bound = 1",
            "  Changes = {\"preempt\", \"patch4\", \"patch5\"}",
            "  Asked = {\"patch5\"}");
    refused("Good is more than one run: name one, for example Good:p5-preempt", "cfg", "Good");
  }

  @Test
  void aKernelOfOnesOwnHasNoExpectation() {
    Toy.Called called = toy.call("run", "Bad", "--kernel", "p5-preempt+later");
    assertThat(called.exit()).isZero();
    assertThat(called.out())
        .contains("-- Bad:p5-preempt+later ", "violates AtMostOne (nothing was expected)")
        .contains("1 run: 1 nothing expected;");
  }

  @Test
  void aListedKernelHasTheExpectationOfTheRunThatStandsForIt() {
    Toy.Called called = toy.call("run", "Bad", "--kernel", "v4.2");
    assertThat(called.exit()).isZero();
    assertThat(called.out()).contains("ok Bad:v4.2-nopreempt ", "ok Bad:v4.2-preempt ");
  }

  @Test
  void aKernelThatLacksWhatAChangeNeedsIsBadInputInOneLine() {
    Toy.Called called = toy.call("run", "Bad", "--kernel", "v3.18+patch5");
    assertThat(called.exit()).isEqualTo(2);
    assertThat(called.out()).isEmpty();
    assertThat(called.errorLines()).hasSize(1);
    assertThat(called.err())
        .containsPattern(
            "spec/check: Toy.tla:\\d+: ASSUME EveryChangeHasWhatItNeeds is false on"
                + " v3.18\\+patch5");
  }

  @Test
  void whatAModelAsksMustBeRecorded() {
    toy.change(
        "models/recorded.lock",
        "Walk:p5-nopreempt states=6 depth=4 asks=patch5",
        "Walk:p5-nopreempt states=6 depth=4 asks=");
    Toy.Called called = toy.call("run", "Walk");
    assertThat(called.exit()).isEqualTo(1);
    assertThat(called.out())
        .contains("    Walk asks for patch5 on p5-nopreempt, which is not recorded");
  }

  @Test
  void everyKernelOfAClassComesOutAlike() {
    Toy.Called called = toy.call("run", "Bad", "--every-kernel");
    assertThat(called.exit()).isZero();
    assertThat(called.out()).contains("ok Bad:v4.2-preempt ", "8 runs: 8 as expected;");
  }
}
