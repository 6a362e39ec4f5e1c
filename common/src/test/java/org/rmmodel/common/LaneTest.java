package org.rmmodel.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LaneTest {
  @Test
  void a_lane_has_the_name_that_users_write() {
    for (Lane lane : Lane.values()) {
      assertThat(Lane.named(lane.toString())).isSameAs(lane);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Full", "FULL", "fast"})
  void there_are_three_lanes(String name) {
    assertThatThrownBy(() -> Lane.named(name))
        .isInstanceOf(BadInput.class)
        .hasMessage("unknown lane " + name + "; there is smoke, full, exhaustive");
  }

  @Test
  void the_tests_run_in_the_lane_of_the_build() {
    assertThat(Lane.current()).hasToString(System.getProperty("rmmodel.lane", "full"));
  }

  @Test
  void a_lane_includes_the_smaller_ones_and_picks_its_own() {
    assertThat(Lane.FULL.includes(Lane.SMOKE)).isTrue();
    assertThat(Lane.FULL.includes(Lane.EXHAUSTIVE)).isFalse();
    assertThat(Lane.FULL.<Integer>pick(1, 2, 3)).isEqualTo(2);
  }
}
