package org.rmmodel.checker.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.common.BadInput;

/** What kernels.yaml says of releases, and what users may call them. */
class KernelsTest {
  private static final Kernels KERNELS = Kernels.load(SpecFolder.find());

  @Test
  void aRowAddsWhatCameWithItsReleaseAndNothingElse() {
    Version before = KERNELS.versions().get(0);
    for (Version version : KERNELS.versions()) {
      Optional<Release> release = Release.of(version.id());
      if (version.series() || release.isEmpty() || release.get().point().isPresent()) {
        continue;
      }
      Version last = before;
      assertThat(
              version.changes().stream()
                  .filter(change -> !last.changes().contains(change))
                  .filter(change -> since(change).isPresent() && !since(change).equals(release))
                  // The check is there twice: 5.19 to 6.3, and from 6.9 on with the entry taken
                  // off.
                  .filter(change -> !change.equals("rwx-enforced"))
                  .toList())
          .as(version.id())
          .isEmpty();
      before = version;
    }
  }

  @Test
  void everyChangeOfAReleaseHasItsEvidence() {
    assertThat(KERNELS.changes())
        .filteredOn(change -> change.since().isPresent())
        .hasSizeGreaterThan(20)
        .allSatisfy(change -> assertThat(change.evidence()).isNotBlank());
  }

  @ParameterizedTest
  @ValueSource(strings = {"v5.10.262", "v6.1.192", "v6.12.118"})
  void aStableRowIsWhatItsLineHasTakenOver(String id) {
    Version row = KERNELS.version(id).orElseThrow();
    Release release = Release.of(id).orElseThrow();
    Version mainline = KERNELS.row(release).orElseThrow();
    List<String> all =
        KERNELS.changes().stream()
            .filter(
                change ->
                    mainline.changes().contains(change.id())
                        || change.stable().stream().anyMatch(release::isOnLineFrom))
            .map(Change::id)
            .toList();
    assertThat(List.copyOf(row.changes())).isEqualTo(all);
  }

  @ParameterizedTest
  @CsvSource({
    "6.8, v6.5, v6.8 is as v6.5",
    "v6.8, v6.5, v6.8 is as v6.5",
    "6.8.0, v6.5, v6.8 is as v6.5",
    "v6.8.12, v6.5, v6.8.12 is as v6.5; what its stable line has taken over is not known",
    "6.1.8, v5.19, 'v6.1.8 is as v5.19; of its stable line, nothing that is modelled is there yet'",
    "6.1.9, v5.19+duplicate-ebusy, v6.1.9 is as v5.19+duplicate-ebusy",
    "7.3, v6.15, v7.3 is as v6.15"
  })
  void anyReleaseIsAsTheRowBeforeItWithWhatItsLineHasTakenOver(
      String name, String kernel, String note) {
    assertThat(names(name)).isEqualTo(kernel);
    assertThat(KERNELS.note(name)).contains(note);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v6.15", "6.15", "6.12.118", "p3", "v3.18"})
  void aRowIsItself(String name) {
    assertThat(KERNELS.note(name)).isEmpty();
    assertThat(KERNELS.parse(name)).hasSize(2).allMatch(Kernel::isListed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"v7.4", "3.17", "v6", "6.x", "v6.8-", "99.99.99", "v6.15-preempt-preempt"})
  void whatIsNoReleaseThatWasLookedAtIsRefused(String name) {
    assertThatThrownBy(() -> KERNELS.parse(name)).isInstanceOf(BadInput.class);
  }

  @Test
  void aReleaseMayBePreemptibleAndHaveAChangeMore() {
    assertThat(KERNELS.parse("6.8-preempt~rcu-sched"))
        .singleElement()
        .satisfies(
            kernel -> {
              assertThat(kernel.preempt()).isTrue();
              assertThat(kernel.made()).isEqualTo("~rcu-sched");
            });
  }

  private static Optional<Release> since(String change) {
    return KERNELS.changes().stream()
        .filter(known -> known.id().equals(change))
        .findFirst()
        .flatMap(Change::since);
  }

  private static String names(String name) {
    return KERNELS.parse(name).stream()
        .map(kernel -> kernel.version() + kernel.made())
        .distinct()
        .collect(Collectors.joining(" "));
  }
}
