package org.rmmodel.jcstress.weakened;

/** A section that ends with a plain write. */
public final class PlainUnlockRcu extends StepwiseRcu {
  /** Makes a flavour of RCU with one reader. */
  public PlainUnlockRcu() {}

  @Override
  public void unlock() {
    SLOT.set(slot, SECTION, 0L);
  }
}
