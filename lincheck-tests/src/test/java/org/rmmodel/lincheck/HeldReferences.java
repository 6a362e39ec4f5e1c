package org.rmmodel.lincheck;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which thread of a scenario holds which references, so that every put follows a get of its own.
 *
 * <p>Each slot belongs to one thread; a counter that threads shared would be a race of the test's
 * own making. No thread switches happen in here ({@link Search}).
 *
 * @param <M> what a reference is to
 */
final class HeldReferences<M> {
  private final List<Deque<M>> held =
      Stream.<Deque<M>>generate(ArrayDeque::new).limit(Slots.THREADS).toList();

  /** Notes that the thread has got a reference. */
  void add(int thread, M module) {
    held.get(Slots.of(thread)).add(module);
  }

  /** Takes a reference of the thread's to be given back; null if it holds none. */
  @Nullable M take(int thread) {
    return held.get(Slots.of(thread)).poll();
  }

  /** Counts the references to some modules that all threads hold; for sequential use. */
  int count(Predicate<M> which) {
    return (int) held.stream().flatMap(Deque::stream).filter(which).count();
  }
}
