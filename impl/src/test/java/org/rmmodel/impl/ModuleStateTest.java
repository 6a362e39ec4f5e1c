package org.rmmodel.impl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ModuleStateTest {
  @Test
  void the_numbers_are_the_kernels() {
    assertThat(ModuleState.values())
        .containsExactly(ModuleState.LIVE, ModuleState.COMING, ModuleState.GOING, ModuleState.UNFORMED);
  }

  @Test
  void only_going_is_not_live() {
    assertThat(ModuleState.values()).filteredOn(state -> !state.isLive()).containsExactly(ModuleState.GOING);
  }
}
