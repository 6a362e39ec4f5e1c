package org.rmmodel.jcstress.weakened;

/**
 * A list where the pointer to a new entry is written plainly.
 *
 * @param <E> what the entries are
 */
public final class PlainPointerList<E> extends StepwiseList<E> {
  /** Makes an empty list. */
  public PlainPointerList() {}

  @Override
  protected void publish(Node<E> at, Node<E> node) {
    NEXT.set(at, node);
  }
}
