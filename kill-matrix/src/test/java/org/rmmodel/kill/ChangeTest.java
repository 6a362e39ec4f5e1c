package org.rmmodel.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rmmodel.common.BadInput;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ChangeTest {
  @Test
  void how_the_old_text_is_broken_into_lines_does_not_matter() {
    assertThat(new Change("a", "if (x) {  y(); }", "y();").applyTo("f;\nif (x)\n  { y();\n}\ng;"))
        .isEqualTo("f;\ny();\ng;");
  }

  @Test
  void nothing_in_the_texts_is_taken_for_a_pattern() {
    assertThat(new Change("a", "f(.*)", "$1\\").applyTo("f(.*)")).isEqualTo("$1\\");
  }

  @Test
  void a_text_that_is_not_there_is_an_error() {
    assertThatThrownBy(() -> new Change("Rcu.java", "two\n lines", "b").applyTo("one"))
        .isInstanceOf(BadInput.class)
        .hasMessage("Rcu.java has no longer: two lines");
  }

  @Test
  void a_text_that_is_there_twice_is_an_error() {
    assertThatThrownBy(() -> new Change("Rcu.java", "a b", "c").applyTo("a b, a  b"))
        .isInstanceOf(BadInput.class)
        .hasMessage("Rcu.java has more than once: a b");
  }
}
