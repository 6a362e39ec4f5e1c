package org.rmmodel.property.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Example;
import org.rmmodel.impl.module.ModuleInfo;
import org.rmmodel.impl.module.ModuleState;

/**
 * What no mutant brings about, as a step of the implementation does too much for that, is noticed.
 */
class LinesTest {
  private static final ModuleInfo USER = new ModuleInfo("b", 0, List.of(), ModuleState.LIVE);

  @Example
  void a_module_with_its_user_is_right() {
    assertThat(Lines.wrong(List.of(USER, used(1, ModuleState.LIVE)))).isNull();
  }

  @Example
  void two_modules_of_one_name_are_noticed() {
    assertThat(Lines.wrong(List.of(USER, USER)))
        .extracting(Lines.Wrong::oracle)
        .isEqualTo(Oracle.NAME);
  }

  @Example
  void a_user_without_a_reference_is_noticed() {
    assertThat(Lines.wrong(List.of(USER, used(0, ModuleState.LIVE))))
        .extracting(Lines.Wrong::oracle)
        .isEqualTo(Oracle.DEPENDENCY);
  }

  @Example
  void a_used_module_that_goes_is_noticed() {
    assertThat(Lines.wrong(List.of(USER, used(1, ModuleState.GOING))))
        .extracting(Lines.Wrong::oracle)
        .isEqualTo(Oracle.DEPENDENCY);
  }

  private static ModuleInfo used(int refcount, ModuleState state) {
    return new ModuleInfo("a", refcount, List.of("b"), state);
  }
}
