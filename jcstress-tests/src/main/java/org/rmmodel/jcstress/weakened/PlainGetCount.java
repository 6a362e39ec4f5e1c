package org.rmmodel.jcstress.weakened;

/** A get that orders nothing: its update is plain. */
public final class PlainGetCount extends StepwiseCount {
  /** Makes a count of 0. */
  public PlainGetCount() {}

  @Override
  public boolean tryModuleGet() {
    int seen = (int) REFCNT.getOpaque(this);
    while (seen != 0) {
      if (REFCNT.weakCompareAndSetPlain(this, seen, seen + 1)) {
        return true;
      }
      seen = (int) REFCNT.getOpaque(this);
    }
    return false;
  }
}
