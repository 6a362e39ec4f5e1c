package org.rmmodel.jcstress.weakened;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@link org.rmmodel.impl.rcu.RcuList} as far as adding and the first step of a walk go, with a
 * method for each step that a subclass weakens. As it stands, every access mode is that of the real
 * class.
 *
 * @param <E> what the entries are
 */
public class StepwiseList<E> {
  /** The access modes of the pointers. */
  protected static final VarHandle NEXT;

  static {
    try {
      NEXT = MethodHandles.lookup().findVarHandle(Node.class, "next", Node.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * An entry's place in the list.
   *
   * @param <E> what the entries are
   */
  public static final class Node<E> {
    private final @Nullable E entry;
    private @Nullable Node<E> next;

    /**
     * Makes the place of an entry.
     *
     * @param entry the entry, or null for the head
     */
    public Node(@Nullable E entry) {
      this.entry = entry;
    }

    /**
     * Gives the entry.
     *
     * @return the entry, or null if this is the head
     */
    public @Nullable E entry() {
      return entry;
    }
  }

  private final Node<E> head = new Node<>(null);

  /** Makes an empty list. */
  public StepwiseList() {
    head.next = head;
  }

  /**
   * Adds an entry in front.
   *
   * @param node the entry's place
   */
  public final void addRcu(Node<E> node) {
    node.next = Objects.requireNonNull(head.next);
    publish(head, node);
  }

  /**
   * Gives the first entry, or the head.
   *
   * @return its place
   */
  public final Node<E> first() {
    return follow(head);
  }

  /**
   * Writes the pointer to a new entry: release.
   *
   * @param at where
   * @param node the entry's place
   */
  protected void publish(Node<E> at, Node<E> node) {
    NEXT.setRelease(at, node);
  }

  /**
   * Follows a pointer: acquire.
   *
   * @param from where
   * @return the next node
   */
  @SuppressWarnings("unchecked") // only nodes of this list are written there
  protected Node<E> follow(Node<E> from) {
    return (Node<E>) NEXT.getAcquire(from);
  }
}
