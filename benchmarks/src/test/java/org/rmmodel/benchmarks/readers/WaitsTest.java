package org.rmmodel.benchmarks.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WaitsTest {
  private final Histogram gaps = Trial.newHistogram();

  @Test
  void who_comes_into_one_gap_waits_for_half_of_it_in_the_middle() {
    gaps.recordValue(1000);
    Waits waits = new Waits(gaps);
    assertThat(waits.exceededBy(0.5)).isCloseTo(500, within(2.0));
    assertThat(waits.exceededBy(0)).isCloseTo(1000, within(2.0));
    assertThat(waits.shareAbove(750)).isCloseTo(0.25, within(0.01));
  }

  @Test
  void a_stall_weighs_as_much_as_it_lasts_and_not_as_one_call() {
    gaps.recordValueWithCount(100, 9_900); // 990 microseconds in all
    gaps.recordValue(1_010_000);
    Waits waits = new Waits(gaps);
    assertThat(waits.shareAbove(100)).isCloseTo(0.505, within(0.005));
    assertThat(gaps.getValueAtPercentile(99)).isEqualTo(100);
    assertThat(waits.exceededBy(0.01)).isCloseTo(990_000, within(2_000.0));
  }

  @Test
  void nobody_waits_where_there_are_no_gaps() {
    Waits waits = new Waits(gaps);
    assertThat(waits.shareAbove(0)).isZero();
    assertThat(waits.exceededBy(0.5)).isZero();
    assertThat(waits.exceededBy(0)).isZero();
  }
}
