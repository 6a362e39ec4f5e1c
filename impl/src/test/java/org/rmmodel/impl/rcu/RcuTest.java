package org.rmmodel.impl.rcu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Which read-side critical sections a grace period waits for. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RcuTest {
  private final Rcu rcu = new Rcu();
  private final Reader reader = rcu.register();
  private final Reader other = rcu.register();

  @Test
  void a_grace_period_without_readers_is_over_at_once() {
    assertThat(rcu.poll(rcu.startPoll())).isTrue();
  }

  @Test
  void a_grace_period_waits_for_a_section_that_was_there() {
    reader.lock();
    long gracePeriod = rcu.startPoll();
    assertThat(rcu.poll(gracePeriod)).isFalse();
    reader.unlock();
    assertThat(rcu.poll(gracePeriod)).isTrue();
  }

  @Test
  void a_grace_period_does_not_wait_for_a_section_that_began_later() {
    long gracePeriod = rcu.startPoll();
    reader.lock();
    assertThat(rcu.poll(gracePeriod)).isTrue();
    assertThat(rcu.poll(rcu.startPoll())).as("the next one does").isFalse();
  }

  @Test
  void a_grace_period_waits_for_every_section_that_was_there() {
    reader.lock();
    other.lock();
    long gracePeriod = rcu.startPoll();
    reader.unlock();
    assertThat(rcu.poll(gracePeriod)).isFalse();
    other.unlock();
    assertThat(rcu.poll(gracePeriod)).isTrue();
  }

  @Test
  void a_reader_that_comes_back_is_not_waited_for_again() {
    reader.lock();
    long gracePeriod = rcu.startPoll();
    reader.unlock();
    reader.lock();
    assertThat(rcu.poll(gracePeriod)).isTrue();
  }

  @Test
  void nested_sections_end_with_the_outermost() {
    reader.lock();
    long gracePeriod = rcu.startPoll();
    reader.lock();
    reader.unlock();
    assertThat(reader.inSection()).isTrue();
    assertThat(rcu.poll(gracePeriod)).isFalse();
    reader.unlock();
    assertThat(reader.inSection()).isFalse();
    assertThat(rcu.poll(gracePeriod)).isTrue();
  }

  @Test
  void an_inner_section_does_not_make_the_outer_one_younger() {
    reader.lock();
    long gracePeriod = rcu.startPoll();
    reader.lock();
    assertThat(rcu.poll(gracePeriod)).isFalse();
  }

  @Test
  void grace_periods_may_overlap() {
    reader.lock();
    long first = rcu.startPoll();
    other.lock();
    long second = rcu.startPoll();
    reader.unlock();
    assertThat(rcu.poll(first)).as("other's section began later").isTrue();
    assertThat(rcu.poll(second)).isFalse();
  }

  @Test
  void readers_may_come_and_go() {
    Reader late = rcu.register();
    late.lock();
    long gracePeriod = rcu.startPoll();
    assertThat(rcu.poll(gracePeriod)).isFalse();
    late.unlock();
    rcu.unregister(late);
    assertThat(rcu.poll(gracePeriod)).isTrue();
    reader.lock();
    assertThat(rcu.poll(rcu.startPoll())).as("the others are still known").isFalse();
  }

  @Test
  void a_reader_within_a_section_cannot_go() {
    reader.lock();
    assertThatIllegalStateException().isThrownBy(() -> rcu.unregister(reader));
    assertThat(rcu.poll(rcu.startPoll())).isFalse();
  }

  @Test
  void a_section_that_was_not_entered_cannot_be_left() {
    assertThatIllegalStateException().isThrownBy(reader::unlock);
    reader.lock();
    assertThat(reader.inSection()).as("the mistake has changed nothing").isTrue();
  }
}
