package org.rmmodel.jcstress.weakened;

/** A grace period that waits for nobody. */
public final class NoWaitRcu extends StepwiseRcu {
  /** Makes a flavour of RCU with one reader. */
  public NoWaitRcu() {}

  @Override
  public boolean poll(long gracePeriod) {
    return true;
  }
}
