package org.rmmodel.impl.rcu;

/** A reader followed the pointer that {@code list_del} has poisoned: a page fault in the kernel. */
public final class ListPoisonException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  ListPoisonException() {
    super("followed LIST_POISON1");
  }
}
