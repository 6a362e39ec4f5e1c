package org.rmmodel.lkmm.model;

import java.util.function.Predicate;
import org.rmmodel.lkmm.execution.Event;
import org.rmmodel.lkmm.execution.EventKind;
import org.rmmodel.lkmm.execution.EventSet;
import org.rmmodel.lkmm.execution.Relation;
import org.rmmodel.lkmm.execution.Skeleton;
import org.rmmodel.lkmm.parse.Access;
import org.rmmodel.lkmm.parse.FenceKind;

/** The sets of events that the model speaks of, by their published names. */
final class Sets {
  final Skeleton skeleton;
  final EventSet reads;
  final EventSet writes;
  final EventSet accesses;
  final EventSet initial;
  final EventSet plain;
  final EventSet marked;
  final EventSet acquire;
  final EventSet release;
  final EventSet noreturn;
  final EventSet rmw;
  final EventSet lkr;
  final EventSet lkw;
  final EventSet ul;
  final EventSet syncRcu;
  final EventSet syncSrcu;
  final EventSet srcuLock;
  final EventSet srcuUnlock;
  final EventSet all;

  Sets(Skeleton skeleton) {
    this.skeleton = skeleton;
    reads = of(event -> event.kind().isRead());
    writes = of(event -> event.kind().isWrite());
    accesses = reads.or(writes);
    initial = of(Event::isInitial);
    noreturn = of(event -> event.access() == Access.NORETURN);
    plain = of(event -> event.access() == Access.PLAIN);
    marked = plain.not();
    lkr = of(event -> event.kind() == EventKind.LOCK_READ);
    lkw = of(event -> event.kind() == EventKind.LOCK_WRITE);
    ul = of(event -> event.kind() == EventKind.UNLOCK);
    acquire = of(event -> event.access() == Access.ACQUIRE).or(lkr);
    release = of(event -> event.access() == Access.RELEASE).or(ul);
    rmw = of(Event::atomic);
    syncRcu = fence(FenceKind.SYNC_RCU);
    syncSrcu = of(event -> event.kind() == EventKind.SYNC_SRCU);
    srcuLock =
        of(event -> event.kind() == EventKind.SRCU_LOCK || event.access() == Access.SRCU_LOCK);
    srcuUnlock =
        of(event -> event.kind() == EventKind.SRCU_UNLOCK || event.access() == Access.SRCU_UNLOCK);
    all = of(event -> true);
  }

  EventSet of(Predicate<Event> is) {
    return EventSet.of(skeleton.size(), number -> is.test(skeleton.event(number)));
  }

  EventSet fence(FenceKind... kinds) {
    return of(event -> event.fence() != null && java.util.List.of(kinds).contains(event.fence()));
  }

  /** fencerel: what is before and what is after one of these events. */
  Relation fencerel(EventSet fences) {
    return skeleton.po().to(fences).then(skeleton.po());
  }

  /** Of rcu_read_lock and rcu_read_unlock, or of those of SRCU, which belong together. */
  Relation matched(EventSet locks, EventSet unlocks, boolean byLocation) {
    int size = skeleton.size();
    int[] partner = new int[size];
    java.util.Arrays.fill(partner, -1);
    for (int unlock = 0; unlock < size; unlock++) {
      if (!unlocks.has(unlock)) {
        continue;
      }
      for (int lock = unlock - 1; lock >= 0; lock--) {
        Event a = skeleton.event(lock);
        Event b = skeleton.event(unlock);
        if (locks.has(lock)
            && partner[lock] < 0
            && a.thread() == b.thread()
            && (!byLocation || a.location() == b.location())) {
          partner[lock] = unlock;
          break;
        }
      }
    }
    return Relation.of(size, (lock, unlock) -> partner[lock] == unlock);
  }
}
