package org.rmmodel.jcstress.weakened;

/** A recovery that reads the count with opaque, as the kernel's does (F9). */
public final class OpaqueRecoveryCount extends StepwiseCount {
  /** Makes a count of 0. */
  public OpaqueRecoveryCount() {}

  @Override
  protected boolean recover() {
    int seen = (int) REFCNT.getOpaque(this);
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
