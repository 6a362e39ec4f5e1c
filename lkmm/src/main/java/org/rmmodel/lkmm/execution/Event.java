package org.rmmodel.lkmm.execution;

import org.jspecify.annotations.Nullable;
import org.rmmodel.lkmm.parse.Access;
import org.rmmodel.lkmm.parse.FenceKind;
import org.rmmodel.lkmm.parse.Place;

/**
 * What a thread does in one execution.
 *
 * @param thread which thread, or {@link #INITIAL} for an initial write
 * @param kind what it is
 * @param access how it is marked; of what is no access {@link Access#ONCE}
 * @param fence which fence it is, if it is one
 * @param location the number of the variable, or -1
 * @param value what is read or written
 * @param atomic whether it is of a read-modify-write, even of one that failed
 * @param place where it stands in the test
 */
public record Event(
    int thread,
    EventKind kind,
    Access access,
    @Nullable FenceKind fence,
    int location,
    long value,
    boolean atomic,
    Place place) {

  /** The thread of initial writes. */
  public static final int INITIAL = -1;

  /**
   * Whether it is an initial write.
   *
   * @return whether no thread does it
   */
  public boolean isInitial() {
    return thread == INITIAL;
  }
}
