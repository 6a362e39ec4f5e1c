package org.rmmodel.checker.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
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
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          6.8      | v6.6 | v6.8 is as v6.6; what its stable line has taken over is not known
          v6.8     | v6.6 | v6.8 is as v6.6; what its stable line has taken over is not known
          6.8.0    | v6.6 | v6.8 is as v6.6; what its stable line has taken over is not known
          v6.8.12  | v6.6 | v6.8.12 is as v6.6; what its stable line has taken over is not known
          5.4      | v5.3 | v5.4 is as v5.3; its stable line has wake-on-unload from v5.4.9 on
          6.1.8    | v6.0 | v6.1.8 is as v6.0; of its stable line, nothing that is modelled is there yet
          6.1.9    | v6.0+duplicate-ebusy | v6.1.9 is as v6.0+duplicate-ebusy
          6.12.119 | v6.12.118 | v6.12.119 is as v6.12.118, the newest of its line that was read
          6.12.200 | v6.12.118 | v6.12.200 is as v6.12.118, the newest of its line that was read
          6.1.y    | v6.1.192 | v6.1.y is as v6.1.192, the newest of its line that was read
          7.2      | v7.1 | v7.2 is as v7.1; its stable line has codetag-error-kept from v7.2.10 on
          """)
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          4.21   | there is no v4.21: after v4.20 came v5.0
          6.20.1 | there is no v6.20: after v6.19 came v7.0
          """)
  void aReleaseThatThereNeverWasIsRefusedInOneLine(String name, String line) {
    assertThatThrownBy(() -> KERNELS.parse(name)).isInstanceOf(BadInput.class).hasMessage(line);
  }

  @Test
  void aNameKeepsWhatTheUserCalledTheKernelAndWhatItWasMadeOf() {
    Named named = KERNELS.named("6.1.9-preempt");
    assertThat(named.name()).isEqualTo("v6.1.9");
    assertThat(named.kernels())
        .extracting(Kernel::id)
        .containsExactly("v6.0-preempt+duplicate-ebusy");
    assertThat(KERNELS.named("v6.8~rcu-sched").name()).isEqualTo("v6.8~rcu-sched");
    assertThat(named.only(false).kernels()).isEmpty();
  }

  @Test
  void aChangeEndsWithTheFirstRowWithoutIt() {
    assertThat(gone("rwx-enforced")).contains("v6.4");
    assertThat(gone("rcu-sched")).isEmpty();
  }

  private static Optional<String> gone(String id) {
    return KERNELS.changes().stream()
        .filter(change -> change.id().equals(id))
        .findFirst()
        .flatMap(KERNELS::gone)
        .map(Version::id);
  }

  @Test
  void aDayHasItsNewestRelease() {
    assertThat(KERNELS.newestOn(LocalDate.of(2019, 5, 4))).hasToString("Optional[v5.0]");
    assertThat(KERNELS.newestOn(LocalDate.of(2019, 5, 5))).hasToString("Optional[v5.1]");
    assertThat(KERNELS.newestOn(LocalDate.of(2014, 1, 1))).isEmpty();
    assertThat(KERNELS.newestOn(LocalDate.of(2036, 1, 1))).isEmpty();
    assertThat(List.copyOf(KERNELS.released().values())).isSorted();
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

  @Test
  void aNameOfManyChangesIsRefusedInOneLine() {
    String name = "v6.1" + "+wake-on-unload".repeat(20_000);
    assertThatThrownBy(() -> KERNELS.parse(name)).isInstanceOf(BadInput.class);
  }
}
