package org.rmmodel.jcstress.weakened;

/** A recovery that reads the count plainly, and is not ordered when it finds 0 (F9). */
public final class PlainRecoveryCount extends StepwiseCount {
  /** Makes a count of 0. */
  public PlainRecoveryCount() {}

  @Override
  protected boolean recover() {
    int seen = (int) REFCNT.get(this);
    while (seen != 0) {
      int found = (int) REFCNT.compareAndExchangeAcquire(this, seen, seen + BASE);
      if (found == seen) {
        return false;
      }
      seen = found;
    }
    return true;
  }
}
