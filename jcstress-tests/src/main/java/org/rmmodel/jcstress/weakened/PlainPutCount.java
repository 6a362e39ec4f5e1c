package org.rmmodel.jcstress.weakened;

/** A put that orders nothing: its update is plain. */
public final class PlainPutCount extends StepwiseCount {
  /** Makes a count of 0. */
  public PlainPutCount() {}

  @Override
  public boolean modulePut() {
    int seen = (int) REFCNT.getOpaque(this);
    while (seen > 0) {
      if (REFCNT.weakCompareAndSetPlain(this, seen, seen - 1)) {
        return true;
      }
      seen = (int) REFCNT.getOpaque(this);
    }
    return false;
  }
}
