package org.rmmodel.lkmm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rmmodel.lkmm.check.Checker;
import org.rmmodel.lkmm.check.Result;
import org.rmmodel.lkmm.execution.Execution;
import org.rmmodel.lkmm.execution.Limits;
import org.rmmodel.lkmm.model.MemoryModel;
import org.rmmodel.lkmm.model.Version;
import org.rmmodel.lkmm.parse.Litmus;
import org.rmmodel.lkmm.report.Account;
import org.rmmodel.lkmm.report.Answer;
import org.rmmodel.lkmm.report.Objections;
import org.rmmodel.lkmm.report.Picture;

/** Results in words and pictures. */
class ReportTest {
  private final MemoryModel model = new MemoryModel(Version.V6_12);

  @Test
  void message_passing_without_barriers_is_answered_as_herd7_does() {
    Litmus test = Litmus.parse(Cycles.text("Fr:po Rf:po"));
    Result result = Checker.check(test, model, Limits.USUAL);
    assertThat(Answer.of(test, result))
        .isEqualTo(
            """
            Test Fr:po+Rf:po Allowed
            States 4
            1:r1=0; 1:r2=0;
            1:r1=0; 1:r2=1;
            1:r1=1; 1:r2=0;
            1:r1=1; 1:r2=1;
            Ok
            Observation Fr:po+Rf:po Sometimes 1 3\
            """);
  }

  @Test
  void an_execution_is_told_and_drawn() {
    Litmus test = Litmus.parse(Cycles.text("Fr:po Rf:po"));
    Execution witness = Checker.check(test, model, Limits.USUAL).witness();
    assertThat(witness).isNotNull();
    assertThat(Account.of(witness))
        .contains("P1 line 22: R once x0=0, from the initial state")
        .contains("P1 line 21: R once x1=1, from P0 line 12: W once x1=1");
    assertThat(Picture.of("a < b", witness))
        .contains("a &lt; b", ">rf<", ">fr<")
        .endsWith("</svg>\n");
  }

  @Test
  void what_never_happens_is_forbidden_by_an_axiom_with_its_cycle() {
    Litmus test = Litmus.parse(Cycles.text("Fr:wmb Rf:rmb"));
    List<String> why = Objections.of(test, model, Limits.USUAL);
    assertThat(why)
        .startsWith("1 candidate execution has it", "  happens-before forbids 1")
        .anyMatch(line -> line.contains("-> hb ->"));
  }

  @Test
  void each_axiom_is_named_where_it_forbids() {
    assertThat(first("Fr:mb Fr:mb")).isEqualTo("  propagation forbids 1");
    assertThat(first("Fr:gp Fr:rscs")).isEqualTo("  rcu forbids 1");
    Litmus coherence = Litmus.parse(OwnTests.resource("own/coherence.litmus"));
    assertThat(Objections.of(coherence, model, Limits.USUAL)).contains("  coherence forbids 1");
    Litmus atomicity = Litmus.parse(OwnTests.resource("own/atomicity.litmus"));
    assertThat(Objections.of(atomicity, model, Limits.USUAL).toString()).contains("atomic forbids");
  }

  private String first(String name) {
    return Objections.of(Litmus.parse(Cycles.text(name)), model, Limits.USUAL).get(1);
  }
}
