package org.rmmodel.lkmm.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.rmmodel.lkmm.execution.Relation;

/** The axioms, one after the other, with the relations that each speaks of. */
final class Judgement {
  private final Candidate c;
  private final Map<String, Relation> named = new LinkedHashMap<>();

  Judgement(Candidate c) {
    this.c = c;
  }

  Ruling rule() {
    // Sequential consistency per variable, and atomic read-modify-writes.
    Relation com = c.rf.or(c.co).or(c.fr);
    Relation poLoc = c.po.and(c.skeleton.loc());
    if (c.has(Clause.COHERENCE) && !poLoc.or(com).isAcyclic()) {
      return forbidden(Axiom.COHERENCE);
    }
    Relation between = c.fr.and(c.ext).then(c.co.and(c.ext));
    if (c.has(Clause.ATOMIC) && !c.skeleton.rmw().and(between).isEmpty()) {
      return forbidden(Axiom.ATOMIC);
    }

    HappensBefore h = new HappensBefore(c);
    named.put("strong-fence", h.strongFence);
    named.put("fence", h.fence);
    named.put("ppo", h.ppo);
    named.put("cumul-fence", h.cumulFence);
    named.put("prop", h.prop);
    named.put("hb", h.hb);
    if (c.has(Clause.HAPPENS_BEFORE) && !h.hb.isAcyclic()) {
      return forbidden(Axiom.HAPPENS_BEFORE);
    }

    // Write and fence propagation ordering.
    Relation hbStar = h.hb.star();
    Relation pb = h.prop.then(h.strongFence).then(c.step(Clause.PB_HB, hbStar)).to(c.s.marked);
    named.put("pb", pb);
    if (c.has(Clause.PROPAGATION) && !pb.isAcyclic()) {
      return forbidden(Axiom.PROPAGATION);
    }

    SrcuSections srcu = new SrcuSections(c);
    Rcu rcu = new Rcu(c, h.prop, hbStar, pb.star(), srcu.rscs());
    rcu.name(named);
    if (c.has(Clause.RCU) && !rcu.rb.isIrreflexive()) {
      return forbidden(Axiom.RCU);
    }

    Set<String> flags = new TreeSet<>(c.f.flags());
    if (!c.s.plain.isEmpty()) {
      Relation xbstar = h.hb.or(pb).or(rcu.rb).star();
      PlainAccesses plain = new PlainAccesses(c, h, rcu.rcuFence, xbstar);
      if (!plain.isCoherent()) {
        return forbidden(Axiom.PLAIN_COHERENCE);
      }
      plain.flag(flags);
    }
    srcu.flag(flags);
    return new Ruling(null, flags, named);
  }

  private Ruling forbidden(Axiom axiom) {
    return new Ruling(axiom, Set.of(), named);
  }
}
