package org.rmmodel.impl.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each patch changes. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KernelVersionTest {
  @ParameterizedTest
  @CsvSource({
    // patches, per CPU, atomic, tests stopped, unlinks stopped, failed load waits, bug list is RCU
    "0, true,  false, true,  true,  false, false",
    "1, true,  false, true,  true,  true,  false",
    "2, true,  false, true,  false, true,  false",
    "3, true,  false, true,  false, true,  true",
    "4, false, true,  true,  false, true,  true",
    "5, false, false, false, false, true,  true"
  })
  void each_patch_changes_its_own(
      int patches,
      boolean perCpu,
      boolean atomic,
      boolean testsStopped,
      boolean unlinksStopped,
      boolean failedLoadWaits,
      boolean bugListIsRcu) {
    KernelVersion kernel = KernelVersion.prefix(patches);
    assertThat(kernel.perCpuRefcount()).isEqualTo(perCpu);
    assertThat(kernel.atomicRefcount()).isEqualTo(atomic);
    assertThat(kernel.testsUnderStopMachine()).isEqualTo(testsStopped);
    assertThat(kernel.unlinksUnderStopMachine()).isEqualTo(unlinksStopped);
    assertThat(kernel.stopsMachine()).isEqualTo(testsStopped || unlinksStopped);
    assertThat(kernel.failedLoadWaits()).isEqualTo(failedLoadWaits);
    assertThat(kernel.bugListIsRcu()).isEqualTo(bugListIsRcu);
  }

  @Test
  void the_ends_of_the_series_have_names() {
    assertThat(KernelVersion.V3_18).isEqualTo(KernelVersion.prefix(0));
    assertThat(KernelVersion.V3_19).isEqualTo(KernelVersion.prefix(5));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 6})
  void there_are_five_patches(int patches) {
    assertThatIllegalArgumentException().isThrownBy(() -> KernelVersion.prefix(patches));
  }

  @Test
  void options_and_fixes_add_up() {
    KernelVersion plain = KernelVersion.V3_19;
    assertThat(plain.preemptible()).isFalse();
    assertThat(plain.forceUnload()).isFalse();
    assertThat(plain.unlinkWaitsForSched()).isFalse();
    assertThat(plain.unloadWakesLoaders()).isFalse();

    KernelVersion all =
        plain
            .with(KernelVersion.Fix.RCU_SCHED)
            .withPreemption()
            .with(KernelVersion.Fix.WAKE_ON_UNLOAD)
            .withForceUnload();
    assertThat(all.patches()).isEqualTo(5);
    assertThat(all.preemptible()).isTrue();
    assertThat(all.forceUnload()).isTrue();
    assertThat(all.unlinkWaitsForSched()).isTrue();
    assertThat(all.unloadWakesLoaders()).isTrue();
  }

  @Test
  void a_change_has_the_same_name_in_the_specification() throws IOException {
    Set<String> listed = names("kernels.yaml", "(?m)^  - \\{id: ([a-z0-9-]+), title:");
    Set<String> specified = names("Kernel.tla", "(?m)^ *(?:@@)? *\"([a-z0-9-]+)\" +:> \\{");
    assertThat(listed).as("the list was read").hasSizeGreaterThan(20);
    assertThat(specified).isEqualTo(listed);
    for (KernelVersion.Fix fix : KernelVersion.Fix.values()) {
      assertThat(listed).contains(fix.id());
      assertThat(KernelVersion.Fix.of(fix.id())).isEqualTo(fix);
    }
    assertThatIllegalArgumentException().isThrownBy(() -> KernelVersion.Fix.of("no-such-change"));
  }

  private static Set<String> names(String file, String pattern) throws IOException {
    return Pattern.compile(pattern)
        .matcher(Files.readString(Path.of("..", "spec", file)))
        .results()
        .map(result -> result.group(1))
        .collect(Collectors.toSet());
  }
}
