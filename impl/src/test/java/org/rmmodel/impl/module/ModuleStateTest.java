package org.rmmodel.impl.module;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rmmodel.impl.Fact;

/** Module states, as the kernel numbers them. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ModuleStateTest {
  @Test
  void states_have_the_kernels_numbers() {
    assertThat(ModuleState.values())
        .containsExactly(
            ModuleState.LIVE, ModuleState.COMING, ModuleState.GOING, ModuleState.UNFORMED);
  }

  /** UNFORMED counts as live, and that is {@link Fact#F7 F7}. */
  @Test
  void every_state_but_going_counts_as_live() {
    assertThat(ModuleState.values())
        .filteredOn(state -> !state.isLive())
        .containsExactly(ModuleState.GOING);
  }
}
