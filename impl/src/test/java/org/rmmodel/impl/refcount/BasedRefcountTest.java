package org.rmmodel.impl.refcount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rmmodel.impl.Fact;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.kernel.KernelBugException;
import org.rmmodel.impl.kernel.KernelVersion;

/** What only the count with BASE does. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BasedRefcountTest {
  private Runnable beforeRecovery = () -> {};
  private final Kernel kernel =
      new Kernel(
          KernelVersion.V3_19,
          2,
          (on, action, module, enabled) -> {
            if (action == Action.TryReleaseModuleRef_Recover) {
              beforeRecovery.run();
            }
          });
  private final Cpu cpu = kernel.cpuUp();
  private final Cpu other = kernel.cpuUp();
  private final BasedRefcount refcount = new BasedRefcount(kernel, "m");

  @Test
  void zeroed_memory_cannot_be_got() {
    assertThat(refcount.tryModuleGet(cpu)).isFalse();
    assertThat(refcount.moduleRefcount(cpu)).isEqualTo(-1);
  }

  @Test
  void an_unused_module_is_released_once_and_for_all() {
    initSucceeds();
    assertThat(refcount.tryRelease(cpu)).isTrue();
    assertThat(refcount.moduleRefcount(cpu)).isEqualTo(-1);
    assertThat(refcount.tryModuleGet(cpu)).as("P4").isFalse();
    assertThat(refcount.moduleRefcount(cpu)).isEqualTo(-1);
  }

  /** {@link Fact#P2 P2}: the last put while BASE is away is the commit. */
  @Test
  void the_last_put_before_the_recovery_commits_the_unload() {
    initSucceeds();
    refcount.tryModuleGet(other);
    beforeRecovery =
        () -> {
          assertThat(refcount.moduleRefcount(other)).as("P7: one less").isZero();
          assertThat(refcount.modulePut(other)).isTrue();
          assertThat(refcount.tryModuleGet(other)).isFalse();
        };
    assertThat(refcount.tryRelease(cpu)).isTrue();
    assertThat(refcount.moduleRefcount(cpu)).isEqualTo(-1);
  }

  @Test
  void a_get_before_the_recovery_succeeds_as_long_as_somebody_holds() {
    initSucceeds();
    refcount.tryModuleGet(other);
    beforeRecovery = () -> assertThat(refcount.tryModuleGet(other)).isTrue();
    assertThat(refcount.tryRelease(cpu)).isFalse();
    assertThat(refcount.moduleRefcount(cpu)).isEqualTo(2);
  }

  /** {@link Fact#F4 F4}: zero is sticky for those who ask, not for those who take. */
  @Test
  void a_get_that_does_not_ask_lifts_a_committed_module() {
    initSucceeds();
    refcount.tryRelease(cpu);
    refcount.moduleGet(other);
    assertThat(refcount.moduleRefcount(cpu)).isZero();
    assertThat(refcount.tryModuleGet(cpu)).as("F4").isTrue();
  }

  /**
   * {@link Fact#F5 F5}: nobody is told, yet the module can be neither used nor unloaded from here
   * on.
   */
  @Test
  void a_surplus_put_on_an_idle_module_is_silent_and_arms_the_bug() {
    initSucceeds();
    assertThat(refcount.modulePut(cpu)).as("no warning").isTrue();
    assertThat(refcount.tryModuleGet(cpu)).as("a get, with no unload anywhere").isFalse();
    assertThatThrownBy(() -> refcount.tryRelease(cpu))
        .isInstanceOf(KernelBugException.class)
        .hasMessage("BUG_ON(ret < 0)");
    assertThat(refcount.moduleRefcount(cpu)).as("nothing is rolled back").isEqualTo(-2);
    assertThat(refcount.modulePut(cpu)).as("a put from below zero warns").isFalse();
    assertThat(refcount.moduleRefcount(cpu)).isEqualTo(-2);
  }

  @Test
  void the_second_surplus_put_warns_and_changes_nothing() {
    initSucceeds();
    refcount.modulePut(cpu);
    assertThat(refcount.modulePut(cpu)).isFalse();
    assertThat(refcount.moduleRefcount(cpu)).isEqualTo(-1);
  }

  @Test
  void a_second_release_is_a_bug() {
    initSucceeds();
    refcount.tryRelease(cpu);
    assertThatThrownBy(() -> refcount.tryRelease(cpu)).isInstanceOf(KernelBugException.class);
  }

  /**
   * {@link Fact#F5 F5} goes on: what reads -1 is not zero, so a get after the BUG "succeeds", as in
   * the kernel.
   */
  @Test
  void after_the_bug_a_get_succeeds_once() {
    initSucceeds();
    refcount.modulePut(cpu);
    assertThatThrownBy(() -> refcount.tryRelease(cpu)).isInstanceOf(KernelBugException.class);
    assertThat(refcount.tryModuleGet(cpu)).isTrue();
    assertThat(refcount.tryModuleGet(cpu)).isFalse();
  }

  private void initSucceeds() {
    refcount.moduleUnloadInit(cpu);
    assertThat(refcount.modulePut(cpu)).isTrue();
  }
}
