package org.rmmodel.jcstress.weakened;

/** A grace period that begins with the volatile update and no fence after it. */
public final class VolatilePollRcu extends StepwiseRcu {
  /** Makes a flavour of RCU with one reader. */
  public VolatilePollRcu() {}

  @Override
  public long startPoll() {
    return (long) NUMBER.getAndAdd(this, 1L) + 1;
  }
}
