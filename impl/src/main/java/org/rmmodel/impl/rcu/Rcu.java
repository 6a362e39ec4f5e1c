package org.rmmodel.impl.rcu;

import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One flavour of RCU: a grace period waits for the read-side critical sections that were there when
 * it began, and for no other.
 *
 * <p>How it works. Grace periods are numbered. A section notes the number that it finds when it
 * begins, in a slot of its own; a grace period raises the number and is over when no slot holds an
 * older one. The number never repeats, so one look at each slot is enough, and grace periods may
 * overlap.
 *
 * <p>Why it is right. Let a grace period G begin after a pointer was unlinked, and a section S hold
 * that pointer.
 *
 * <ul>
 *   <li>S noted a number older than G. If G sees the slot, it waits. If it does not, then S's full
 *       fence comes after G's, and S reads what was unlinked as unlinked: it cannot hold the
 *       pointer.
 *   <li>S noted G's number or a later one. It read that number with acquire, and so it sees the
 *       unlinking, which came before the number was raised.
 * </ul>
 *
 * And when G has seen S's slot empty, or taken by a later section of the same reader, then by
 * acquire to a release that comes after S all that S read was read before: what G's caller frees, S
 * no longer looks at. The same holds for a reader that registers late, with the list of readers in
 * the place of the slot.
 *
 * <p>In the kernel the sections of {@code synchronize_rcu} and {@code synchronize_sched} are two
 * flavours; each is an instance of this class. The specification's grace period is a set of readers
 * that shrinks; here the set is that of the slots with older numbers.
 */
public final class Rcu {
  /** The number before the first grace period's. */
  private static final long NONE_YET = 1;

  /** The number of the newest grace period; 0 is what an empty slot holds, so it begins with 1. */
  private final AtomicLong gracePeriod = new AtomicLong(NONE_YET);

  /**
   * All readers; replaced as a whole. Volatile: part of the store buffering of {@link Reader}.
   * Litmus: grace-period.
   */
  private volatile Reader[] readers = {};

  /**
   * Registers a reader.
   *
   * @return a reader, for one thread at a time
   */
  public synchronized Reader register() {
    Reader[] more = Arrays.copyOf(readers, readers.length + 1);
    Reader reader = new Reader(this);
    more[more.length - 1] = reader;
    readers = more;
    return reader;
  }

  /**
   * Forgets a reader, which refuses every section from now on. Called where the reader is used, or
   * with a happens-before edge from there.
   *
   * @param reader the reader
   * @throws IllegalStateException if it is in a section, or has been unregistered before
   * @throws IllegalArgumentException if it is of another flavour
   */
  public synchronized void unregister(Reader reader) {
    Objects.requireNonNull(reader, "reader");
    if (!reader.isOf(this)) {
      throw new IllegalArgumentException("reader: of another flavour");
    }
    if (reader.hasGone()) {
      throw new IllegalStateException("not registered any more");
    }
    if (reader.inSection()) {
      throw new IllegalStateException("in a read-side critical section");
    }
    reader.leaveForGood();
    readers = Arrays.stream(readers).filter(other -> other != reader).toArray(Reader[]::new);
  }

  /**
   * Begins a grace period: {@code start_poll_synchronize_rcu}.
   *
   * <p>Memory order. The number is raised by a <em>volatile</em> update, whose release half
   * publishes all that was unlinked to sections that see the number; the <em>full fence</em> is the
   * other half of the one in {@link Reader#lock()}. Litmus: grace-period, grace-period-none.
   *
   * @return the grace period, to be given to {@link #poll}
   */
  public long startPoll() {
    long mine = gracePeriod.incrementAndGet();
    VarHandle.fullFence();
    return mine;
  }

  /**
   * Tells whether a grace period is over: {@code poll_state_synchronize_rcu}. Once it is, all
   * sections that were there when it began have ended, and all that they did happened before.
   *
   * <p>Conservative: a section that began later may be taken for an earlier one, never the other
   * way round.
   *
   * <p>Memory order of the look at the newest number: <em>opaque</em>. Who was given a number that
   * was issued does not read an older one. What the answer rests on is told in {@link Reader}.
   * Litmus: none, for that reason.
   *
   * @param gracePeriod what {@link #startPoll} returned
   * @return whether it is over
   * @throws IllegalArgumentException if no such grace period has begun: it would be over at once,
   *     or never
   */
  public boolean poll(long gracePeriod) {
    if (gracePeriod <= NONE_YET || gracePeriod > this.gracePeriod.getOpaque()) {
      throw new IllegalArgumentException("grace period: none with the number " + gracePeriod);
    }
    for (Reader reader : readers) {
      if (reader.isOlderThan(gracePeriod)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Reads the number that a section is to note; the order is told in {@link Reader#lock()}. Litmus:
   * grace-period.
   */
  long current() {
    return gracePeriod.getAcquire();
  }
}
