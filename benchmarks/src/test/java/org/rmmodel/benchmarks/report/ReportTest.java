package org.rmmodel.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rmmodel.benchmarks.readers.Operation;
import org.rmmodel.benchmarks.readers.Scenario;
import org.rmmodel.benchmarks.readers.Series;
import org.rmmodel.benchmarks.readers.Trial;
import org.rmmodel.benchmarks.readers.Unloading;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReportTest {
  private static final Run RUN =
      new Run("2014-11-10", "17", "Linux amd64", 2, 1, 1, 50, 0, 3, 4000, 5);

  private static Trial trial(long... gaps) {
    Trial trial = new Trial(1_000_000_000, Trial.newHistogram(), Trial.newHistogram());
    for (long gap : gaps) {
      trial.gaps().recordValue(gap);
    }
    return trial;
  }

  private static Results readers() {
    List<Reading> readings = new ArrayList<>();
    for (Scenario scenario : Scenario.all()) {
      Trial trial = trial(50, 50, 60, 2_000);
      if (scenario.unloading() != Unloading.NONE) {
        trial.unloads().recordValue(5_000);
      }
      readings.add(Reading.of(scenario, List.of(trial, trial, trial)));
    }
    return new Results(RUN, readings, List.of());
  }

  @Test
  void a_reading_has_the_middle_rate_and_the_times_of_all_trials() {
    Scenario scenario = new Scenario(Series.BEFORE, Operation.WALK, Unloading.NONE);
    Reading reading = Reading.of(scenario, List.of(trial(50), trial(50, 50), trial(70, 70, 70)));
    assertThat(reading.operationsPerSecond()).containsExactly(1.0, 2.0, 3.0);
    assertThat(reading.gaps()).isEqualTo(new Percentiles(50, 70, 70, 70));
    assertThat(reading.curve()).hasSizeBetween(1, 5).startsWith(50L);
    assertThat(reading.hasSamples()).isTrue();
  }

  @Test
  void a_trial_without_samples_is_said_to_have_none() {
    Scenario scenario = new Scenario(Series.BEFORE, Operation.WALK, Unloading.HERE);
    Reading nothing = Reading.of(scenario, List.of(trial()));
    Reading nothingUnloaded = Reading.of(scenario, List.of(trial(50)));
    assertThat(nothing.hasSamples()).isFalse();
    assertThat(nothingUnloaded.hasSamples()).isFalse();
    Report report = new Report(new Results(RUN, List.of(nothing), List.of()));
    assertThat(report.readers())
        .contains("| walks of both lists | unloads | v3.18 | no samples |")
        .doesNotContain(" ns");
    assertThat(report.summary()).doesNotContain("v3.18");
  }

  @Test
  void what_was_not_asked_for_is_said_not_to_be_measured() {
    String text = new Report(new Results(RUN, List.of(), List.of())).text();
    assertThat(text).contains("2014-11-10").contains("Not measured in this run.");
    assertThat(text).doesNotContain("|");
  }

  @Test
  void readers_and_unloads_have_a_row_for_each_scenario() {
    Report report = new Report(readers());
    assertThat(report.readers())
        .contains("| get and put | nothing | v3.18 | 4.0 | 50 ns | 2.0 µs | 2.0 µs | 2.0 µs |")
        .contains("| walks of both lists | here | v3.19 | 1.0 | 5.0 µs | 5.0 µs | 5.0 µs |");
    assertThat(report.summary().lines()).hasSize(2 + 4);
  }

  @Test
  void counts_are_told_as_times_of_nettys() {
    Results results =
        new Results(
            RUN,
            List.of(),
            List.of(
                new Timing("GetPut.based", 1, List.of(20.0, 22.0, 20.8)),
                new Timing("GetPut.netty", 1, List.of(10.0, 11.0, 10.4)),
                new Timing("GetPut.atomic", 1, List.of(9.0, 12.0, 10.5))));
    Report report = new Report(results);
    assertThat(report.getPut())
        .contains("| `BasedRefcount` (patch 5) | 21 ns | 2.00 (2.00 to 2.00) | - | - |")
        .contains("| Netty `AbstractReferenceCounted` | 10 ns | 1 | - | 1 |");
    assertThat(report.verdicts())
        .contains("1 thread: **slower**, 2.00 (2.00 to 2.00) times the time")
        .doesNotContain("OpOrder");
  }

  @Test
  void what_is_measured_later_replaces_the_old_figures_and_says_its_date() {
    Run later = new Run("2031-01-02", "21", "Linux amd64", 8, 1, 1, 50, 0, 3, 4000, 5);
    Results old =
        new Results(
            RUN,
            List.of(),
            List.of(
                new Timing("GetPut.netty", 1, List.of(10.0)),
                new Timing("ReadSide.opOrder", 1, List.of(7.0))));
    Results both =
        old.with(
            new Results(later, List.of(), List.of(new Timing("GetPut.netty", 1, List.of(30.0)))));
    assertThat(both.timings()).hasSize(2);
    assertThat(both.run()).isEqualTo(RUN);
    assertThat(new Report(both).getPut())
        .contains("| Netty `AbstractReferenceCounted` | 30 ns | 1 |")
        .endsWith(
            "\nMeasured later than the rest: 2031-01-02, JDK 21, Linux amd64, 8 processors.\n");
    assertThat(new Report(old).getPut()).doesNotContain("later");
  }

  @Test
  void a_ratio_says_no_more_than_its_rounds_do() {
    assertThat(Ratio.of(List.of(1.0, 1.1), List.of(1.1, 1.0)).verdict())
        .isEqualTo("no difference seen");
    assertThat(Ratio.of(List.of(1.0, 1.01, 1.02), List.of(2.0, 2.01, 2.02)).verdict())
        .isEqualTo("faster");
    Ratio one = Ratio.of(List.of(1.0), List.of(2.0));
    assertThat(one.verdict()).isEqualTo("not to be said from one round");
    assertThat(one.text()).isEqualTo("0.50 (one round)");
    assertThatThrownBy(() -> Ratio.of(List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void numbers_have_as_many_digits_as_mean_something() {
    assertThat(Units.time(3.14)).isEqualTo("3.1 ns");
    assertThat(Units.time(999)).isEqualTo("999 ns");
    assertThat(Units.time(12_345)).isEqualTo("12 µs");
    assertThat(Units.time(8_000_000)).isEqualTo("8.0 ms");
    assertThat(Units.time(2_000_000_000L)).isEqualTo("2.0 s");
    assertThat(Units.rate(12.3)).isEqualTo("12");
    assertThat(Units.rate(12_345)).isEqualTo("12 thousand");
    assertThat(Units.rate(1_234_567)).isEqualTo("1.2 million");
    assertThat(Units.median(List.of(3.0, 1.0))).isEqualTo(2);
  }

  @Test
  void results_in_a_file_are_the_results_that_were_written(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("results.json");
    readers().write(file);
    assertThat(Results.read(file)).isEqualTo(readers());
  }

  @Test
  void the_plot_says_what_it_shows_and_has_a_background(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("plot.svg");
    Plot plot = new Plot(readers());
    plot.write(file);
    assertThat(Files.readString(file))
        .contains(plot.description())
        .contains("<rect height=\"460\" style=\"fill:rgb(255,255,255);")
        .contains(">v3.18, beside unloads<")
        .contains(">100 µs<")
        .contains("font-family:sans-serif")
        .doesNotContain("quot");
  }
}
