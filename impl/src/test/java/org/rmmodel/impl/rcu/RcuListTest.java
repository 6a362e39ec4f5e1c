package org.rmmodel.impl.rcu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What a reader sees of a list while a writer changes it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RcuListTest {
  private final RcuList<String> list = new RcuList<>();
  private final RcuList.Node<String> a = RcuList.Node.of("a");
  private final RcuList.Node<String> b = RcuList.Node.of("b");
  private final RcuList.Node<String> c = RcuList.Node.of("c");

  @Test
  void an_empty_list_leads_back_to_its_head() {
    assertThat(list.head().next()).isSameAs(list.head());
    assertThat(list.head().entry()).isNull();
  }

  @Test
  void the_newest_entry_comes_first() {
    addAll();
    assertThat(entries()).containsExactly("c", "b", "a");
  }

  @Test
  void entries_can_be_removed_anywhere() {
    addAll();
    list.delRcu(b);
    assertThat(entries()).containsExactly("c", "a");
    list.delRcu(c);
    assertThat(entries()).containsExactly("a");
    list.del(a);
    assertThat(entries()).isEmpty();
  }

  @Test
  void neighbours_of_a_removed_entry_can_be_removed_too() {
    addAll();
    list.delRcu(b);
    list.delRcu(a);
    assertThat(entries()).containsExactly("c");
  }

  @Test
  void a_reader_on_a_removed_entry_goes_on() {
    addAll();
    list.delRcu(b);
    assertThat(b.next()).isSameAs(a);
  }

  @Test
  void a_reader_on_an_entry_removed_without_rcu_follows_the_poison() {
    addAll();
    list.del(b);
    assertThatThrownBy(b::next)
        .isInstanceOf(ListPoisonException.class)
        .hasMessage("followed LIST_POISON1");
  }

  @Test
  void whether_an_entry_is_on_the_list_is_known() {
    assertThat(a.isLinked()).isFalse();
    list.addRcu(a);
    assertThat(a.isLinked()).isTrue();
    list.delRcu(a);
    assertThat(a.isLinked()).isFalse();
    list.addRcu(a);
    list.del(a);
    assertThat(a.isLinked()).isFalse();
  }

  @Test
  void an_entry_cannot_be_added_or_removed_twice() {
    addAll();
    assertThatIllegalStateException().isThrownBy(() -> list.addRcu(b));
    list.delRcu(b);
    assertThatIllegalStateException().isThrownBy(() -> list.delRcu(b));
    assertThatIllegalStateException().isThrownBy(() -> list.del(b));
    assertThat(entries()).containsExactly("c", "a");
  }

  private void addAll() {
    list.addRcu(a);
    list.addRcu(b);
    list.addRcu(c);
  }

  private List<String> entries() {
    List<String> entries = new ArrayList<>();
    for (RcuList.Node<String> node = list.head().next(); node.entry() != null; node = node.next()) {
      entries.add(node.entry());
    }
    return entries;
  }
}
