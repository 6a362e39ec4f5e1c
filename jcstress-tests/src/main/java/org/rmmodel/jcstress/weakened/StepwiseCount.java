package org.rmmodel.jcstress.weakened;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * {@link org.rmmodel.impl.refcount.BasedRefcount} with a method for each step that a subclass
 * weakens. As it stands, every access mode is that of the real class.
 */
public class StepwiseCount {
  /** What a module holds of itself, as in the real class. */
  protected static final int BASE = 1;

  /** The count's access modes. */
  protected static final VarHandle REFCNT;

  static {
    try {
      REFCNT = MethodHandles.lookup().findVarHandle(StepwiseCount.class, "refcnt", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** How an unload was decided. */
  public enum Decision {
    /** References are held. */
    REFUSED,
    /** The subtraction of BASE left 0. */
    BY_SUBTRACTION,
    /** The recovery found 0: the last put came in between. */
    BY_RECOVERY
  }

  /** The raw count. */
  @SuppressWarnings("UnusedVariable") // by REFCNT
  private int refcnt;

  /** Makes a count of 0. */
  public StepwiseCount() {}

  /** Sets the count up, with one reference held: release. */
  public void moduleUnloadInit() {
    REFCNT.setRelease(this, BASE + 1);
  }

  /**
   * Takes a reference unless an unload has committed: acquire.
   *
   * @return whether the caller now holds one
   */
  public boolean tryModuleGet() {
    int seen = (int) REFCNT.getOpaque(this);
    while (seen != 0) {
      int found = (int) REFCNT.compareAndExchangeAcquire(this, seen, seen + 1);
      if (found == seen) {
        return true;
      }
      seen = found;
    }
    return false;
  }

  /**
   * Gives a reference back: release.
   *
   * @return whether there was one
   */
  public boolean modulePut() {
    int seen = (int) REFCNT.getOpaque(this);
    while (seen > 0) {
      int found = (int) REFCNT.compareAndExchangeRelease(this, seen, seen - 1);
      if (found == seen) {
        return true;
      }
      seen = found;
    }
    return false;
  }

  /**
   * Releases BASE, and takes it back if references are held.
   *
   * @param between what the unloader does between the subtraction and the recovery
   * @return how the unload was decided
   */
  public final Decision tryRelease(Runnable between) {
    int left = subtractBase();
    if (left == 0) {
      return Decision.BY_SUBTRACTION;
    }
    between.run();
    return recover() ? Decision.BY_RECOVERY : Decision.REFUSED;
  }

  /**
   * The subtraction: volatile.
   *
   * @return what is left
   */
  protected int subtractBase() {
    return (int) REFCNT.getAndAdd(this, -BASE) - BASE;
  }

  /**
   * The recovery: acquire, also when it finds 0.
   *
   * @return whether it found 0
   */
  protected boolean recover() {
    int seen = (int) REFCNT.getAcquire(this);
    while (seen != 0) {
      int found = (int) REFCNT.compareAndExchangeAcquire(this, seen, seen + BASE);
      if (found == seen) {
        return false;
      }
      seen = found;
    }
    return true;
  }

  /**
   * Reads how many references are held.
   *
   * @return the raw count less BASE
   */
  public final int moduleRefcount() {
    return (int) REFCNT.getOpaque(this) - BASE;
  }
}
