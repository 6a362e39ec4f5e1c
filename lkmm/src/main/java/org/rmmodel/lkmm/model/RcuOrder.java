package org.rmmodel.lkmm.model;

import org.rmmodel.lkmm.execution.Relation;

/**
 * rcu-order: a sequence of grace periods and read-side critical sections, joined by rcu-link, which
 * has at least as many grace periods as sections.
 */
final class RcuOrder {
  private final MemoryModel model;
  private final Sets s;
  private final Relation link;
  private final Relation gp;
  private final Relation srcuGp;
  private final Relation rscsi;
  private final Relation srcuRscsi;

  RcuOrder(MemoryModel model, Sets s, Relation rscs, Relation srcuRscs, Relation link) {
    this.model = model;
    this.s = s;
    this.link = link;
    gp = Relation.identity(s.syncRcu);
    srcuGp = Relation.identity(s.syncSrcu);
    rscsi = rscs.inverse();
    srcuRscsi = srcuRscs.inverse();
  }

  /** The least relation that contains what its definition says. */
  Relation relation() {
    Relation order = model.term(Clause.ORDER_GP, gp).or(model.term(Clause.ORDER_SRCU_GP, srcuGp));
    order = order.or(pairs(link, Clause.ORDER_GP_RSCS, Clause.ORDER_RSCS_GP));
    order = order.or(srcuPairs(link, Clause.ORDER_SRCU_GP_RSCS, Clause.ORDER_SRCU_RSCS_GP));
    while (true) {
      Relation through = link.then(order).then(link);
      Relation next =
          order
              .or(pairs(through, Clause.ORDER_GP_ORDER_RSCS, Clause.ORDER_RSCS_ORDER_GP))
              .or(
                  srcuPairs(
                      through, Clause.ORDER_SRCU_GP_ORDER_RSCS, Clause.ORDER_SRCU_RSCS_ORDER_GP))
              .or(model.term(Clause.ORDER_ORDER, order.then(link).then(order)));
      if (next.equals(order)) {
        return order;
      }
      order = next;
    }
  }

  private Relation pairs(Relation between, Clause gpFirst, Clause sectionFirst) {
    return model
        .term(gpFirst, gp.then(between).then(rscsi))
        .or(model.term(sectionFirst, rscsi.then(between).then(gp)));
  }

  private Relation srcuPairs(Relation between, Clause gpFirst, Clause sectionFirst) {
    Relation all =
        model
            .term(gpFirst, srcuGp.then(between).then(srcuRscsi))
            .or(model.term(sectionFirst, srcuRscsi.then(between).then(srcuGp)));
    return model.has(Clause.ORDER_SRCU_LOC) ? all.and(s.skeleton.loc()) : all;
  }
}
