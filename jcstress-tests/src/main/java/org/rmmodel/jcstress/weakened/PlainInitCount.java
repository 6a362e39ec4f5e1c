package org.rmmodel.jcstress.weakened;

/** A count that is set up by a plain write. */
public final class PlainInitCount extends StepwiseCount {
  /** Makes a count of 0. */
  public PlainInitCount() {}

  @Override
  public void moduleUnloadInit() {
    REFCNT.set(this, BASE + 1);
  }
}
