package org.rmmodel.lincheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionResult;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.kotlinx.lincheck.execution.HBClock;
import org.jetbrains.kotlinx.lincheck.execution.ResultWithClock;
import org.jetbrains.kotlinx.lincheck.util.ExceptionResult;
import org.jetbrains.kotlinx.lincheck.util.LincheckResult;
import org.jetbrains.kotlinx.lincheck.util.ValueResult;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.verifier.LinearizabilityVerifier;
import org.jetbrains.lincheck.datastructures.verifier.Verifier;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rmmodel.impl.kernel.KernelVersion;

/**
 * The verifiers themselves, on answers written by hand; and beside Lincheck's own on all answers to
 * a scenario.
 */
@ExtendWith(Summary.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OrderVerifierTest {
  /** Thread 1 increments twice, thread 2 once: each says what it found. */
  private static final ExecutionScenario SCENARIO =
      Scenarios.of(Counter.class).parse("-> increment; increment || increment ->");

  /** Nothing is quiet: thread 2 was called before thread 1 returned, and the other way round. */
  private static final int[][][] ALL_AT_ONCE = {{{0, 0}, {1, 0}}, {{0, 0}}};

  /** Thread 2 was called when the first operation of thread 1 had returned. */
  private static final int[][][] FIRST_BEFORE = {{{0, 0}, {1, 0}}, {{1, 0}}};

  /** Thread 1 was called when thread 2 had returned. */
  private static final int[][][] LAST_FIRST = {{{0, 1}, {1, 1}}, {{0, 0}}};

  @Test
  void what_one_after_another_could_have_said_is_linearizable() {
    assertThat(verdicts(ALL_AT_ONCE, 0, 2, 1)).isEqualTo("linearizable");
    assertThat(verdicts(FIRST_BEFORE, 0, 1, 2)).isEqualTo("linearizable");
    assertThat(verdicts(LAST_FIRST, 1, 2, 0)).isEqualTo("linearizable");
  }

  @Test
  void a_thread_whose_answers_are_swapped_is_quiescently_consistent_only() {
    assertThat(verdicts(ALL_AT_ONCE, 2, 1, 0)).isEqualTo("quiescently consistent");
    assertThat(verdicts(ALL_AT_ONCE, 1, 0, 2)).isEqualTo("quiescently consistent");
  }

  /** Also within a thread, if no other does anything at the time. */
  @Test
  void a_quiet_moment_separates() {
    assertThat(verdicts(FIRST_BEFORE, 0, 2, 1)).isEqualTo("linearizable");
    assertThat(verdicts(FIRST_BEFORE, 1, 2, 0)).isEqualTo("neither");
    assertThat(verdicts(LAST_FIRST, 2, 1, 0)).isEqualTo("neither");
    assertThat(verdicts(LAST_FIRST, 0, 1, 2)).isEqualTo("neither");
  }

  @Test
  void an_answer_that_no_order_gives_is_neither() {
    assertThat(verdicts(ALL_AT_ONCE, 0, 0, 1)).isEqualTo("neither");
  }

  @Test
  void an_exception_is_neither() {
    ExecutionResult results =
        new ExecutionResult(
            List.of(),
            List.of(
                List.of(
                    with(new ValueResult(0), ALL_AT_ONCE[0][0]),
                    with(new ValueResult(1), ALL_AT_ONCE[0][1])),
                List.of(
                    with(
                        new ExceptionResult(new IllegalStateException("for the test")),
                        ALL_AT_ONCE[1][0]))),
            List.of());
    assertThat(verifier(Precedence.REAL_TIME).verifyResults(SCENARIO, results)).isFalse();
    assertThat(verifier(Precedence.QUIESCENCE).verifyResults(SCENARIO, results)).isFalse();
  }

  @Test
  void what_runs_alone_before_and_after_is_separated() {
    ExecutionScenario scenario =
        Scenarios.of(Counter.class).parse("increment -> increment || -> increment");
    assertThat(alone(scenario, 0, 1, 2)).isTrue();
    assertThat(alone(scenario, 1, 0, 2)).isFalse();
    assertThat(alone(scenario, 0, 2, 1)).isFalse();
  }

  private static boolean alone(ExecutionScenario scenario, int before, int parallel, int after) {
    ExecutionResult results =
        new ExecutionResult(
            List.of(new ValueResult(before)),
            List.of(List.of(with(new ValueResult(parallel), new int[] {0, 0})), List.of()),
            List.of(new ValueResult(after)));
    return verifier(Precedence.QUIESCENCE).verifyResults(scenario, results);
  }

  /** On all answers of a search over a counter that loses updates. */
  @Test
  void linearizability_is_what_Lincheck_takes_it_for() {
    Agreement.SEEN.clear();
    Search.Outcome outcome =
        new Search(
                Setting.of(KernelVersion.V3_19),
                List.of(
                    Scenarios.of(LostUpdates.class)
                        .parse("increment -> increment; increment || increment -> increment")),
                Verdicts.TO_FIND)
            .over(LostUpdates.class, Counter.class)
            .judgedBy(Agreement.class)
            .modelCheck();
    assertThat(outcome.story()).isEmpty();
    assertThat(Agreement.SEEN).containsExactlyInAnyOrder(true, false);
  }

  /** Refuses answers on which this project and Lincheck disagree. */
  public static final class Agreement extends CountingVerifier {
    private static final Set<Boolean> SEEN = ConcurrentHashMap.newKeySet();

    private final Verifier ours;
    private final Verifier theirs;

    /** Makes one. */
    public Agreement(Class<?> specification) {
      super((scenario, results) -> true);
      ours = new OrderVerifier(specification, Precedence.REAL_TIME);
      theirs = new LinearizabilityVerifier(specification);
    }

    @Override
    public boolean verifyResults(ExecutionScenario scenario, ExecutionResult results) {
      boolean linearizable = theirs.verifyResults(scenario, results);
      SEEN.add(linearizable);
      return super.verifyResults(scenario, results)
          && ours.verifyResults(scenario, results) == linearizable;
    }
  }

  private static String verdicts(int[][][] clocks, int first, int second, int other) {
    ExecutionResult results = results(clocks, first, second, other);
    boolean linearizable = verifier(Precedence.REAL_TIME).verifyResults(SCENARIO, results);
    boolean quiescent = verifier(Precedence.QUIESCENCE).verifyResults(SCENARIO, results);
    assertThat(quiescent || !linearizable).as("linearizable implies the other").isTrue();
    return linearizable ? "linearizable" : quiescent ? "quiescently consistent" : "neither";
  }

  private static ExecutionResult results(int[][][] clocks, int... answers) {
    return new ExecutionResult(
        List.of(),
        List.of(
            IntStream.range(0, 2)
                .mapToObj(i -> with(new ValueResult(answers[i]), clocks[0][i]))
                .toList(),
            List.of(with(new ValueResult(answers[2]), clocks[1][0]))),
        List.of());
  }

  private static ResultWithClock with(LincheckResult result, int[] clock) {
    return new ResultWithClock(result, new HBClock(clock));
  }

  private static OrderVerifier verifier(Precedence precedence) {
    return new OrderVerifier(Counter.class, precedence);
  }

  /** A counter, one after another. */
  public static class Counter {
    private int count;

    /** Increments; says what it found. */
    @Operation
    public int increment() {
      return count++;
    }
  }

  /** A counter that loses updates. */
  public static class LostUpdates {
    private volatile int count;

    /** Increments in two steps; says what it found. */
    @Operation
    public int increment() {
      int seen = count;
      count = seen + 1;
      return seen;
    }
  }
}
