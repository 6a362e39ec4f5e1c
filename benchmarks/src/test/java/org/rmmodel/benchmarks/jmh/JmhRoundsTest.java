package org.rmmodel.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rmmodel.benchmarks.report.Timing;

/** Whether the benchmarks run; in this JVM and for an instant, so that no time means anything. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JmhRoundsTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void several_builds_at_a_time_do_not_disturb_each_other_here() {
    System.setProperty("jmh.ignoreLock", "true");
  }

  static Stream<Bench> all() {
    return Stream.of(Bench.refcount(), Bench.recorder(), Bench.rcu()).flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("all")
  void every_benchmark_can_run(Bench benchmark) throws IOException {
    JmhRounds rounds = newRounds();
    rounds.round(List.of(benchmark), unused -> {});
    assertThat(rounds.timings())
        .singleElement()
        .satisfies(
            timing -> {
              assertThat(timing.benchmark()).isEqualTo(benchmark.name());
              assertThat(timing.threads()).isEqualTo(benchmark.threads());
              assertThat(timing.nanos()).hasSize(1);
            });
  }

  @Test
  void each_round_adds_a_time_and_is_in_the_file_of_jmh() throws IOException {
    Bench benchmark = Bench.refcount().get(0);
    List<Bench> told = new ArrayList<>();
    JmhRounds rounds = newRounds();
    rounds.round(List.of(benchmark), told::add);
    rounds.round(List.of(benchmark), told::add);
    assertThat(told).containsExactly(benchmark, benchmark);
    assertThat(rounds.timings()).flatMap(Timing::nanos).hasSize(2);
    Path file = folder.resolve("jmh.json");
    rounds.write(file);
    assertThat(Files.readString(file)).contains("GetPut.based");
  }

  @Test
  void a_benchmark_that_is_not_there_is_an_error() {
    Bench none = new Bench("GetPut.none", 1, "");
    assertThatThrownBy(() -> newRounds().round(List.of(none), unused -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("GetPut.none with 1 thread");
  }

  private static JmhRounds newRounds() {
    return new JmhRounds(folder.resolve("jmh.log"), 0, 1, 5);
  }
}
