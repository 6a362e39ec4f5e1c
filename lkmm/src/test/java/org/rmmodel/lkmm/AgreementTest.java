package org.rmmodel.lkmm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rmmodel.lkmm.check.Checker;
import org.rmmodel.lkmm.check.Result;
import org.rmmodel.lkmm.execution.Budget;
import org.rmmodel.lkmm.execution.Enumerator;
import org.rmmodel.lkmm.execution.Limits;
import org.rmmodel.lkmm.model.MemoryModel;
import org.rmmodel.lkmm.model.Version;
import org.rmmodel.lkmm.parse.Litmus;
import org.rmmodel.lkmm.report.HerdVerdicts;

/** What comes out is what herd7 says. */
class AgreementTest {
  @ParameterizedTest
  @EnumSource(names = {"V6_1", "V6_12"})
  void own_tests_have_the_verdicts_numbers_and_flags_of_herd7(Version version) {
    OwnTests tests = new OwnTests(version);
    MemoryModel model = new MemoryModel(version);
    List<String> differences = new ArrayList<>();
    for (String name : tests.names()) {
      String difference = tests.difference(name, model);
      if (!difference.isEmpty()) {
        differences.add(name + ": " + difference);
      }
    }
    assertThat(differences).isEmpty();
    assertThat(tests.names()).hasSizeGreaterThan(100);
  }

  @ParameterizedTest
  @EnumSource(names = {"V6_1", "V6_12"})
  void what_is_left_out_early_is_what_coherence_and_atomicity_forbid(Version version) {
    OwnTests tests = new OwnTests(version);
    MemoryModel model = new MemoryModel(version);
    for (String name : tests.names()) {
      Litmus test = tests.test(name);
      assertThat(allowed(test, model, false)).as(name).isEqualTo(allowed(test, model, true));
    }
  }

  static long allowed(Litmus test, MemoryModel model, boolean prune) {
    long[] number = new long[1];
    new Enumerator(test, model.version().srcuAccesses(), new Budget(Limits.USUAL))
        .forEach(
            prune,
            null,
            execution -> {
              number[0] += model.judge(execution).allows() ? 1 : 0;
              return true;
            });
    return number[0];
  }

  @Test
  void the_two_models_differ_where_a_read_modify_write_follows_a_release() {
    Litmus test = Litmus.parse(OwnTests.resource("own/rmw-sequence.litmus"));
    assertThat(verdict(test, Version.V6_1)).isEqualTo("Sometimes");
    assertThat(verdict(test, Version.V6_12)).isEqualTo("Never");
  }

  private static String verdict(Litmus test, Version version) {
    Result result = Checker.check(test, new MemoryModel(version), Limits.USUAL);
    return result.verdict() == null ? "none" : result.verdict().word();
  }

  @Test
  void a_limit_that_is_reached_gives_no_verdict() {
    Litmus test = Litmus.parse(Cycles.text("Fr:mb Fr:mb Fr:mb Fr:mb"));
    Result result =
        Checker.check(test, new MemoryModel(Version.V6_12), new Limits(Duration.ofSeconds(10), 3));
    assertThat(result.verdict()).isNull();
    assertThat(result.cutShort()).isEqualTo("3 candidate executions");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "kernel-6.1.tsv; ; the kernel's own",
        "archive-6.1.tsv; auto/; the archive's `auto`",
        "archive-6.1.tsv; manual/ luc/; the archive's `manual` and `luc`"
      })
  void the_page_has_the_number_of_herd7s_verdicts(String table, String folders, String row)
      throws IOException {
    HerdVerdicts verdicts = HerdVerdicts.parse(OwnTests.resource(table).lines().toList());
    List<String> begins = folders == null ? List.of("") : List.of(folders.split(" ", -1));
    long known =
        verdicts.tests().stream()
            .filter(name -> begins.stream().anyMatch(name::startsWith) && verdicts.knows(name))
            .count();
    assertThat(Files.readString(Path.of("README.md")))
        .contains(String.format(Locale.ROOT, "| %s | %,d |", row, known));
  }

  @Test
  void the_table_of_the_archive_names_tests_and_has_verdicts_of_nearly_all() {
    HerdVerdicts archive =
        HerdVerdicts.parse(OwnTests.resource("archive-6.1.tsv").lines().toList());
    long known = archive.tests().stream().filter(archive::knows).count();
    assertThat(known).isGreaterThan(archive.tests().size() * 9L / 10);
  }
}
