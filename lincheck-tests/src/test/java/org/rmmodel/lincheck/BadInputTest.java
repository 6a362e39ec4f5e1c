package org.rmmodel.lincheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rmmodel.impl.kernel.KernelVersion;

/** What is wrong is said, and nothing hangs. */
@ExtendWith(Summary.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BadInputTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "tryModuleGet", "a -> b", "a -> b -> c -> d"})
  void a_scenario_has_three_parts(String text) {
    assertThatThrownBy(() -> Scenarios.of(Operations.class).parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("before -> one || two -> after");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-> rmmod || tryModuleGet ->", "toString -> tryModuleGet || modulePut ->"})
  void a_scenario_is_made_of_operations(String text) {
    assertThatThrownBy(() -> Scenarios.of(Operations.class).parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Operations has no operation");
  }

  @ParameterizedTest
  @ValueSource(strings = {"waitForEver", "loopForEver", "parkForEver"})
  void an_operation_that_never_returns_is_told_and_not_waited_for(String operation) {
    Search search =
        new Search(
                Setting.of(KernelVersion.V3_19),
                List.of(Scenarios.of(Endless.class).parse("-> " + operation + " || wake ->")),
                Verdicts.TO_FIND)
            .over(Endless.class, Endless.class);
    assertThat(search.modelCheck().story()).contains(Verdicts.HANGS);
  }

  /** Operations that may never return. */
  @Param(name = "thread", gen = ThreadIdGen.class)
  public static class Endless {
    private volatile boolean asked;

    /** Misses a wake-up that comes between its look and its wait. */
    @Operation(params = "thread")
    @SuppressWarnings("WaitNotInLoop") // on purpose
    public boolean waitForEver(int thread) throws InterruptedException {
      if (!asked) {
        synchronized (this) {
          wait();
        }
      }
      return true;
    }

    /** Looks again and again at what does not change any more. */
    @Operation(params = "thread")
    public boolean loopForEver(int thread) {
      while (!asked) {
        Thread.onSpinWait();
      }
      return true;
    }

    /** Is not unparked by anybody. */
    @Operation(params = "thread")
    public boolean parkForEver(int thread) {
      while (!asked) {
        java.util.concurrent.locks.LockSupport.park(this);
      }
      return true;
    }

    /** Wakes who waits. */
    @Operation(params = "thread")
    public synchronized boolean wake(int thread) {
      notifyAll();
      return true;
    }
  }
}
