package org.rmmodel.lincheck;

import java.util.ArrayList;
import java.util.List;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rmmodel.common.Lane;
import org.rmmodel.impl.Fact;
import org.rmmodel.impl.kernel.KernelVersion;
import org.rmmodel.lincheck.CountingVerifier.Permitted;

/**
 * What {@code module_refcount} may say ({@link Fact#P7 P7}), given that it is not linearizable: its
 * true bound. And that a failing unload is seen by nobody else ({@link Fact#P6 P6}): gets, puts and
 * unloads fit a sequential order in these runs, too.
 */
@ExtendWith(Summary.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RefcountReadTest {
  private static final int RANDOM = Lane.current().pick(4, 25, 300);
  private static final int BOUND = Lane.current().pick(200, 500, 50_000);

  @Test
  void at_some_instant_of_the_call_the_new_count_was_the_references_or_one_less() {
    Verdicts.mustHold(search(KernelVersion.V3_19, BoundOfNew.class));
  }

  /** The bound is no wider than it must be: without the one less it is not kept. */
  @Test
  void the_new_count_is_not_always_the_references() {
    Verdicts.mustFail(search(KernelVersion.V3_19, SequentialCount.class), Verdicts.WRONG_ANSWERS);
  }

  @Test
  void at_some_instant_of_the_call_the_old_count_was_no_less_than_the_references() {
    Verdicts.mustHold(search(KernelVersion.V3_18, BoundOfOld.class));
  }

  /** Nor has the old one a bound above: the new one's is not kept. */
  @Test
  void the_old_count_can_be_more_than_the_references() {
    Verdicts.mustFail(search(KernelVersion.V3_18, BoundOfNew.class), Verdicts.WRONG_ANSWERS);
  }

  private static Search search(KernelVersion kernel, Class<?> specification) {
    Scenarios scenarios = Scenarios.of(CountOperations.class);
    List<ExecutionScenario> all = new ArrayList<>();
    all.add(scenarios.parse("tryModuleGet -> deleteModule || moduleRefcount; moduleRefcount ->"));
    all.add(scenarios.parse(OperationSet.Decisive.READ_DURING_GETS));
    all.addAll(
        scenarios.random(
            List.of("tryModuleGet", "modulePut", "deleteModule", "moduleRefcount"),
            RANDOM,
            3,
            2014));
    return new Search(Setting.of(kernel), all, BOUND)
        .over(CountOperations.class, specification)
        .judgedBy(Permitted.class);
  }

  /** The references or one less; -1 only once an unload has committed. */
  public static class BoundOfNew extends SequentialCount {
    @Override
    public Object moduleRefcount(int thread) {
      int references = references();
      int least = Math.max(references - 1, Math.min(references, 0));
      return (Choice) answer -> answer.equals(references) || answer.equals(least);
    }
  }

  /** The references or more. */
  public static class BoundOfOld extends SequentialCount {
    @Override
    public Object moduleRefcount(int thread) {
      int references = references();
      return (Choice) answer -> (int) answer >= references;
    }
  }
}
