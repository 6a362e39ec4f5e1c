package org.rmmodel.benchmarks.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReadersTrialTest {

  @ParameterizedTest
  @MethodSource("org.rmmodel.benchmarks.readers.Scenario#all")
  void every_scenario_can_be_measured(Scenario scenario) throws Exception {
    Trial trial = ReadersTrial.run(scenario, new Effort(2, 2, 3, 0, 10, 50));
    assertThat(trial.gaps().getTotalCount()).isPositive();
    assertThat(trial.operationsPerSecond()).isPositive();
    if (scenario.unloading() == Unloading.NONE) {
      assertThat(trial.unloads().getTotalCount()).isZero();
    } else {
      assertThat(trial.unloads().getTotalCount()).isPositive();
    }
  }

  @Test
  void unloads_can_be_given_a_pace() throws Exception {
    Scenario scenario = new Scenario(Series.AFTER, Operation.GET_PUT, Unloading.HERE);
    Trial trial = ReadersTrial.run(scenario, new Effort(1, 1, 1, 10_000, 0, 100));
    // One every 10 ms: never more than fit, however slow the machine is.
    assertThat(trial.unloads().getTotalCount()).isBetween(1L, 11L);
  }

  @Test
  void a_trial_in_a_file_is_the_trial_that_was_written(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("trial.json");
    Trial trial = new Trial(1_000_000_000, Trial.newHistogram(), Trial.newHistogram());
    Trial.record(trial.gaps(), 100);
    Trial.record(trial.gaps(), Long.MAX_VALUE);
    TrialFile.write(trial, file);
    Trial read = TrialFile.read(file);
    assertThat(read.operationsPerSecond()).isEqualTo(2);
    assertThat(read.unloadsPerSecond()).isZero();
    assertThat(read.gaps()).isEqualTo(trial.gaps());
  }

  @Test
  void a_trial_can_have_a_jvm_of_its_own(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("trial.json");
    Scenario scenario = new Scenario(Series.BEFORE, Operation.WALK, Unloading.HERE);
    Trial trial = TrialFork.run(scenario, new Effort(1, 1, 2, 0, 10, 50), file);
    assertThat(trial.gaps().getTotalCount()).isPositive();
    assertThat(folder).isDirectoryContaining(file::equals);
  }

  @Test
  void a_file_that_cannot_be_written_is_an_error(@TempDir Path folder) {
    Scenario scenario = new Scenario(Series.BEFORE, Operation.WALK, Unloading.HERE);
    assertThatThrownBy(
            () -> TrialFork.run(scenario, new Effort(1, 1, 1, 0, 0, 1), folder.resolve("no/file")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void trials_add_up() {
    Trial trial = new Trial(500_000_000, Trial.newHistogram(), Trial.newHistogram());
    Trial.record(trial.gaps(), 100);
    Trial both = trial.plus(trial);
    assertThat(both.nanos()).isEqualTo(1_000_000_000);
    assertThat(both.gaps().getTotalCount()).isEqualTo(2);
  }

  @Test
  void an_effort_of_nobody_or_of_no_time_is_refused() {
    assertThatThrownBy(() -> new Effort(0, 1, 1, 0, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Effort(1, 1, 1, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
