package org.rmmodel.lkmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rmmodel.lkmm.check.Checker;
import org.rmmodel.lkmm.check.Verdict;
import org.rmmodel.lkmm.execution.Budget;
import org.rmmodel.lkmm.execution.Enumerator;
import org.rmmodel.lkmm.execution.Execution;
import org.rmmodel.lkmm.execution.Limits;
import org.rmmodel.lkmm.model.MemoryModel;
import org.rmmodel.lkmm.model.Version;
import org.rmmodel.lkmm.parse.Litmus;
import org.rmmodel.lkmm.parse.LitmusException;
import org.rmmodel.lkmm.report.Objections;

/** Sequential consistency allows what can happen in order, and no more than the kernel's model. */
class SequentialConsistencyTest {
  private final MemoryModel sc = new MemoryModel(Version.SC);

  private static final String WALK =
      """
      C walk
      { linked=1; }
      P0(int *linked, int *memory)
      {
      	rcu_read_lock();
      	int r0 = READ_ONCE(*linked);
      	int r1 = READ_ONCE(*memory);
      	rcu_read_unlock();
      	int r2 = READ_ONCE(*memory);
      }
      P1(int *linked, int *memory)
      {
      	WRITE_ONCE(*linked, 0);
      	synchronize_rcu();
      	WRITE_ONCE(*memory, 1);
      }
      exists (0:r0=1 /\\ 0:%s=1)
      """;

  @ParameterizedTest
  @CsvSource({"Fr:po Rf:po", "Fr:po Fr:po", "Rf:po Rf:po", "Fr:po Rf:po Rf:po", "Co:po Co:po"})
  void without_barriers_nothing_goes_round(String cycle) {
    Litmus test = Litmus.parse(Cycles.text(cycle));
    assertThat(verdict(test)).isEqualTo(Verdict.NEVER);
    assertThat(Objections.of(test, sc, Limits.USUAL))
        .contains("  sequential-consistency forbids 1")
        .anyMatch(line -> line.contains("-> po|rf|co|fr ->"));
  }

  @Test
  void a_grace_period_waits_for_the_sections_that_are_there_and_for_no_more() {
    assertThat(verdict(Litmus.parse(WALK.formatted("r1")))).isEqualTo(Verdict.NEVER);
    assertThat(verdict(Litmus.parse(WALK.formatted("r2")))).isEqualTo(Verdict.SOMETIMES);
    String none = WALK.replace("synchronize_rcu", "smp_mb");
    assertThat(verdict(Litmus.parse(none.formatted("r1")))).isEqualTo(Verdict.SOMETIMES);
  }

  @Test
  void what_it_allows_the_kernels_models_allow() {
    for (Version version : List.of(Version.V6_1, Version.V6_12)) {
      MemoryModel kernels = new MemoryModel(version);
      OwnTests tests = new OwnTests(version);
      long[] seen = new long[1];
      for (String name : tests.names()) {
        new Enumerator(tests.test(name), version.srcuAccesses(), new Budget(Limits.USUAL))
            .forEach(
                true,
                null,
                execution -> {
                  if (isPossibleInOrder(execution)) {
                    seen[0]++;
                    assertThat(kernels.judge(execution).allows()).as(name).isTrue();
                  }
                  return true;
                });
      }
      assertThat(seen[0]).isGreaterThan(1000);
    }
  }

  private boolean isPossibleInOrder(Execution execution) {
    try {
      return sc.judge(execution).allows();
    } catch (LitmusException srcu) {
      return false;
    }
  }

  @Test
  void srcu_is_refused_with_its_place() {
    Litmus test =
        Litmus.parse(
            """
            C t
            {}
            P0(int *x, struct srcu_struct *s)
            {
            	synchronize_srcu(s);
            	*x = 1;
            }
            exists (x=1)
            """);
    assertThatThrownBy(() -> verdict(test)).hasMessage("5:2: SRCU is not known by the model sc");
  }

  private Verdict verdict(Litmus test) {
    Verdict verdict = Checker.check(test, sc, Limits.USUAL).verdict();
    assertThat(verdict).isNotNull();
    return verdict;
  }
}
