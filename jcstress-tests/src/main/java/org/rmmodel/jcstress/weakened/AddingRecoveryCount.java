package org.rmmodel.jcstress.weakened;

/** A recovery that adds BASE back no matter what is there. */
public final class AddingRecoveryCount extends StepwiseCount {
  /** Makes a count of 0. */
  public AddingRecoveryCount() {}

  @Override
  protected boolean recover() {
    if ((int) REFCNT.getAcquire(this) == 0) {
      return true;
    }
    REFCNT.getAndAdd(this, BASE);
    return false;
  }
}
