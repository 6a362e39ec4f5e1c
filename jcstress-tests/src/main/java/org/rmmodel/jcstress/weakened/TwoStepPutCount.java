package org.rmmodel.jcstress.weakened;

/** A put that reads and then writes, in two steps. */
public final class TwoStepPutCount extends StepwiseCount {
  /** Makes a count of 0. */
  public TwoStepPutCount() {}

  @Override
  public boolean modulePut() {
    int seen = (int) REFCNT.getVolatile(this);
    if (seen <= 0) {
      return false;
    }
    REFCNT.setVolatile(this, seen - 1);
    return true;
  }
}
