package org.rmmodel.impl.rcu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Readers that have gone or are another's, grace periods that never were, nodes that are no
 * entries.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BadInputTest {
  private final Rcu rcu = new Rcu();
  private final Reader reader = rcu.register();

  @Test
  void a_reader_that_has_gone_enters_no_section() {
    rcu.unregister(reader);
    for (int i = 0; i < 2; i++) {
      assertThatIllegalStateException()
          .isThrownBy(reader::lock)
          .withMessage("not registered any more");
      assertThat(reader.inSection()).as("no trace").isFalse();
    }
    assertThatIllegalStateException()
        .isThrownBy(reader::unlock)
        .withMessage("not in a read-side critical section");
    reader.leaveAll();
    assertThatIllegalStateException().isThrownBy(reader::lock);
    assertThat(rcu.poll(rcu.startPoll())).isTrue();
  }

  @Test
  void a_reader_goes_once() {
    Reader other = rcu.register();
    rcu.unregister(reader);
    assertThatIllegalStateException()
        .isThrownBy(() -> rcu.unregister(reader))
        .withMessage("not registered any more");
    other.lock();
    assertThat(rcu.poll(rcu.startPoll())).as("the other one stays").isFalse();
  }

  @Test
  void a_reader_of_another_flavour_stays_where_it_is() {
    Rcu another = new Rcu();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> another.unregister(reader))
        .withMessage("reader: of another flavour");
    reader.lock();
    assertThat(rcu.poll(rcu.startPoll())).isFalse();
  }

  @Test
  void a_reader_that_may_not_go_yet_can_go_on() {
    reader.lock();
    assertThatIllegalStateException()
        .isThrownBy(() -> rcu.unregister(reader))
        .withMessage("in a read-side critical section");
    reader.lock();
    reader.unlock();
    assertThat(reader.inSection()).isTrue();
    reader.unlock();
    rcu.unregister(reader);
  }

  /** Else they would be over at once, or never. */
  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1, 4, Long.MAX_VALUE})
  void a_grace_period_that_never_began_has_no_end(long number) {
    long first = rcu.startPoll();
    long second = rcu.startPoll();
    assertThat(second).as("the newest").isEqualTo(first + 1).isEqualTo(3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rcu.poll(number))
        .withMessage("grace period: none with the number " + number);
    reader.lock();
    assertThatIllegalArgumentException().isThrownBy(() -> rcu.poll(number));
    assertThat(rcu.poll(first)).isTrue();
    assertThat(rcu.poll(second)).isTrue();
  }

  @Test
  void nothing_is_no_argument() {
    RcuList<String> list = new RcuList<>();
    assertThatNullPointerException().isThrownBy(() -> rcu.unregister(null)).withMessage("reader");
    assertThatNullPointerException().isThrownBy(() -> RcuList.Node.of(null)).withMessage("entry");
    assertThatNullPointerException().isThrownBy(() -> list.addRcu(null)).withMessage("node");
    assertThatNullPointerException().isThrownBy(() -> list.delRcu(null)).withMessage("node");
    assertThatNullPointerException().isThrownBy(() -> list.del(null)).withMessage("node");
    assertThat(list.head().next()).isSameAs(list.head());
  }

  @Test
  void a_head_is_no_entry() {
    RcuList<String> list = new RcuList<>();
    RcuList<String> other = new RcuList<>();
    RcuList.Node<String> a = RcuList.Node.of("a");
    list.addRcu(a);
    assertThatIllegalArgumentException().isThrownBy(() -> list.delRcu(list.head()));
    assertThatIllegalArgumentException().isThrownBy(() -> list.del(list.head()));
    assertThatIllegalArgumentException().isThrownBy(() -> list.delRcu(other.head()));
    assertThatIllegalStateException().isThrownBy(() -> list.addRcu(list.head()));
    assertThatIllegalStateException().isThrownBy(() -> list.addRcu(other.head()));
    assertThat(list.head().next()).isSameAs(a);
    assertThat(a.next()).isSameAs(list.head());
    list.delRcu(a);
    assertThat(list.head().next()).isSameAs(list.head());
  }

  /** As in the kernel, whose list_del is not told of which list. */
  @Test
  void an_entry_of_another_list_is_taken_off_that_one() {
    RcuList<String> list = new RcuList<>();
    RcuList<String> other = new RcuList<>();
    RcuList.Node<String> a = RcuList.Node.of("a");
    list.addRcu(a);
    assertThatIllegalStateException().isThrownBy(() -> other.addRcu(a));
    other.delRcu(a);
    assertThat(list.head().next()).isSameAs(list.head());
    assertThat(other.head().next()).isSameAs(other.head());
  }

  @Test
  void an_entry_that_never_was_on_a_list_leads_nowhere() {
    RcuList.Node<String> a = RcuList.Node.of("a");
    assertThatIllegalStateException().isThrownBy(a::next).isInstanceOf(ListPoisonException.class);
  }
}
