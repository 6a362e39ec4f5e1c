package org.rmmodel.lkmm.model;

import java.util.Map;
import org.rmmodel.lkmm.execution.Relation;

/** The grace-period guarantee: rcu-link, rcu-fence and rb; nothing without a grace period. */
final class Rcu {
  final Relation rcuFence;
  final Relation rb;

  private final boolean waits;

  Rcu(Candidate c, Relation prop, Relation hbStar, Relation pbStar, Relation srcuRscs) {
    waits = !c.s.syncRcu.isEmpty() || !c.s.syncSrcu.isEmpty();
    if (!waits) {
      rcuFence = c.nothing();
      rb = c.nothing();
      return;
    }
    Relation poMaybe = c.po.maybe();
    Relation rcuLink =
        c.step(Clause.LINK_PO, poMaybe)
            .then(c.step(Clause.LINK_HB, hbStar))
            .then(c.step(Clause.LINK_PB, pbStar))
            .then(c.step(Clause.LINK_PROP, prop))
            .then(c.po);
    Relation order = new RcuOrder(c.model, c.s, c.f.rcuRscs(), srcuRscs, rcuLink).relation();
    rcuFence = c.po.then(order).then(poMaybe);
    rb =
        prop.then(rcuFence)
            .then(c.step(Clause.RB_HB, hbStar))
            .then(c.step(Clause.RB_PB, pbStar))
            .to(c.s.marked);
  }

  void name(Map<String, Relation> named) {
    if (waits) {
      named.put("rcu-fence", rcuFence);
      named.put("rb", rb);
    }
  }
}
