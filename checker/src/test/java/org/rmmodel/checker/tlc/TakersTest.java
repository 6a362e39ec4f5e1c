package org.rmmodel.checker.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TakersTest {
  private final Takers takers = new Takers();

  @Test
  void aLineIsRead() {
    assertThat(takers.take("<<\"takes\", {\"Get_Inc\", \"Put_Dec\"}>>")).isTrue();
    assertThat(takers.told().orElseThrow()).containsExactly("Get_Inc", "Put_Dec");
  }

  @Test
  void linesAsTlcBreaksThemAreRead() {
    assertThat(takers.take("<< \"takes\",")).isTrue();
    assertThat(takers.take("   { \"Get_Inc\",")).isTrue();
    assertThat(takers.told()).isEmpty();
    assertThat(takers.take("     \"Put_Dec\" } >>")).isTrue();
    assertThat(takers.told().orElseThrow()).containsExactly("Get_Inc", "Put_Dec");
    assertThat(takers.take("what follows")).isFalse();
  }

  @Test
  void nobodyTakesAnythingIsToldToo() {
    assertThat(takers.take("<<\"takes\", {}>>")).isTrue();
    assertThat(takers.told().orElseThrow()).isEmpty();
  }

  @Test
  void otherLinesAreLeft() {
    assertThat(takers.take("Computing initial states...")).isFalse();
    assertThat(takers.take("<<\"something else\", {}>>")).isFalse();
    assertThat(takers.told()).isEmpty();
  }
}
