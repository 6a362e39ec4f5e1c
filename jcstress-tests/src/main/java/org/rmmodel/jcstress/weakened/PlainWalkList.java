package org.rmmodel.jcstress.weakened;

/**
 * A list where a walker follows pointers plainly.
 *
 * @param <E> what the entries are
 */
public final class PlainWalkList<E> extends StepwiseList<E> {
  /** Makes an empty list. */
  public PlainWalkList() {}

  @Override
  @SuppressWarnings("unchecked") // only nodes of this list are written there
  protected Node<E> follow(Node<E> from) {
    return (Node<E>) NEXT.get(from);
  }
}
