package org.rmmodel.common;

import java.util.Locale;

/** How much is run: each lane includes the smaller ones. */
public enum Lane {
  /** Within a minute: what an author runs after each change. */
  SMOKE,
  /** About ten minutes on two cores: the default. */
  FULL,
  /** Everything, for however long it takes. */
  EXHAUSTIVE;

  /**
   * Whether something that belongs to the other lane is run in this one.
   *
   * @param other the lane that a run belongs to
   * @return true if this lane is the other or a larger one
   */
  public boolean includes(Lane other) {
    return compareTo(other) >= 0;
  }

  /**
   * The lane's name as users write it.
   *
   * @return for example {@code full}
   */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
