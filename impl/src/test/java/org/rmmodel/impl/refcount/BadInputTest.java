package org.rmmodel.impl.refcount;

import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.kernel.KernelVersion;

/** Counts of no machine, or of no module. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BadInputTest {
  private static final List<Refcount.Factory> FORMS =
      List.of(PerCpuRefcount::new, AtomicRefcount::new, BasedRefcount::new);

  private final Kernel kernel = new Kernel(KernelVersion.V3_18, 1, null);

  @Test
  void a_count_is_of_a_machine_and_a_module() {
    for (Refcount.Factory form : FORMS) {
      assertThatNullPointerException().isThrownBy(() -> form.make(null, "m")).withMessage("kernel");
      assertThatNullPointerException()
          .isThrownBy(() -> form.make(kernel, null))
          .withMessage("module");
    }
    assertThatNullPointerException().isThrownBy(() -> Refcount.of(null)).withMessage("kernel");
  }

  /** There is no place for it; where counts are one number, nobody looks. */
  @Test
  void a_count_per_cpu_has_no_place_for_cpus_that_cannot_be() {
    Kernel larger = new Kernel(KernelVersion.V3_18, 2, null);
    larger.cpuUp();
    Refcount count = new PerCpuRefcount(kernel, "m");
    assertThatThrownBy(() -> count.tryModuleGet(larger.cpuUp()))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
