package org.rmmodel.lincheck;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * {@code module_refcount} is not linearizable, and that is how the series leaves it (P7).
 *
 * <p>Shortest interleaving, one reference held:
 *
 * <pre>
 *   tryModuleGet() = true
 *              unloader                       reader
 *   tryUnload: release BASE, one is left
 *                                             moduleRefcount() = 0
 *              recover BASE
 *              = EWOULDBLOCK
 * </pre>
 *
 * <p>Nothing that these calls could do one after another makes the count 0 while the reference is
 * held.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RefcountReadLincheckTest {
  /** The operations under test, and the read. */
  public static class Operations extends ModuleOperations {
    public Operations() {
      super(new Refcount.Real());
    }

    /** {@code module_refcount}. */
    @Operation
    public int moduleRefcount() {
      return refcount.moduleRefcount();
    }
  }

  @Test
  void reading_the_count_during_a_failing_unload_is_not_linearizable() {
    ExecutionScenario race =
        NamedRace.of(
            Operations.class, List.of("tryModuleGet"), List.of("tryUnload"), List.of("moduleRefcount"));
    assertThatThrownBy(() -> Budget.modelChecking(SequentialModule.class, race).check(Operations.class))
        .isInstanceOf(LincheckAssertionError.class)
        .hasMessageContaining("Invalid execution results")
        .hasMessageContaining("moduleRefcount()")
        .hasMessageContaining("EWOULDBLOCK");
  }
}
