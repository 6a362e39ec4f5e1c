package org.rmmodel.impl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rmmodel.impl.ModuleState.GOING;
import static org.rmmodel.impl.ModuleState.LIVE;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What one task alone sees of a refcount with BASE; every name is a sentence. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BasedRefcountTest {
  private final BasedRefcount refcount = new BasedRefcount();

  @Test
  void a_loading_module_holds_itself_until_its_init_is_over() {
    assertThat(refcount.moduleRefcount()).isEqualTo(1);
    assertThat(refcount.modulePut()).isTrue();
    assertThat(refcount.moduleRefcount()).isZero();
  }

  @Test
  void a_loading_module_cannot_be_unloaded() {
    assertThat(refcount.tryReleaseModuleRef()).isFalse();
    assertThat(refcount.moduleRefcount()).isEqualTo(1);
  }

  @Test
  void gets_are_counted_and_puts_undo_them() {
    initSucceeds();
    assertThat(refcount.tryModuleGet(LIVE)).isTrue();
    assertThat(refcount.tryModuleGet(LIVE)).isTrue();
    assertThat(refcount.moduleRefcount()).isEqualTo(2);
    assertThat(refcount.modulePut()).isTrue();
    assertThat(refcount.modulePut()).isTrue();
    assertThat(refcount.moduleRefcount()).isZero();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GOING")
  void coming_and_even_unformed_modules_can_be_taken(ModuleState state) {
    assertThat(refcount.tryModuleGet(state)).isTrue();
  }

  @Test
  void a_going_module_cannot_be_taken_and_stays_untouched() {
    assertThat(refcount.tryModuleGet(GOING)).isFalse();
    assertThat(refcount.moduleRefcount()).isEqualTo(1);
  }

  @Test
  void an_unused_module_is_released_once_and_for_all() {
    initSucceeds();
    assertThat(refcount.tryReleaseModuleRef()).isTrue();
    assertThat(refcount.moduleRefcount()).isEqualTo(-1);
    assertThat(refcount.tryModuleGet(LIVE)).as("P4: no get after the commit, whatever the state").isFalse();
    assertThat(refcount.moduleRefcount()).isEqualTo(-1);
  }

  @Test
  void a_failed_release_leaves_no_trace() {
    initSucceeds();
    refcount.tryModuleGet(LIVE);
    assertThat(refcount.tryReleaseModuleRef()).isFalse();
    assertThat(refcount.moduleRefcount()).as("P6").isEqualTo(1);
    assertThat(refcount.tryModuleGet(LIVE)).isTrue();
    assertThat(refcount.modulePut()).isTrue();
    assertThat(refcount.modulePut()).isTrue();
    assertThat(refcount.tryReleaseModuleRef()).isTrue();
  }

  /** F5: nobody is told, yet the module can be neither used nor unloaded from here on. */
  @Test
  void a_surplus_put_on_an_idle_module_is_silent_and_arms_the_bug() {
    initSucceeds();
    assertThat(refcount.modulePut()).as("no warning").isTrue();
    assertThat(refcount.tryModuleGet(LIVE)).as("a get on a live module that was never unloaded").isFalse();
    assertThatThrownBy(refcount::tryReleaseModuleRef)
        .isInstanceOf(KernelBugException.class)
        .hasMessage("BUG_ON(ret < 0)");
    assertThat(refcount.moduleRefcount()).as("nothing is rolled back").isEqualTo(-2);
  }

  @Test
  void the_second_surplus_put_warns_and_changes_nothing() {
    initSucceeds();
    refcount.modulePut();
    assertThat(refcount.modulePut()).isFalse();
    assertThat(refcount.moduleRefcount()).isEqualTo(-1);
  }

  @Test
  void a_put_after_the_commit_warns() {
    initSucceeds();
    refcount.tryReleaseModuleRef();
    assertThat(refcount.modulePut()).isFalse();
    assertThat(refcount.moduleRefcount()).isEqualTo(-1);
  }

  @Test
  void a_second_release_is_a_bug() {
    initSucceeds();
    refcount.tryReleaseModuleRef();
    assertThatThrownBy(refcount::tryReleaseModuleRef).isInstanceOf(KernelBugException.class);
  }

  /** F5 goes on: what reads -1 is not zero, so a get after the BUG "succeeds", as in the kernel. */
  @Test
  void after_the_bug_a_get_succeeds_once() {
    initSucceeds();
    refcount.modulePut();
    assertThatThrownBy(refcount::tryReleaseModuleRef).isInstanceOf(KernelBugException.class);
    assertThat(refcount.tryModuleGet(LIVE)).isTrue();
    assertThat(refcount.tryModuleGet(LIVE)).isFalse();
  }

  @Test
  void no_state_is_a_mistake_of_the_caller() {
    assertThatNullPointerException().isThrownBy(() -> refcount.tryModuleGet(null));
    assertThat(refcount.moduleRefcount()).isEqualTo(1);
  }

  private void initSucceeds() {
    assertThat(refcount.modulePut()).isTrue();
  }
}
