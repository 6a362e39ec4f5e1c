package org.rmmodel.lincheck;

import static org.rmmodel.impl.kernel.KernelVersion.V3_18;
import static org.rmmodel.impl.kernel.KernelVersion.V3_19;
import static org.rmmodel.impl.kernel.KernelVersion.prefix;

import java.util.List;
import java.util.stream.Stream;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rmmodel.common.Lane;
import org.rmmodel.fixtures.AskedOfMutants;
import org.rmmodel.impl.kernel.KernelVersion;

/**
 * The point of the series: a get or put waits for nobody, whatever an unloader is doing. Unloaders
 * may wait.
 */
@ExtendWith(Summary.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Tag(AskedOfMutants.TAG)
public class ProgressTest {
  private static final int BOUND = Lane.current().pick(50, 500, 100_000);
  private static final String WAITS = "should be non-blocking";

  @Test
  void on_the_new_kernel_gets_and_puts_never_wait() {
    Verdicts.mustHold(search(V3_19, BOUND).forWaiting());
  }

  @Test
  void nor_do_they_on_a_preemptible_one() {
    Verdicts.mustHold(search(V3_19.withPreemption(), BOUND).forWaiting());
  }

  /**
   *
   *
   * <pre>
   *   unloader                     user
   *   delete_module: stops the machine
   *                                try_module_get: stands still until it goes on
   * </pre>
   */
  @Test
  void on_the_old_kernel_a_get_waits_for_stop_machine() {
    Verdicts.mustFail(search(V3_18, Verdicts.TO_FIND).forWaiting(), WAITS);
  }

  /** The count is one atomic number by then, but is still tested with the machine stopped. */
  @Test
  void with_four_patches_a_get_still_waits() {
    Verdicts.mustFail(search(prefix(4), Verdicts.TO_FIND).forWaiting(), WAITS);
  }

  private static Search search(KernelVersion kernel, int bound) {
    Scenarios scenarios = Scenarios.of(Operations.class);
    List<ExecutionScenario> all =
        Stream.of(
                "-> deleteModule || tryModuleGet; modulePut ->",
                "tryModuleGet -> modulePut; tryModuleGet || deleteModule ->")
            .map(scenarios::parse)
            .toList();
    return new Search(Setting.of(kernel), all, bound);
  }
}
