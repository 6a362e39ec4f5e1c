package org.rmmodel.lincheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rmmodel.common.Lane;
import org.rmmodel.fixtures.AskedOfMutants;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.KernelVersion;
import org.rmmodel.impl.rcu.Reader;

/**
 * All small scenarios of get, put and unload, each explored to its end where the bound allows:
 * which of them are certified linearizable, and which were cut.
 *
 * <p>Certified means that Lincheck had no interleaving left to try: sequentially consistent ones,
 * with switches at every shared access of the count and of the state, and at locks. A cut is no
 * proof.
 */
@ExtendWith(Summary.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public class CertificatesTest {
  private static final List<String> OPERATIONS =
      List.of("tryModuleGet", "modulePut", "deleteModule");

  private static final int PER_THREAD = Lane.current().pick(1, 2, 3);
  private static final int NEW_BOUND = Lane.current().pick(1_000, 4_000, 200_000);
  private static final int OLD_BOUND = Lane.current().pick(200, 200, 100_000);

  /**
   * In patch 5 nobody waits for a preempt-off section before the unload is decided; so no switches
   * are needed where sections begin and end, and none are made.
   */
  @Tag(AskedOfMutants.TAG)
  @Test
  void the_small_scenarios_of_the_new_kernel_are_linearizable() {
    certify(
        "v3.19",
        new Search(Setting.of(KernelVersion.V3_19), scenarios(), NEW_BOUND)
            .ignoring(Reader.class, Cpu.class),
        NEW_BOUND);
  }

  /** Stopping the machine has many more steps. */
  @Tag(AskedOfMutants.TAG)
  @Test
  void the_small_scenarios_of_the_old_kernel_are_linearizable() {
    certify(
        "v3.18", new Search(Setting.of(KernelVersion.V3_18), scenarios(), OLD_BOUND), OLD_BOUND);
  }

  private static List<ExecutionScenario> scenarios() {
    return Scenarios.of(CountOperations.class).all(OPERATIONS, PER_THREAD);
  }

  private static void certify(String kernel, Search search, int bound) {
    List<ExecutionScenario> all = scenarios();
    Search.Outcome outcome = search.over(CountOperations.class, SequentialCount.class).modelCheck();
    assertThat(outcome.story()).isEmpty();
    Tally tally = outcome.tally();
    assertThat(tally.scenarios()).isEqualTo(all.size());
    String row =
        "| %s | %d | %d | %d | %d |"
            .formatted(kernel, tally.scenarios(), tally.exhausted(), tally.cut(), bound);
    System.out.println("Certificates, up to " + PER_THREAD + " operations per thread: " + row);
    if (Lane.current() == Lane.FULL) {
      assertThat(Readme.part("certificates")).contains(row);
    }
  }

  @Test
  void there_are_78_scenarios_of_up_to_two_operations() {
    assertThat(Scenarios.of(CountOperations.class).all(OPERATIONS, 2)).hasSize(78);
  }

  /** What is left to try at the bound is never called exhausted. */
  @Test
  void a_scenario_that_is_cut_is_counted_as_cut() {
    Search.Outcome outcome =
        new Search(
                Setting.of(KernelVersion.V3_19),
                Scenarios.of(CountOperations.class).all(OPERATIONS, 1),
                10)
            .over(CountOperations.class, SequentialCount.class)
            .modelCheck();
    assertThat(outcome.tally().exhausted()).isEqualTo(1);
    assertThat(outcome.tally().cut()).isEqualTo(5);
  }

  /**
   * That nothing is left to try says something only if switches are tried also after a thread had
   * to wait. Here two increments race only if the second thread has come upon the first inside the
   * lock, and has waited for it.
   */
  @Test
  void switches_are_tried_also_after_a_thread_had_to_wait() {
    Verdicts.mustFail(
        new Search(
                Setting.of(KernelVersion.V3_19),
                List.of(
                    Scenarios.of(RaceAfterWaiting.class).parse("-> enter || enterIfInside -> get")),
                Verdicts.TO_FIND)
            .over(RaceAfterWaiting.class, AnyOutcomeButLostUpdates.class)
            .judgedBy(CountingVerifier.Permitted.class),
        Verdicts.WRONG_ANSWERS,
        "enterIfInside(2): 1",
        "get(3): 1");
  }

  /** Increments that race only after waiting. */
  @Param(name = "thread", gen = ThreadIdGen.class)
  public static class RaceAfterWaiting {
    private final Object lock = new Object();
    private volatile boolean inside;
    private volatile int count;

    /** Passes through the lock, then increments in two steps. */
    @Operation(params = "thread")
    public int enter(int thread) {
      synchronized (lock) {
        inside = true;
        inside = false;
      }
      int seen = count;
      count = seen + 1;
      return 1;
    }

    /** Passes through the lock, and increments if somebody was inside. */
    @Operation(params = "thread")
    public int enterIfInside(int thread) {
      int more = inside ? 1 : 0;
      synchronized (lock) {
        if (more == 0) {
          return 0;
        }
      }
      int seen = count;
      count = seen + more;
      return more;
    }

    /** The count. */
    @Operation(params = "thread")
    public int get(int thread) {
      return count;
    }
  }

  /** Increments by what they say. */
  public static class AnyOutcomeButLostUpdates {
    private int count;

    /** Increments. */
    public Object enter(int thread) {
      return count(1);
    }

    /** Increments or not. */
    public Object enterIfInside(int thread) {
      return (Choice) answer -> count((int) answer) >= 0;
    }

    /** The count. */
    public int get(int thread) {
      return count;
    }

    private int count(int more) {
      count += more;
      return more;
    }
  }
}
