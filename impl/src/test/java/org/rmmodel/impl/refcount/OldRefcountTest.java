package org.rmmodel.impl.refcount;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rmmodel.impl.Fact;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.kernel.KernelVersion;

/** What only the counts before patch 5 do. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OldRefcountTest {
  private Runnable beforeIncs = () -> {};
  private final Kernel kernel =
      new Kernel(
          KernelVersion.V3_18,
          2,
          (on, action, module, enabled) -> {
            if (action == Action.ModuleRefcount_SumIncs) {
              Runnable once = beforeIncs;
              beforeIncs = () -> {};
              once.run();
            }
          });
  private final Cpu cpu = kernel.cpuUp();
  private final Cpu other = kernel.cpuUp();

  /** {@link Fact#P7 P7} before the series: never too low, but without a bound above. */
  @Test
  void a_sum_over_cpus_counts_what_came_and_went_during_the_read() {
    PerCpuRefcount refcount = new PerCpuRefcount(kernel, "m");
    beforeIncs =
        () -> {
          for (int i = 0; i < 3; i++) {
            refcount.tryModuleGet(other);
            refcount.modulePut(other);
          }
        };
    assertThat(refcount.moduleRefcount(cpu)).isEqualTo(3);
    assertThat(refcount.moduleRefcount(cpu)).isZero();
  }

  /** {@link Fact#F5 F5} before the series: a surplus put shows as a number, and no more. */
  @Test
  void a_surplus_put_is_never_noticed_but_blocks_the_unload() {
    for (Refcount refcount :
        new Refcount[] {new PerCpuRefcount(kernel, "m"), new AtomicRefcount(kernel, "m")}) {
      assertThat(refcount.modulePut(cpu)).isTrue();
      assertThat(refcount.moduleRefcount(cpu)).isEqualTo(-1);
      assertThat(refcount.tryRelease(cpu)).as("EWOULDBLOCK").isFalse();
      assertThat(refcount.tryModuleGet(cpu)).isTrue();
      assertThat(refcount.tryRelease(cpu)).isTrue();
    }
  }

  /** Why gets have to stand still until the module is GOING. */
  @Test
  void a_release_keeps_nobody_from_getting() {
    for (Refcount refcount :
        new Refcount[] {new PerCpuRefcount(kernel, "m"), new AtomicRefcount(kernel, "m")}) {
      assertThat(refcount.tryRelease(cpu)).isTrue();
      assertThat(refcount.tryModuleGet(cpu)).isTrue();
    }
  }
}
