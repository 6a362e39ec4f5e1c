package org.rmmodel.impl.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rmmodel.impl.kernel.Errno;

/** What a module's file may say. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ModuleImageTest {
  private final ModuleImage image = ModuleImage.named("m");

  @Test
  void a_name_has_its_limits() {
    assertThat(ModuleImage.named("x".repeat(ModuleImage.MAX_NAME)).name()).hasSize(55);
    assertThatIllegalArgumentException().isThrownBy(() -> ModuleImage.named(""));
    assertThatIllegalArgumentException().isThrownBy(() -> ModuleImage.named("x".repeat(56)));
    assertThatNullPointerException().isThrownBy(() -> ModuleImage.named(null));
  }

  @Test
  void a_symbol_is_not_nothing() {
    assertThatNullPointerException().isThrownBy(() -> image.exporting((String) null));
    assertThatNullPointerException().isThrownBy(() -> image.importing((String) null));
  }

  @Test
  void symbols_add_up_and_an_image_never_changes() {
    ModuleImage more = image.exporting("a", "b").exporting("c").importing("d").importing("e", "f");
    assertThat(more.exports()).containsExactly("a", "b", "c");
    assertThat(more.imports()).containsExactly("d", "e", "f");
    assertThat(image.exports()).isEmpty();
    assertThat(image.imports()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Module.SIZE})
  void a_bug_is_within_the_module(int offset) {
    assertThatIllegalArgumentException().isThrownBy(() -> image.withBug(offset));
  }

  @Test
  void bugs_may_be_at_both_ends() {
    assertThat(image.withBug(0).withBug(Module.SIZE - 1).bugs())
        .containsExactlyInAnyOrder(0, Module.SIZE - 1);
  }

  @Test
  void only_a_module_with_init_and_without_exit_is_permanent() {
    assertThat(image.isPermanent()).isFalse();
    assertThat(image.permanent().isPermanent()).isTrue();
    assertThat(image.permanent().withExit((cpu, self) -> {}).isPermanent()).isFalse();
    assertThat(image.withBadParameter().failure()).isEqualTo(LoadFailure.PARAMETER);
  }

  @Test
  void functions_can_be_replaced_but_not_by_nothing() {
    ModuleInit init = (cpu, self) -> Errno.EIO;
    ModuleExit exit = (cpu, self) -> {};
    assertThat(image.withInit(init).init()).isSameAs(init);
    assertThat(image.withExit(exit).exit()).isSameAs(exit);
    assertThatNullPointerException().isThrownBy(() -> image.withInit(null));
    assertThatNullPointerException().isThrownBy(() -> image.withExit(null));
  }
}
