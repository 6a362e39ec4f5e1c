package org.rmmodel.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One thread runs at a time, and it is the one to whom the turn was passed. */
class TurnsTest {
  private static final int TIMES = 1_000;

  private final List<String> done = new ArrayList<>(); // of no use to two threads at once
  private final Turns turns = new Turns(done::toString);

  @Test
  void each_goes_on_where_it_passed_the_turn_on() {
    List<Turns.Player> players = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      int me = i;
      players.add(
          turns.player(
              () -> {
                for (int k = 0; k < TIMES; k++) {
                  done.add("player " + me + ", " + k);
                  turns.passTo(players.get(1 - me));
                }
                return me == 0 ? players.get(1) : turns.first();
              }));
    }
    assertThat(turns.isFirst()).isTrue();
    turns.passTo(players.get(0));
    assertThat(turns.isFirst()).isTrue();
    List<String> expected = new ArrayList<>();
    for (int k = 0; k < TIMES; k++) {
      expected.add("player 0, " + k);
      expected.add("player 1, " + k);
    }
    assertThat(done).isEqualTo(expected);
  }

  @Test
  void an_interrupt_waits_until_its_thread_has_the_turn() {
    Turns.Player player =
        turns.player(
            () -> {
              turns.passTo(turns.first());
              done.add("interrupted: " + Thread.currentThread().isInterrupted());
              return turns.first();
            });
    turns.passTo(player);
    player.interrupt();
    turns.passTo(turns.first()); // to oneself: nothing happens
    assertThat(done).isEmpty();
    turns.passTo(player);
    assertThat(done).containsExactly("interrupted: true");
    Turns.Player next =
        turns.player(
            () -> {
              done.add("interrupted: " + Thread.currentThread().isInterrupted());
              return turns.first();
            });
    turns.passTo(next);
    assertThat(done).containsExactly("interrupted: true", "interrupted: false");
  }

  @Test
  void who_began_is_told_that_a_player_has_failed_and_where() {
    Turns.Player player =
        turns.player(
            () -> {
              done.add("this");
              throw new UnsupportedOperationException("that");
            });
    assertThatThrownBy(() -> turns.passTo(player))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("after [this]")
        .hasRootCauseMessage("that");
  }
}
