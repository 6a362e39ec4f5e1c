package org.rmmodel.jcstress.weakened;

/** A section that begins without the full fence. */
public final class UnfencedLockRcu extends StepwiseRcu {
  /** Makes a flavour of RCU with one reader. */
  public UnfencedLockRcu() {}

  @Override
  protected void afterSlot() {}
}
