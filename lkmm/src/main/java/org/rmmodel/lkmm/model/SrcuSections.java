package org.rmmodel.lkmm.model;

import java.util.Set;
import org.rmmodel.lkmm.execution.Relation;

/**
 * SRCU's read-side critical sections: which unlock ends which lock, and what is flagged of them.
 */
final class SrcuSections {
  private final Candidate c;
  private final boolean accesses;
  private final Relation rscs;

  SrcuSections(Candidate c) {
    this.c = c;
    accesses = c.model.version().srcuAccesses();
    rscs = c.s.srcuLock.isEmpty() && c.s.srcuUnlock.isEmpty() ? c.nothing() : matched();
  }

  private Relation matched() {
    return accesses ? byValue() : c.s.matched(c.s.srcuLock, c.s.srcuUnlock, true);
  }

  private Relation byValue() {
    Relation data = c.skeleton.data();
    Relation carry = data.to(c.s.srcuUnlock.not()).then(c.rf).star();
    return carry.then(data).from(c.s.srcuLock).to(c.s.srcuUnlock).and(c.skeleton.loc());
  }

  /** srcu-rscs: from the beginnings of sections to their ends. */
  Relation rscs() {
    return rscs;
  }

  void flag(Set<String> flags) {
    if (!c.s.srcuLock.minus(rscs.domain()).isEmpty()) {
      flags.add(accesses ? "unmatched-srcu-lock" : "unbalanced-srcu-locking");
    }
    if (!c.s.srcuUnlock.minus(rscs.range()).isEmpty()) {
      flags.add(accesses ? "unmatched-srcu-unlock" : "unbalanced-srcu-locking");
    }
    if (accesses && !rscs.inverse().then(rscs).minus(c.identity()).isEmpty()) {
      flags.add("multiple-srcu-matches");
    }
    for (int lock = 0; lock < c.skeleton.size(); lock++) {
      for (int unlock = 0; unlock < c.skeleton.size(); unlock++) {
        if (rscs.has(lock, unlock)
            && c.skeleton.event(lock).value() != c.skeleton.event(unlock).value()) {
          flags.add(accesses ? "srcu-bad-value-match" : "srcu-bad-nesting");
        }
      }
    }
  }
}
