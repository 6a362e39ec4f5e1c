package org.rmmodel.checker.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rmmodel.checker.Toy;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.check.RunResult;
import org.rmmodel.checker.check.Status;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.tlc.TlaSources;
import org.rmmodel.checker.tlc.TlaValueParser;
import org.rmmodel.checker.tlc.TlcResult;
import org.rmmodel.checker.tlc.Trace;
import org.rmmodel.checker.tlc.Verdict;
import org.rmmodel.common.Lane;
import org.rmmodel.common.TextTable;

class ReportsTest {
  @TempDir private Path temp;
  private Toy toy;

  @BeforeEach
  void copy() {
    toy = new Toy(temp.resolve("toy"));
  }

  private static RunResult result(Case of, Verdict verdict, Status status, String... deviations) {
    return new RunResult(
        of,
        new TlcResult(verdict, 12, 3, 0.5, Map.of("Get_Inc", 4L), Optional.empty()),
        Map.of("Get_Inc", 4L),
        0.5,
        status,
        List.of(deviations));
  }

  private static Trace.Step step(int number, String action, String pc, String refcnt, String mem) {
    return new Trace.Step(
        number,
        action,
        Map.of(
            "pc", TlaValueParser.parse(pc),
            "refcnt", TlaValueParser.parse("[m |-> " + refcnt + "]"),
            "state", TlaValueParser.parse("[m |-> \"LIVE\"]"),
            "mem", TlaValueParser.parse("[m |-> \"" + mem + "\"]")));
  }

  private static void fitsTheScreen(String text) {
    assertThat(text.lines())
        .allMatch(line -> line.length() <= 100 && line.equals(line.stripTrailing()));
  }

  private static List<String> lines(VerdictTables tables, List<RunResult> results) {
    return tables.text(results.stream().map(Outcome::of).toList()).lines().toList();
  }

  @Test
  void theTablesOfTheSpecificationFitAScreen() {
    Catalogue catalogue = Catalogue.load(SpecFolder.find());
    List<Outcome> outcomes = Outcome.expected(catalogue, Lane.EXHAUSTIVE);
    // Two for each kernel at most, and the legend: who adds a kernel or a flaw has a longer table,
    // and
    // no other test to change.
    int rows = 2 * catalogue.kernels().versions().size() + catalogue.facts().flaws().size() / 2;
    for (Question question : Question.values()) {
      String text =
          new VerdictTables(catalogue, List.of(question), Scope.ALL.withEveryRow()).text(outcomes);
      fitsTheScreen(text);
      assertThat(text.lines().count())
          .as("lines of table " + question)
          .isLessThanOrEqualTo(rows + 17);
    }
  }

  @Test
  void aCellIsComputedFromTheRunsThatStandForItsKernel() {
    RunResult bad =
        result(
            toy.only("Bad:v4.2-preempt"),
            new Verdict.Violates("AtMostOne", new Trace(List.of(), new Trace.AtLast())),
            Status.AS_EXPECTED);
    VerdictTables flaws =
        new VerdictTables(toy.catalogue(), List.of(Question.B), Scope.ALL.withEveryRow());
    assertThat(lines(flaws, List.of(bad))).contains("v4.2 i   -X", "p5       --");
    RunResult whole =
        result(
            toy.catalogue().find(List.of("Bad")).get(1), new Verdict.Holds(), Status.DIFFERS, "x");
    assertThat(lines(flaws, List.of(whole)))
        .contains("v4.2 i   ..!", "p5       ..!", "p4       --");
  }

  @Test
  void aRowThatSaysWhatTheOneBeforeItSaysIsToldOfInOneLine() {
    Catalogue catalogue =
        toy.change("kernels.yaml", "newest: v4.2", "newest: v4.4")
            .append(
                "kernels.yaml",
                "  - {id: v4.3, like: v4.2, adds: []}\n  - {id: v4.4, like: v4.3, adds: []}\n")
            .catalogue();
    List<Outcome> outcomes = Outcome.expected(catalogue, Lane.FULL);
    VerdictTables flaws = new VerdictTables(catalogue, List.of(Question.B), Scope.ALL);
    assertThat(flaws.text(outcomes).lines())
        .contains("v3.18    XX", "v4.4     XX", "Not shown (--all): p4, p5, v4.2, v4.3 as v3.18")
        .noneMatch(line -> line.startsWith("v4.3 "));
    VerdictTables all = new VerdictTables(catalogue, List.of(Question.B), Scope.ALL.withEveryRow());
    assertThat(all.text(outcomes).lines())
        .contains("v3.18    XX", "p5       XX", "v4.3     XX", "v4.4     XX")
        .noneMatch(line -> line.startsWith("Not shown"));
    assertThat(flaws.json(outcomes)).hasToString(all.json(outcomes).toString());
    VerdictTables series = new VerdictTables(catalogue, List.of(Question.A), Scope.ALL);
    assertThat(series.text(outcomes))
        .contains("\nv3.18 ", "\np4 ", "\np5 ")
        .doesNotContain("Not shown");
  }

  @Test
  void aRowStandsWhereOnlyOneCellDiffers() {
    RunResult bad =
        result(
            toy.only("Bad:v3.18-preempt"),
            new Verdict.Violates("AtMostOne", new Trace(List.of(), new Trace.AtLast())),
            Status.AS_EXPECTED);
    VerdictTables flaws = new VerdictTables(toy.catalogue(), List.of(Question.B), Scope.ALL);
    assertThat(lines(flaws, List.of(bad)))
        .contains("v3.18    -X", "p4       --", "v4.2 i   --", "Not shown (--all): p5 as p4");
  }

  @Test
  void columnsThatDoNotFitALineStandBelowTheOthers() {
    StringBuilder more = new StringBuilder("flaws:\n");
    for (int i = 10; i < 60; i++) {
      more.append(
          """
            - {id: F%d, title: t, what: w, who: w, how: h, fix: f, source: s, evidence: derived,
               models: [{model: Bad, property: AtMostOne}]}
          """
              .formatted(i));
    }
    Catalogue catalogue = toy.change("facts.yaml", "flaws:\n", more.toString()).catalogue();
    String text =
        new VerdictTables(catalogue, List.of(Question.B), Scope.ALL)
            .text(Outcome.expected(catalogue, Lane.FULL));
    fitsTheScreen(text);
    assertThat(text.lines().filter(line -> line.startsWith("v4.2 i "))).hasSize(2);
    assertThat(text.lines().filter(line -> line.startsWith("F "))).hasSize(2);
  }

  @Test
  void aRunThatEndsAtAnotherPropertySaysNothing() {
    RunResult other =
        result(
            toy.only("Bad:p5-preempt"),
            new Verdict.Violates("NeverNegative", new Trace(List.of(), new Trace.AtLast())),
            Status.DIFFERS,
            "x");
    assertThat(
            lines(
                new VerdictTables(toy.catalogue(), List.of(Question.C), Scope.ALL.withEveryRow()),
                List.of(other)))
        .contains("p5 preempt      ?! -");
  }

  @Test
  void cellsThatAreNotDecided() {
    List<RunResult> results =
        List.of(
            result(
                toy.only("Good:p4-nopreempt"),
                new Verdict.Inconclusive("time limit 1 s"),
                Status.INCONCLUSIVE,
                "time"),
            result(
                toy.only("Good:p5-preempt"),
                new Verdict.Broken("x", Verdict.Broken.Cause.OTHER),
                Status.DIFFERS,
                "x"));
    VerdictTables hazards = new VerdictTables(toy.catalogue(), List.of(Question.A), Scope.ALL);
    String text = hazards.markdown(results.stream().map(Outcome::of).toList());
    assertThat(text)
        .containsPattern("(?m)^p4 +\\?! +- +\\|")
        .containsPattern("(?m)^p5 .*\\| ERR! +-")
        .containsPattern("(?m)^A +many holders: more than one")
        .startsWith("```\n")
        .endsWith("```\n");
    assertThat(VerdictTables.differences(results)).contains("    Good:p4-nopreempt: time");
  }

  @Test
  void whatIsExpectedMakesTheSameTablesAsWhatComesOutAsExpected() {
    VerdictTables tables = VerdictTables.all(toy.catalogue());
    assertThat(tables.text(Outcome.expected(toy.catalogue(), Lane.FULL)))
        .contains("a. Which hazard", "b. Which", "c. Which", "d. Which")
        .contains("bound           no", "Outside this specification: F2 (explain says why)");
  }

  @Test
  void explainsWithAColumnPerTask() {
    Trace trace =
        new Trace(
            List.of(
                step(1, "", "(u1 :> \"idle\" @@ u2 :> \"idle\")", "0", "allocated"),
                step(2, "Get_Inc", "(u1 :> \"idle\" @@ u2 :> \"held\")", "1", "allocated"),
                step(3, "Unknown_Action", "(u1 :> \"idle\" @@ u2 :> \"held\")", "1", "freed")),
            new Trace.BackTo(1, "Put_Dec"));
    RunResult result =
        result(
            toy.only("Bad:p5-nopreempt"),
            new Verdict.Violates("AtMostOne", trace),
            Status.AS_EXPECTED);
    String text = explain(result);
    fitsTheScreen(text);
    List<String> lines = text.lines().toList();
    String head = lines.stream().filter(line -> line.startsWith("step")).findFirst().orElseThrow();
    String second =
        lines.stream().filter(line -> line.startsWith("   2 ")).findFirst().orElseThrow();
    String third =
        lines.stream().filter(line -> line.startsWith("   3 ")).findFirst().orElseThrow();
    assertThat(second.indexOf("toy_get")).isEqualTo(head.indexOf("u2"));
    assertThat(third.indexOf("Unknown_Action")).isEqualTo(head.indexOf("kernel"));
    assertThat(third.indexOf("m: FREED")).isEqualTo(head.indexOf("module"));
    assertThat(text)
        .contains(
            "[patch5]",
            "*  1 ",
            "back to step 1 *",
            "toy_put: take one",
            "Violated: AtMostOne: No more than one reference is held, whoever holds it.");
  }

  @Test
  void manyTasksStillFit() {
    StringBuilder before = new StringBuilder("(t0 :> 0");
    for (int i = 1; i < 7; i++) {
      before.append(" @@ t").append(i).append(" :> 0");
    }
    String after = before.toString().replace("t6 :> 0", "t6 :> 1");
    Trace trace =
        new Trace(
            List.of(
                step(1, "", before + ")", "0", "allocated"),
                step(2, "Get_Inc", after + ")", "1", "allocated")),
            new Trace.Stutters());
    String text =
        explain(
            result(
                toy.only("Bad:p5-nopreempt"),
                new Verdict.Violates("AtMostOne", trace),
                Status.AS_EXPECTED));
    fitsTheScreen(text);
    assertThat(text).contains("stays for ever");
  }

  private String explain(RunResult result) {
    return new Explanation(result, toy.catalogue().actions(), TlaSources.scan(toy.folder())).text();
  }

  @Test
  void countsPerCpuAreShownAsSums() {
    Trace.Step step =
        new Trace.Step(
            1,
            "",
            Map.of(
                "pc",
                TlaValueParser.parse("(u1 :> 0)"),
                "state",
                TlaValueParser.parse("(m :> \"LIVE\")"),
                "mem",
                TlaValueParser.parse("(m :> \"allocated\")"),
                "refcnt",
                TlaValueParser.parse("(m :> 0)"),
                "incs",
                TlaValueParser.parse("(m :> (0 :> 2 @@ 1 :> 1))"),
                "decs",
                TlaValueParser.parse("(m :> (0 :> 0 @@ 1 :> 1))")));
    Verdict verdict =
        new Verdict.Violates("AtMostOne", new Trace(List.of(step), new Trace.AtLast()));
    assertThat(explain(result(toy.only("Bad:v3.18-nopreempt"), verdict, Status.AS_EXPECTED)))
        .contains("m: LIVE 3-1");
    assertThat(explain(result(toy.only("Bad:p5-nopreempt"), verdict, Status.AS_EXPECTED)))
        .contains("m: LIVE 0\n");
  }

  @Test
  void whatHoldsHasNoCounterexample() {
    assertThat(explain(result(toy.only("Good"), new Verdict.Holds(), Status.AS_EXPECTED)))
        .contains("It holds: there is no counterexample among 12 states, depth 3.");
  }

  @Test
  void json() throws IOException {
    Trace trace =
        new Trace(List.of(step(1, "", "(u1 :> {1, 2})", "0", "allocated")), new Trace.AtLast());
    JsonNode run =
        new ObjectMapper()
            .readTree(
                JsonReport.text(
                    VerdictTables.all(toy.catalogue()),
                    List.of(
                        result(
                            toy.only("Bad"),
                            new Verdict.Violates("AtMostOne", trace),
                            Status.DIFFERS,
                            "a \"quoted\" line")),
                    Map.of("tlc", "TLC 2")))
            .get("runs")
            .get(0);
    assertThat(run.get("id").asText()).isEqualTo("Bad:v3.18-nopreempt");
    assertThat(run.get("asExpected").asBoolean()).isFalse();
    assertThat(run.get("property").asText()).isEqualTo("AtMostOne");
    assertThat(run.get("states").asLong()).isEqualTo(12);
    assertThat(run.get("fired").get("Get_Inc").asLong()).isEqualTo(4);
    assertThat(run.get("trace").get("steps").get(0).get("variables").get("pc").get("u1").size())
        .isEqualTo(2);
    assertThat(run.get("trace").get("steps").get(0).get("changed").get("pc").asText())
        .isEqualTo("(u1 :> {1, 2})");
    assertThat(run.get("deviations").get(0).asText()).isEqualTo("a \"quoted\" line");
  }

  @Test
  void wrapping() {
    assertThat(TextTable.wrap("", 5)).containsExactly("");
    assertThat(TextTable.wrap("ab cd ef", 5)).containsExactly("ab cd", "ef");
    assertThat(TextTable.wrap("Try_ModuleGet_Inc x", 8))
        .containsExactly("Try_", "ModuleGe", "t_Inc x");
  }
}
