package org.rmmodel.lincheck;

import java.util.List;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * Gets, puts and unloads of a module with a BASE refcount take effect one at a time (P1 to P6).
 *
 * <p>In particular an unload that fails is seen by nobody: not by a get, which succeeds while BASE
 * is away as long as somebody holds a reference, and not by a later unload.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RefcountLincheckTest {
  /** The operations under test. */
  public static class Operations extends ModuleOperations {
    public Operations() {
      super(new Refcount.Real());
    }
  }

  /**
   * Also the point of the series: a get or put waits for nobody, whatever an unloader is doing;
   * unloaders may wait.
   */
  @Test
  void get_put_and_unload_are_linearizable_and_gets_and_puts_never_wait() {
    Budget.modelChecking(SequentialModule.class).checkObstructionFreedom(true).check(Operations.class);
  }

  /**
   * The last holder commits the unload (P2): its put brings the count to 0 while BASE is away, and
   * the unloader, who was about to take BASE back, finds that it may not. A get in between is
   * refused, and rightly: the unload has happened.
   *
   * <pre>
   *   unloader                      holder
   *   release BASE, one is left
   *                                 modulePut() = put; nothing is left
   *                                 tryModuleGet() = false
   *   finds 0 = committed
   * </pre>
   */
  @Test
  void the_last_put_during_a_release_commits_the_unload() {
    Budget.modelChecking(SequentialModule.class, lastPutDuringRelease(Operations.class))
        .check(Operations.class);
  }

  @Test
  void get_put_and_unload_are_linearizable_on_free_threads() {
    Budget.stress(SequentialModule.class).check(Operations.class);
  }

  static ExecutionScenario lastPutDuringRelease(Class<? extends ModuleOperations> operations) {
    return NamedRace.of(
        operations,
        List.of(),
        List.of("tryUnload"),
        List.of("tryModuleGet", "modulePut", "tryModuleGet"));
  }
}
