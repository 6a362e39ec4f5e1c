package org.rmmodel.impl.rcu;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.Fact;

/**
 * A list that is read without locks: {@code list_head} and the RCU list functions. Entries are
 * added and removed by one thread at a time (under a mutex, or with the machine stopped); readers
 * follow {@link Node#next()} inside a read-side critical section.
 *
 * @param <E> what the entries are
 */
public final class RcuList<E> {
  private static final VarHandle NEXT;

  static {
    try {
      NEXT = MethodHandles.lookup().findVarHandle(Node.class, "next", Node.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * An entry's place in the list, embedded in the entry as {@code list_head} is.
   *
   * @param <E> what the entries are
   */
  public static final class Node<E> {
    private final @Nullable E entry;

    /** The next node; null is the kernel's LIST_POISON1, what {@code list_del} leaves behind. */
    @SuppressWarnings("UnusedVariable") // written in place, read by its name
    private @Nullable Node<E> next;

    /** The node before; null when the node is off the list. Only writers follow it. */
    private @Nullable Node<E> previous;

    private Node(@Nullable E entry) {
      this.entry = entry;
    }

    /**
     * Makes the place of an entry, off any list.
     *
     * @param <E> what the entries are
     * @param entry the entry; not null, which would look like the head
     * @return its place
     */
    public static <E> Node<E> of(E entry) {
      return new Node<>(Objects.requireNonNull(entry, "entry"));
    }

    /**
     * Gives the entry.
     *
     * @return the entry, or null if this is the list's head, so that the walk is over
     */
    public @Nullable E entry() {
      return entry;
    }

    /**
     * Follows the pointer: {@code rcu_dereference} of {@code next}.
     *
     * <p>Memory order: <em>acquire</em>, where the kernel relies on the address dependency: what
     * the entry was set up with is seen by whoever finds it. Litmus: list-add, list-add-plain.
     *
     * @return the next node, the head after the last
     * @throws ListPoisonException if the entry was removed by {@link RcuList#del}, or never was on
     *     a list
     */
    public Node<E> next() {
      @SuppressWarnings("unchecked") // only nodes of this list are written there
      Node<E> to = (Node<E>) NEXT.getAcquire(this);
      if (to == null) {
        throw new ListPoisonException();
      }
      return to;
    }

    /** Tells a writer whether the entry is on the list. */
    boolean isLinked() {
      return previous != null;
    }
  }

  private final Node<E> head = new Node<>(null);

  /** Makes an empty list. */
  public RcuList() {
    head.next = head;
    head.previous = head;
  }

  /**
   * Gives where a walk begins.
   *
   * @return the head, which holds no entry
   */
  public Node<E> head() {
    return head;
  }

  /**
   * Adds an entry in front: {@code list_add_rcu}.
   *
   * <p>Memory order: its own pointer plainly, as nobody can see it; then the head's with
   * <em>release</em> ({@code rcu_assign_pointer}), so that who finds the entry sees it set up.
   * Litmus: list-add, list-add-once.
   *
   * @param node the entry's place, off any list
   * @throws IllegalStateException if it is on a list, as a head always is
   */
  public void addRcu(Node<E> node) {
    Objects.requireNonNull(node, "node");
    if (node.isLinked()) {
      throw new IllegalStateException("on a list already");
    }
    Node<E> first = head.next();
    node.next = first;
    node.previous = head;
    first.previous = node;
    NEXT.setRelease(head, node);
  }

  /**
   * Removes an entry and leaves its own pointer as it is, so that readers who are there go on:
   * {@code list_del_rcu}. The entry may be freed after a grace period.
   *
   * <p>Memory order: <em>release</em>, as the predecessor now publishes the successor. Litmus:
   * list-add.
   *
   * <p>As in the kernel, an entry of another list is taken off that one.
   *
   * @param node the entry's place
   * @throws IllegalStateException if it is on no list
   * @throws IllegalArgumentException if it is a head
   */
  public void delRcu(Node<E> node) {
    Objects.requireNonNull(node, "node");
    if (node.entry == null) {
      throw new IllegalArgumentException("node: a head is no entry");
    }
    Node<E> previous = node.previous;
    if (previous == null) {
      throw new IllegalStateException("on no list");
    }
    Node<E> next = node.next();
    next.previous = previous;
    NEXT.setRelease(previous, next);
    node.previous = null;
  }

  /**
   * Removes an entry and poisons its pointer: {@code list_del}, for lists that nobody reads at the
   * time. A reader who is there follows the poison ({@link Fact#F1 F1}). Memory order:
   * <em>opaque</em>. Litmus: grace-period-before.
   *
   * @param node the entry's place
   * @throws IllegalStateException if it is on no list
   * @throws IllegalArgumentException if it is a head
   */
  public void del(Node<E> node) {
    delRcu(node);
    NEXT.setOpaque(node, null);
  }
}
