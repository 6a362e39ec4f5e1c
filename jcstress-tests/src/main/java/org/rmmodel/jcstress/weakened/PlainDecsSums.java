package org.rmmodel.jcstress.weakened;

import java.util.concurrent.atomic.AtomicLongArray;

/** Decrements that are written plainly. */
public final class PlainDecsSums extends StepwiseSums {
  /** Makes a count of 0. */
  public PlainDecsSums() {}

  @Override
  protected void store(AtomicLongArray decs, int index, long value) {
    decs.setPlain(index, value);
  }
}
