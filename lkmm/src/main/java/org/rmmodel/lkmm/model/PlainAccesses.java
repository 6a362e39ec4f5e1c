package org.rmmodel.lkmm.model;

import java.util.Set;
import org.rmmodel.lkmm.execution.EventSet;
import org.rmmodel.lkmm.execution.Execution;
import org.rmmodel.lkmm.execution.Relation;

/**
 * What the model says of plain accesses: which executions they forbid, and where they race. A plain
 * access may be made by the compiler at any time between the marked accesses that bound it.
 */
final class PlainAccesses {
  private final MemoryModel model;
  private final Sets s;
  private final Given g;
  private final Relation preRace;
  private final Relation wwVis;
  private final Relation wrVis;
  private final Relation rwXbstar;

  /** What is known of the execution. */
  record Given(
      Execution execution,
      Relation addr,
      Relation fence,
      Relation nonrwFence,
      Relation strongFence,
      Relation cumulFence,
      Relation rmwSequence,
      Relation xbstar,
      Relation fr) {}

  PlainAccesses(MemoryModel model, Fences f, Given g) {
    this.model = model;
    this.s = f.sets();
    this.g = g;
    Relation ext = g.execution().skeleton().external();
    Relation rfe = g.execution().rf().and(ext);
    Relation vis =
        (model.has(Clause.VIS_CUMUL) ? g.cumulFence().star() : Relation.identity(s.all))
            .then(model.term(Clause.VIS_RFE, rfe).maybe())
            .to(s.marked)
            .then(
                model
                    .term(Clause.VIS_STRONG, g.strongFence().to(s.marked).then(g.xbstar()))
                    .or(model.term(Clause.VIS_INT, g.xbstar().minus(ext))));

    // Boundaries for the lifetimes of plain accesses.
    EventSet returns = s.noreturn.not();
    Relation wPre =
        model
            .term(Clause.W_PRE_ADDR, g.addr())
            .or(model.term(Clause.W_PRE_FENCE, g.fence()))
            .maybe()
            .from(s.marked);
    Relation rPre =
        model
            .term(Clause.R_PRE_ADDR, g.addr())
            .or(model.term(Clause.R_PRE_FENCE, g.nonrwFence()))
            .or(model.term(Clause.R_PRE_RMB, f.rmbFence().from(f.r4rmb()).to(returns)))
            .maybe()
            .from(s.marked);
    Relation wPost = model.term(Clause.W_POST_FENCE, g.fence()).maybe().to(s.marked);
    if (model.has(Clause.W_POST_RMW_SEQUENCE)) {
      wPost = wPost.then(g.rmwSequence());
    }
    Relation rPost =
        model
            .term(Clause.R_POST_FENCE, g.nonrwFence())
            .or(model.term(Clause.R_POST_RMB, f.rmbFence().from(returns).to(f.r4rmb())))
            .maybe()
            .to(s.marked);

    Relation fence = model.term(Clause.VIS_FENCE, g.fence());
    Relation strong = model.term(Clause.VIS_STRONG_BEGIN, g.strongFence().then(g.xbstar()));
    wwVis = fence.or(strong.then(wPre)).or(wPost.then(vis).then(wPre));
    wrVis = fence.or(strong.then(rPre)).or(wPost.then(vis).then(rPre));
    rwXbstar = fence.or(rPost.then(g.xbstar()).then(wPre));

    EventSet later = s.accesses.minus(s.initial);
    preRace = ext.from(s.plain).to(s.accesses).or(ext.from(later).to(s.plain));
  }

  /** Whether plain accesses read and overwrite only what they can. */
  boolean isCoherent() {
    Relation wr = preRace.and(g.execution().rf()).and(rwXbstar.inverse());
    Relation rw = preRace.and(g.fr()).and(wrVis.inverse());
    Relation ww = preRace.and(g.execution().co()).and(wwVis.inverse());
    return model
        .term(Clause.WR_INCOH, wr)
        .or(model.term(Clause.RW_INCOH, rw))
        .or(model.term(Clause.WW_INCOH, ww))
        .isEmpty();
  }

  /** Flags data races. */
  void flag(Set<String> flags) {
    Relation co = g.execution().co();
    Relation wwNonrace = wwVis;
    if (model.has(Clause.WW_NONRACE_FIRST)) {
      wwNonrace = wwNonrace.and(wwVis.from(s.marked).or(rwXbstar));
    }
    if (model.has(Clause.WW_NONRACE_SECOND)) {
      wwNonrace = wwNonrace.and(wwVis.to(s.marked).or(wrVis));
    }
    Relation wwRace = preRace.and(co).minus(wwNonrace);
    Relation wrRace = preRace.and(co.maybe().then(g.execution().rf())).minus(wrVis);
    if (model.has(Clause.WR_RACE_XBSTAR)) {
      wrRace = wrRace.minus(rwXbstar.inverse());
    }
    Relation rwRace = preRace.and(g.fr()).minus(rwXbstar);
    if (!model
        .term(Clause.WW_RACE, wwRace)
        .or(model.term(Clause.WR_RACE, wrRace))
        .or(model.term(Clause.RW_RACE, rwRace))
        .isEmpty()) {
      flags.add("data-race");
    }
  }
}
