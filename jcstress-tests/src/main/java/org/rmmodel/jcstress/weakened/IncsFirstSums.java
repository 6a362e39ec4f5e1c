package org.rmmodel.jcstress.weakened;

/** Sums that are read the other way round: increments first. */
public final class IncsFirstSums extends StepwiseSums {
  /** Makes a count of 0. */
  public IncsFirstSums() {}

  @Override
  public int moduleRefcount() {
    long taken = sumIncs();
    return (int) (taken - sumDecs());
  }
}
