package org.rmmodel.jcstress.weakened;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * {@link org.rmmodel.impl.rcu.Rcu} and one {@link org.rmmodel.impl.rcu.Reader} of it, with a method
 * for each step that a subclass weakens. As it stands, every access mode and fence is that of the
 * real classes.
 */
public class StepwiseRcu {
  /** The access modes of the grace periods' number. */
  protected static final VarHandle NUMBER;

  /** The access modes of the slot. */
  protected static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(long[].class);

  static {
    try {
      NUMBER = MethodHandles.lookup().findVarHandle(StepwiseRcu.class, "number", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Where in the array the slot is; the rest is padding, as in the real class. */
  protected static final int SECTION = 16;

  /** Holds the number of the grace period in which the section began, 0 for none. */
  protected final long[] slot = new long[2 * SECTION + 1];

  /** The number of the newest grace period. */
  @SuppressWarnings("UnusedVariable") // by NUMBER
  private long number = 1;

  /** Makes a flavour of RCU with one reader. */
  public StepwiseRcu() {}

  /** Enters a read-side critical section: the slot with release, then the full fence. */
  public final void lock() {
    SLOT.setRelease(slot, SECTION, (long) NUMBER.getAcquire(this));
    afterSlot();
  }

  /** The fence of {@link #lock}. */
  protected void afterSlot() {
    VarHandle.fullFence();
  }

  /** Leaves the section: release. */
  public void unlock() {
    SLOT.setRelease(slot, SECTION, 0L);
  }

  /**
   * Begins a grace period: a volatile update, and a full fence.
   *
   * @return the grace period
   */
  public long startPoll() {
    long mine = (long) NUMBER.getAndAdd(this, 1L) + 1;
    VarHandle.fullFence();
    return mine;
  }

  /**
   * Tells whether a grace period is over: acquire.
   *
   * @param gracePeriod what {@link #startPoll} returned
   * @return whether it is over
   */
  public boolean poll(long gracePeriod) {
    long began = (long) SLOT.getAcquire(slot, SECTION);
    return began == 0 || began >= gracePeriod;
  }
}
