package org.rmmodel.jcstress.weakened;

/** An unload without a base to release: it looks for users and then commits, in two steps. */
public final class CheckThenReleaseCount extends StepwiseCount {
  /** Makes a count of 0. */
  public CheckThenReleaseCount() {}

  @Override
  protected int subtractBase() {
    int users = (int) REFCNT.getVolatile(this) - BASE;
    if (users == 0) {
      REFCNT.setVolatile(this, 0);
    }
    return users;
  }

  @Override
  protected boolean recover() {
    return false;
  }
}
