package org.rmmodel.impl.refcount;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.kernel.KernelVersion;

/** What the three forms of the count have in common, as one task alone sees it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@ParameterizedClass(name = "{0} patches")
@ValueSource(ints = {0, 3, 4, 5})
class RefcountTest {
  private final List<Action> steps = new ArrayList<>();
  private final Kernel kernel;
  private final Cpu cpu;
  private final Cpu other;
  private final Refcount refcount;

  RefcountTest(int patches) {
    kernel =
        new Kernel(
            KernelVersion.prefix(patches), 3, (on, action, module, enabled) -> steps.add(action));
    cpu = kernel.cpuUp();
    other = kernel.cpuUp();
    refcount = Refcount.of(kernel).make(kernel, "m");
    refcount.moduleUnloadInit(cpu);
  }

  @Test
  void a_loading_module_holds_itself_until_its_init_is_over() {
    assertThat(refcount.moduleRefcount(cpu)).isEqualTo(1);
    assertThat(refcount.tryRelease(cpu)).isFalse();
    assertThat(refcount.modulePut(other)).isTrue();
    assertThat(refcount.moduleRefcount(cpu)).isZero();
    assertThat(refcount.tryRelease(cpu)).isTrue();
  }

  @Test
  void gets_are_counted_and_puts_on_any_cpu_undo_them() {
    refcount.modulePut(cpu);
    assertThat(refcount.tryModuleGet(cpu)).isTrue();
    assertThat(refcount.tryModuleGet(other)).isTrue();
    refcount.moduleGet(cpu);
    assertThat(refcount.moduleRefcount(cpu)).isEqualTo(3);
    assertThat(refcount.modulePut(other)).isTrue();
    assertThat(refcount.modulePut(other)).isTrue();
    assertThat(refcount.moduleRefcount(other)).isEqualTo(1);
    assertThat(refcount.modulePut(other)).isTrue();
    assertThat(refcount.moduleRefcount(other)).isZero();
  }

  @Test
  void a_failed_release_leaves_no_trace() {
    refcount.modulePut(cpu);
    refcount.tryModuleGet(other);
    assertThat(refcount.tryRelease(cpu)).isFalse();
    assertThat(refcount.moduleRefcount(cpu)).as("P6").isEqualTo(1);
    assertThat(refcount.tryModuleGet(cpu)).isTrue();
    refcount.modulePut(cpu);
    refcount.modulePut(cpu);
    assertThat(refcount.tryRelease(cpu)).isTrue();
  }

  @Test
  void every_cpu_is_looked_at() {
    refcount.modulePut(cpu);
    Cpu last = kernel.cpuUp();
    assertThat(last.id()).isEqualTo(kernel.possibleCpus() - 1);
    refcount.tryModuleGet(last);
    assertThat(refcount.moduleRefcount(cpu)).isEqualTo(1);
    assertThat(refcount.tryRelease(cpu)).isFalse();
    refcount.modulePut(last);
    assertThat(refcount.moduleRefcount(cpu)).isZero();
    assertThat(refcount.tryRelease(cpu)).isTrue();
  }

  /** The counts of a CPU that has gone down still count. */
  @Test
  void a_reference_outlives_the_cpu_it_was_taken_on() {
    refcount.modulePut(cpu);
    refcount.tryModuleGet(other);
    kernel.cpuDown(other);
    assertThat(refcount.moduleRefcount(cpu)).isEqualTo(1);
    assertThat(refcount.tryRelease(cpu)).isFalse();
  }

  /** What each form announces: the names are those of the specification. */
  @ParameterizedTest
  @CsvSource({
    "get, TryModuleGet_ThisCpuInc, TryModuleGet_AtomicInc, TryModuleGet_IncNotZero",
    "put, ModulePut_ThisCpuInc, ModulePut_AtomicDec, ModulePut_DecIfPositive"
  })
  void get_and_put_have_their_names(String what, Action perCpu, Action atomic, Action based) {
    Action expected =
        refcount instanceof PerCpuRefcount
            ? perCpu
            : refcount instanceof AtomicRefcount ? atomic : based;
    assertThat(what.equals("get") ? refcount.getAction() : refcount.putAction())
        .isEqualTo(expected);
  }

  @Test
  void reads_and_releases_announce_their_steps() {
    refcount.modulePut(cpu);
    refcount.tryModuleGet(cpu);
    steps.clear();
    refcount.moduleRefcount(cpu);
    refcount.tryRelease(cpu);
    assertThat(steps)
        .containsExactlyElementsOf(
            refcount instanceof PerCpuRefcount
                ? List.of(
                    Action.ModuleRefcount_SumDecs,
                    Action.ModuleRefcount_SumDecs,
                    Action.ModuleRefcount_SumDecs,
                    Action.ModuleRefcount_SumIncs,
                    Action.ModuleRefcount_SumIncs,
                    Action.ModuleRefcount_SumIncs,
                    Action.TryStopModule_SumDecs,
                    Action.TryStopModule_SumIncs)
                : refcount instanceof AtomicRefcount
                    ? List.of(Action.ModuleRefcount_AtomicRead, Action.TryStopModule_AtomicRead)
                    : List.of(
                        Action.ModuleRefcount_AtomicRead,
                        Action.TryReleaseModuleRef_SubBase,
                        Action.TryReleaseModuleRef_Recover));
  }
}
