package org.rmmodel.jcstress.weakened;

/** A grace period that begins with a release store and no fence. */
public final class UnfencedPollRcu extends StepwiseRcu {
  /** Makes a flavour of RCU with one reader. */
  public UnfencedPollRcu() {}

  @Override
  public long startPoll() {
    long mine = (long) NUMBER.get(this) + 1;
    NUMBER.setRelease(this, mine);
    return mine;
  }
}
