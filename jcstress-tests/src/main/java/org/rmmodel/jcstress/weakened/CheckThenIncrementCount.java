package org.rmmodel.jcstress.weakened;

/** A get that looks and then increments, in two steps. */
public final class CheckThenIncrementCount extends StepwiseCount {
  /** Makes a count of 0. */
  public CheckThenIncrementCount() {}

  @Override
  public boolean tryModuleGet() {
    if ((int) REFCNT.getVolatile(this) == 0) {
      return false;
    }
    REFCNT.getAndAdd(this, 1);
    return true;
  }
}
