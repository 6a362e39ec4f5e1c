package org.rmmodel.jcstress.litmus;

/**
 * Memory on a list, which tells whether it has been freed. A look at it takes a while, so that the
 * section around it does.
 */
final class Entry {
  /** What a reader has found: the entry was not on the list any more. */
  static final int NOT_FOUND = 0;

  /** What a reader has found: the entry, and it had not been freed. */
  static final int FOUND = 1;

  /** What a reader has found: the entry, and it had been freed. */
  static final int FREED = 2;

  private int seed = 1;

  /** Twice the same, so that a look has to know first which one it wants. */
  private final int[] memory;

  private Entry(int content) {
    memory = new int[] {content, content};
  }

  /** Makes the entry that will be freed. */
  static Entry allocated() {
    return new Entry(FOUND);
  }

  /** Makes the entry that comes after it: who is there has not found it. */
  static Entry last() {
    return new Entry(NOT_FOUND);
  }

  /** Looks at the memory, with plain reads, at the end of a while. */
  int look() {
    // The mask spares a check that would have to know the index before it goes on.
    return memory[Dwell.bit(seed) & (memory.length - 1)];
  }

  /** Frees the memory, with plain writes. */
  void free() {
    memory[0] = FREED;
    memory[1] = FREED;
    seed = 0;
  }
}
