package org.rmmodel.checker.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.common.Lane;
import org.rmmodel.common.TextTable;

/** What an upgrade changes, told from what the catalogue expects. */
class ComparisonTest {
  private static final Catalogue CATALOGUE = Catalogue.load(SpecFolder.find());

  private static Comparison compare(String from, String to, Optional<Boolean> preempt) {
    Scope scope =
        new Scope(
            Stream.of(from, to).map(name -> CATALOGUE.kernels().named(name)).toList(),
            preempt,
            false);
    VerdictTables tables =
        new VerdictTables(CATALOGUE, List.of(Question.B, Question.C, Question.D), scope);
    return tables.comparison(Outcome.expected(CATALOGUE, Lane.FULL)).orElseThrow();
  }

  private static List<String> entry(String text, String begins) {
    List<String> lines = text.lines().toList();
    List<String> entry =
        lines.stream()
            .dropWhile(line -> !line.startsWith("  " + begins))
            .takeWhile(line -> line.startsWith("  " + begins) || line.startsWith("      "))
            .map(String::strip)
            .toList();
    assertThat(entry).as(begins + " in " + text).isNotEmpty();
    return entry;
  }

  @Test
  void whatComesAndWhatGoesHasItsPageAndTheChangeThatCausesIt() {
    String text = compare("v6.1", "v6.8", Optional.empty()).text();
    assertThat(text).contains("Flaws that are gone:\n  F16", "Flaws that are new:\n  F10");
    assertThat(entry(text, "F16,"))
        .contains("see spec/flaws/F16.md")
        .anyMatch(line -> line.startsWith("by the end of rwx-enforced (v5.19, gone with v6.4): "));
    assertThat(entry(text, "F10,"))
        .contains("F10, module_put reads after its decrement (preemptible only)")
        .anyMatch(line -> line.startsWith("by get-put-preemptible (v6.5): "));
    assertThat(entry(text, "P14,"))
        .anyMatch(line -> line.startsWith("by get-put-preemptible (v6.5): "));
    assertThat(text.lines())
        .allMatch(line -> line.length() <= TextTable.WIDTH)
        .filteredOn(line -> line.startsWith("F10 "))
        .first()
        .asString()
        .matches("F10 +module_put reads after its decrement +\\. +\\. +\\. +X");
  }

  @Test
  void aCauseIsTheChangeOfTheStepAtWhichTheAnswerChangesForTheLastTime() {
    String text = compare("v3.18", "v6.15", Optional.of(true)).text();
    assertThat(entry(text, "F19,"))
        .anyMatch(line -> line.startsWith("by symbol-put-addr-locks (v4.3): "));
    assertThat(entry(text, "F11,")).anyMatch(line -> line.startsWith("by wake-on-unload (v5.5): "));
    assertThat(entry(text, "P8,"))
        .contains("P8, BUG_ON and WARN_ON are never reached, without balance")
        .anyMatch(line -> line.startsWith("by patch5 (v3.19): "));
  }

  @Test
  void aReleaseOfAStableLineIsComparedWithWhatItsLineHasTakenOver() {
    String text = compare("5.10.200", "6.12.100", Optional.empty()).text();
    assertThat(text)
        .contains(
            "  v5.10.200 is as v5.10+duplicate-ebusy+refused-is-going\n",
            "  v6.12.100 is as\n  v6.11+")
        .doesNotContain("?");
    // Nobody asks for these before the code came that has them.
    assertThat(text.substring(text.indexOf("Not decided on both:")))
        .contains("F36,", "F37,", "P17,");
    assertThat(entry(text, "F13c,"))
        .anyMatch(line -> line.startsWith("by kprobes-one-lookup (v6.9): "));
  }

  @Test
  void fromAKernelToItselfNothingChanges() {
    Comparison comparison = compare("v6.17", "6.18", Optional.empty());
    assertThat(comparison.text()).contains("No flaw and no promise differs.").doesNotContain(":\n");
    assertThat(comparison.json()).containsEntry("differences", List.of());
  }

  @Test
  void bothWaysTellTheSameDifferences() {
    assertThat(differences("v4.1", "v6.9")).isEqualTo(differences("v6.9", "v4.1")).isNotEmpty();
  }

  private static List<Object> differences(String from, String to) {
    return ((List<?>) compare(from, to, Optional.empty()).json().get("differences"))
        .stream()
            .map(difference -> (Map<?, ?>) difference)
            .map(
                difference ->
                    (Object)
                        Arrays.asList(
                            difference.get("question"),
                            difference.get("id"),
                            difference.get("assumption"),
                            difference.get("preempt")))
            .toList();
  }
}
