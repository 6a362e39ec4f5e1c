package org.rmmodel.impl.rcu;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One thread's read-side critical sections of one flavour of {@link Rcu}. Confined to one thread at
 * a time, but for what a grace period reads of it.
 *
 * <p>Entering and leaving write to this object's own cache lines only, take no lock and never wait.
 */
public final class Reader {
  /** Longs that keep neighbours off: two lines of 64 bytes, for CPUs that fetch lines in pairs. */
  private static final int PADDING = 16;

  private static final int SECTION = PADDING;
  private static final int NESTING = SECTION + 1;

  /**
   * What {@link #NESTING} holds when the reader has been unregistered. Sections that end later add
   * a little to it; it never becomes 0 again.
   */
  private static final long GONE = Long.MIN_VALUE;

  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(long[].class);

  private final Rcu rcu;

  /**
   * At {@link #SECTION} the number of the grace period in which the section began, 0 for none; at
   * {@link #NESTING} how many sections are nested, or {@link #GONE}, which is the thread's own
   * business. Padding on both sides.
   */
  private final long[] slot = new long[NESTING + 1 + PADDING];

  Reader(Rcu rcu) {
    this.rcu = rcu;
  }

  /**
   * Enters a read-side critical section; sections nest.
   *
   * <p>Memory order. The number is read with <em>acquire</em>: a section that saw a grace period's
   * number is not waited for by it, and so has to see what was unlinked before the number was
   * raised. The slot is written with <em>release</em>: a grace period that finds this section's
   * number where an older section's was must have the end of that one before it, as if it had seen
   * the slot empty. The <em>full fence</em> after it makes that free, and is what orders the rest:
   * either the grace period sees the slot, or the section's reads see what was unlinked (store
   * buffering, with the fence in {@link Rcu#startPoll()} as the other half). No weaker order does;
   * the kernel spares its readers the fence by interrupting them. Litmus: grace-period,
   * grace-period-no-section.
   *
   * <p>That the reader is still registered is looked at only where the section is not an outermost
   * one, so that it costs nothing: a reader that has gone counts as one that is nested.
   *
   * @throws IllegalStateException if the reader has been unregistered: nobody would wait for it
   */
  public void lock() {
    if (slot[NESTING]++ == 0) {
      SLOT.setRelease(slot, SECTION, rcu.current());
      VarHandle.fullFence();
    } else {
      checkRegistered();
    }
  }

  /** Refuses a reader that has gone. It has been counted, and still counts as one that has gone. */
  private void checkRegistered() {
    if (hasGone()) {
      throw new IllegalStateException("not registered any more");
    }
  }

  /**
   * Leaves a read-side critical section.
   *
   * <p>Memory order: <em>release</em>, so that everything that the section has read is read before
   * a grace period can see that it has ended. No fence: a grace period that sees the end late only
   * takes longer. Litmus: grace-period, grace-period-escape.
   *
   * @throws IllegalStateException if the thread is in none
   */
  public void unlock() {
    if (slot[NESTING] <= 0) {
      throw new IllegalStateException("not in a read-side critical section");
    }
    if (--slot[NESTING] == 0) {
      SLOT.setRelease(slot, SECTION, 0L);
    }
  }

  /** Leaves all sections at once, if the thread is in any. Memory order: as {@link #unlock()}. */
  public void leaveAll() {
    if (inSection()) {
      slot[NESTING] = 1;
      unlock();
    }
  }

  /**
   * Tells whether this thread is in a section.
   *
   * @return whether it is
   */
  public boolean inSection() {
    return slot[NESTING] > 0;
  }

  /**
   * Tells how many sections are nested. For tests; on another thread, while this one stands still.
   *
   * @return 0 outside of any
   */
  public int depth() {
    return (int) Math.max(0, slot[NESTING]);
  }

  /**
   * Tells whether a grace period still waits for this reader. For tests.
   *
   * @param gracePeriod what {@link Rcu#startPoll} returned
   * @return whether a section that began before it still lasts
   */
  public boolean isHoldout(long gracePeriod) {
    return isOlderThan(gracePeriod);
  }

  /**
   * Gives the flavour.
   *
   * @return what this is a reader of
   */
  public Rcu rcu() {
    return rcu;
  }

  boolean isOf(Rcu flavour) {
    return rcu == flavour;
  }

  boolean hasGone() {
    return slot[NESTING] < 0;
  }

  /** From now on every {@link #lock()} throws. */
  void leaveForGood() {
    slot[NESTING] = GONE;
  }

  /**
   * Tells whether a section that began before the grace period still lasts.
   *
   * <p>Memory order: <em>acquire</em>, to the release in {@link #unlock()}: what the section read
   * happened before whatever the caller does once it knows that it has ended. Litmus: grace-period.
   */
  boolean isOlderThan(long gracePeriod) {
    long began = (long) SLOT.getAcquire(slot, SECTION);
    return began != 0 && began < gracePeriod;
  }
}
