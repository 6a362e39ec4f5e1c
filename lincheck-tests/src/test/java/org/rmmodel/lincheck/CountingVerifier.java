package org.rmmodel.lincheck;

import java.util.List;
import java.util.stream.Stream;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionResult;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.kotlinx.lincheck.execution.ResultWithClock;
import org.jetbrains.kotlinx.lincheck.util.LincheckResult;
import org.jetbrains.kotlinx.lincheck.util.ValueResult;
import org.jetbrains.lincheck.datastructures.verifier.LinearizabilityVerifier;
import org.jetbrains.lincheck.datastructures.verifier.Verifier;

/**
 * Judges what the operations of a run have answered, and counts the runs.
 *
 * <p>Lincheck makes it by a constructor that takes the sequential specification.
 */
abstract class CountingVerifier implements Verifier {
  private final Verifier judge;

  CountingVerifier(Verifier judge) {
    this.judge = judge;
  }

  @Override
  public boolean verifyResults(ExecutionScenario scenario, ExecutionResult results) {
    Search.tally().count(scenario);
    return judge.verifyResults(scenario, results);
  }

  /** Lincheck's own: there is a sequential order that respects what came before what. */
  public static final class Linearizable extends CountingVerifier {
    public Linearizable(Class<?> specification) {
      super(new LinearizabilityVerifier(specification));
    }
  }

  /** As {@link Linearizable}, by this project's search: a specification may leave a choice. */
  public static final class Permitted extends CountingVerifier {
    public Permitted(Class<?> specification) {
      super(new OrderVerifier(specification, Precedence.REAL_TIME));
    }
  }

  /** There is a sequential order that respects moments at which nothing is under way. */
  public static final class QuiescentlyConsistent extends CountingVerifier {
    public QuiescentlyConsistent(Class<?> specification) {
      super(new OrderVerifier(specification, Precedence.QUIESCENCE));
    }
  }

  /** Refuses only harm: an operation that threw, or touched freed memory. Any order will do. */
  public static final class Harmless extends CountingVerifier {
    public Harmless(Class<?> specification) {
      super((scenario, results) -> answers(results).allMatch(Harmless::isHarmless));
    }

    private static Stream<LincheckResult> answers(ExecutionResult results) {
      return Stream.of(
              results.getInitResults().stream(),
              results.getParallelResultsWithClock().stream()
                  .flatMap(List::stream)
                  .map(ResultWithClock::getResult),
              results.getPostResults().stream())
          .flatMap(answers -> answers);
    }

    private static boolean isHarmless(LincheckResult answer) {
      return answer instanceof ValueResult given
          && !Operations.USE_AFTER_FREE.equals(given.getValue());
    }
  }
}
