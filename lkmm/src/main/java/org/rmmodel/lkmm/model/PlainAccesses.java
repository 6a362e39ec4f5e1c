package org.rmmodel.lkmm.model;

import java.util.Set;
import org.rmmodel.lkmm.execution.EventSet;
import org.rmmodel.lkmm.execution.Relation;

/**
 * What the model says of plain accesses: which executions they forbid, and where they race. A plain
 * access may be made by the compiler at any time between the marked accesses that bound it.
 */
final class PlainAccesses {
  private final Candidate c;
  private final Relation preRace;
  private final Relation wwVis;
  private final Relation wrVis;
  private final Relation rwXbstar;

  PlainAccesses(Candidate c, HappensBefore h, Relation rcuFence, Relation xbstar) {
    this.c = c;
    Relation strongFence = h.strongFence.or(c.term(Clause.STRONG_RCU_FENCE, rcuFence));
    Relation fence = h.fence.or(rcuFence);
    Relation vis =
        c.step(Clause.VIS_CUMUL, h.cumulFence.star())
            .then(c.term(Clause.VIS_RFE, c.rfe).maybe())
            .to(c.s.marked)
            .then(
                c.term(Clause.VIS_STRONG, strongFence.to(c.s.marked).then(xbstar))
                    .or(c.term(Clause.VIS_INT, xbstar.minus(c.ext))));

    // Boundaries for the lifetimes of plain accesses.
    EventSet returns = c.s.noreturn.not();
    Relation wPre =
        c.term(Clause.W_PRE_ADDR, h.addr)
            .or(c.term(Clause.W_PRE_FENCE, fence))
            .maybe()
            .from(c.s.marked);
    Relation rPre =
        c.term(Clause.R_PRE_ADDR, h.addr)
            .or(c.term(Clause.R_PRE_FENCE, h.nonrwFence))
            .or(c.term(Clause.R_PRE_RMB, c.f.rmbFence().from(c.f.r4rmb()).to(returns)))
            .maybe()
            .from(c.s.marked);
    Relation wPost = c.term(Clause.W_POST_FENCE, fence).maybe().to(c.s.marked);
    if (c.has(Clause.W_POST_RMW_SEQUENCE)) {
      wPost = wPost.then(h.rmwSequence);
    }
    Relation rPost =
        c.term(Clause.R_POST_FENCE, h.nonrwFence)
            .or(c.term(Clause.R_POST_RMB, c.f.rmbFence().from(returns).to(c.f.r4rmb())))
            .maybe()
            .to(c.s.marked);

    Relation direct = c.term(Clause.VIS_FENCE, fence);
    Relation strong = c.term(Clause.VIS_STRONG_BEGIN, strongFence.then(xbstar));
    wwVis = direct.or(strong.then(wPre)).or(wPost.then(vis).then(wPre));
    wrVis = direct.or(strong.then(rPre)).or(wPost.then(vis).then(rPre));
    rwXbstar = direct.or(rPost.then(xbstar).then(wPre));

    EventSet later = c.s.accesses.minus(c.s.initial);
    preRace = c.ext.from(c.s.plain).to(c.s.accesses).or(c.ext.from(later).to(c.s.plain));
  }

  /** Whether plain accesses read and overwrite only what they can. */
  boolean isCoherent() {
    Relation wr = preRace.and(c.rf).and(rwXbstar.inverse());
    Relation rw = preRace.and(c.fr).and(wrVis.inverse());
    Relation ww = preRace.and(c.co).and(wwVis.inverse());
    return c.term(Clause.WR_INCOH, wr)
        .or(c.term(Clause.RW_INCOH, rw))
        .or(c.term(Clause.WW_INCOH, ww))
        .isEmpty();
  }

  /** Flags data races. */
  void flag(Set<String> flags) {
    Relation wwNonrace = wwVis;
    if (c.has(Clause.WW_NONRACE_FIRST)) {
      wwNonrace = wwNonrace.and(wwVis.from(c.s.marked).or(rwXbstar));
    }
    if (c.has(Clause.WW_NONRACE_SECOND)) {
      wwNonrace = wwNonrace.and(wwVis.to(c.s.marked).or(wrVis));
    }
    Relation wwRace = preRace.and(c.co).minus(wwNonrace);
    Relation wrRace = preRace.and(c.co.maybe().then(c.rf)).minus(wrVis);
    if (c.has(Clause.WR_RACE_XBSTAR)) {
      wrRace = wrRace.minus(rwXbstar.inverse());
    }
    Relation rwRace = preRace.and(c.fr).minus(rwXbstar);
    if (!c.term(Clause.WW_RACE, wwRace)
        .or(c.term(Clause.WR_RACE, wrRace))
        .or(c.term(Clause.RW_RACE, rwRace))
        .isEmpty()) {
      flags.add("data-race");
    }
  }
}
