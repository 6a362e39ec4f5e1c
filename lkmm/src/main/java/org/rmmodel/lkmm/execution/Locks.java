package org.rmmodel.lkmm.execution;

import org.rmmodel.lkmm.parse.Access;
import org.rmmodel.lkmm.parse.Place;

/** What a thread does with spinlocks and SRCU sections. */
final class Locks {
  private final Recorder recorder;

  Locks(Recorder recorder) {
    this.recorder = recorder;
  }

  void take(Place place, Value address) {
    recorder.lock(place, address);
  }

  void release(Place place, Value address) {
    recorder.simple(place, EventKind.UNLOCK, address, 0);
  }

  /** Whether it was taken is chosen. */
  Value tryTake(Place place, Value address) {
    if (recorder.choose()) {
      take(place, address);
      return Value.of(1);
    }
    return new Value(0, sees(place, address, true), 0);
  }

  /** Whether it is held is chosen. */
  Value isHeld(Place place, Value address) {
    boolean held = recorder.choose();
    return new Value(held ? 1 : 0, sees(place, address, held), 0);
  }

  /** Gives the look at the lock as what a value depends on. */
  private long sees(Place place, Value address, boolean held) {
    EventKind kind = held ? EventKind.SEES_LOCKED : EventKind.SEES_UNLOCKED;
    return 1L << recorder.simple(place, kind, address, held ? 1 : 0);
  }

  /** Gives what the section ends with. */
  Value beginSection(Place place, Value address) {
    if (recorder.srcuAccesses()) {
      return recorder.read(place, address, Access.SRCU_LOCK, false);
    }
    long index = recorder.unique();
    recorder.simple(place, EventKind.SRCU_LOCK, address, index);
    return Value.of(index);
  }

  void endSection(Place place, Value address, Value index) {
    if (recorder.srcuAccesses()) {
      recorder.write(place, address, index, Access.SRCU_UNLOCK);
    } else {
      recorder.simple(place, EventKind.SRCU_UNLOCK, address, index.number());
    }
  }

  void synchronize(Place place, Value address) {
    recorder.simple(place, EventKind.SYNC_SRCU, address, 0);
  }
}
