package org.rmmodel.lkmm.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rmmodel.lkmm.execution.EventSet;
import org.rmmodel.lkmm.execution.Execution;
import org.rmmodel.lkmm.execution.Relation;
import org.rmmodel.lkmm.execution.Skeleton;
import org.rmmodel.lkmm.parse.FenceKind;

/**
 * The Linux kernel's memory model, in the order of the published one (tools/memory-model of the
 * kernel: linux-kernel.bell, linux-kernel.cat, and explanation.txt, which says why). Each relation
 * has its published name, and each term of it is a {@link Clause}.
 *
 * <p>One object judges one execution after another; it is not for several threads.
 */
public final class MemoryModel {
  private final Version version;
  private final Set<Clause> dropped;
  private @Nullable Fences fences;

  /**
   * The model of a kernel.
   *
   * @param version which kernel's
   */
  public MemoryModel(Version version) {
    this(version, Set.of());
  }

  /**
   * A model without some of its terms, which is another model: for tests of the tests.
   *
   * @param version which kernel's
   * @param dropped what it does not have
   */
  public MemoryModel(Version version, Set<Clause> dropped) {
    this.version = version;
    this.dropped = Set.copyOf(dropped);
  }

  /**
   * Which kernel's model it is.
   *
   * @return the version
   */
  public Version version() {
    return version;
  }

  boolean has(Clause clause) {
    return !dropped.contains(clause);
  }

  /** A term of a union; nothing if it is dropped. */
  Relation term(Clause clause, Relation relation) {
    return has(clause) ? relation : Relation.empty(relation.size());
  }

  /**
   * Judges an execution.
   *
   * @param execution the candidate
   * @return what the model says of it
   */
  public Ruling judge(Execution execution) {
    Fences known = fences;
    if (known == null || known.skeleton() != execution.skeleton()) {
      known = new Fences(this, execution.skeleton());
      fences = known;
    }
    return version == Version.SC
        ? SequentialConsistency.rule(known, execution)
        : new Judgement(known, execution).rule();
  }

  /** The relations of one execution. */
  private final class Judgement {
    private final Skeleton skeleton;
    private final Fences f;
    private final Sets s;
    private final Execution execution;
    private final Map<String, Relation> named = new LinkedHashMap<>();

    private final Relation po;
    private final Relation ext;
    private final Relation rf;
    private final Relation rfe;
    private final Relation rfi;
    private final Relation co;
    private final Relation fr;
    private Relation strongFence;
    private Relation fence;
    private Relation nonrwFence;
    private Relation hb;
    private Relation pb;
    private Relation rb;
    private Relation cumulFence;
    private Relation rmwSequence;
    private Relation addr;

    Judgement(Fences f, Execution execution) {
      this.f = f;
      this.s = f.sets();
      this.execution = execution;
      skeleton = execution.skeleton();
      po = skeleton.po();
      ext = skeleton.external();
      rf = execution.rf();
      co = execution.co();
      rfe = rf.and(ext);
      rfi = rf.minus(ext);
      fr = rf.inverse().then(co);
      Relation none = Relation.empty(skeleton.size());
      strongFence = none;
      fence = none;
      nonrwFence = none;
      hb = none;
      pb = none;
      rb = none;
      cumulFence = none;
      rmwSequence = none;
      addr = skeleton.addr();
    }

    private Relation name(String name, Relation relation) {
      named.put(name, relation);
      return relation;
    }

    Ruling rule() {
      // Sequential consistency per variable, and atomic read-modify-writes.
      Relation com = rf.or(co).or(fr);
      Relation poLoc = po.and(skeleton.loc());
      if (has(Clause.COHERENCE) && !poLoc.or(com).isAcyclic()) {
        return forbidden(Axiom.COHERENCE);
      }
      Relation between = fr.and(ext).then(co.and(ext));
      if (has(Clause.ATOMIC) && !skeleton.rmw().and(between).isEmpty()) {
        return forbidden(Axiom.ATOMIC);
      }
      Relation prop = order();
      if (has(Clause.HAPPENS_BEFORE) && !hb.isAcyclic()) {
        return forbidden(Axiom.HAPPENS_BEFORE);
      }
      Relation hbStar = hb.star();
      pb = name("pb", prop.then(strongFence).then(pbTail(hbStar)).to(s.marked));
      if (has(Clause.PROPAGATION) && !pb.isAcyclic()) {
        return forbidden(Axiom.PROPAGATION);
      }
      Relation pbStar = pb.star();
      rcu(prop, hbStar, pbStar);
      if (has(Clause.RCU) && !rb.isIrreflexive()) {
        return forbidden(Axiom.RCU);
      }
      Set<String> flags = new TreeSet<>(f.flags());
      if (!s.plain.isEmpty() && !plain(flags)) {
        return forbidden(Axiom.PLAIN_COHERENCE);
      }
      srcuFlags(flags);
      return new Ruling(null, flags, named);
    }

    private Ruling forbidden(Axiom axiom) {
      return new Ruling(axiom, Set.of(), named);
    }

    private Relation pbTail(Relation hbStar) {
      return has(Clause.PB_HB) ? hbStar : identity();
    }

    private Relation identity() {
      return Relation.identity(s.all);
    }

    /** ppo, cumul-fence, prop and hb. */
    private Relation order() {
      Relation poUnlockLockPo = unlockLock();
      Relation mb = f.mb().or(lockMb(poUnlockLockPo));
      strongFence = mb.or(f.gp());
      nonrwFence = strongFence.or(f.poRel()).or(f.acqPo());
      fence = nonrwFence.or(f.wmb()).or(f.rmb());
      name("strong-fence", strongFence);
      name("fence", fence);

      // Preserved program order.
      Relation data = skeleton.data();
      Relation ctrl = skeleton.ctrl();
      if (version.hasCarriedDependencies() && has(Clause.CARRY_DEP)) {
        Relation carryDep = data.to(s.srcuUnlock.not()).then(rfi).star();
        addr = carryDep.then(addr);
        ctrl = carryDep.then(ctrl);
        data = carryDep.then(data);
      }
      Relation overwrite = co.or(fr);
      Relation rwdep =
          term(Clause.TO_W_ADDR, addr)
              .or(term(Clause.TO_W_DATA, data))
              .or(term(Clause.TO_W_CTRL, ctrl))
              .to(s.writes);
      Relation toW =
          rwdep
              .or(term(Clause.TO_W_OVERWRITE, overwrite.minus(ext)))
              .or(term(Clause.TO_W_PLAIN_WMB, addr.to(s.plain).then(f.wmb())));
      Relation toR =
          term(Clause.TO_R_ADDR, version.limitsPpo() ? addr.to(s.reads) : addr)
              .or(term(Clause.TO_R_DEP_RFI, addr.or(data).to(s.marked).then(rfi)));
      Relation ppo =
          name(
              "ppo",
              toR.or(toW)
                  .or(term(Clause.PPO_FENCE, version.limitsPpo() ? fence.minus(ext) : fence))
                  .or(term(Clause.PPO_UNLOCK_LOCK, poUnlockLockPo.minus(ext))));

      // Propagation.
      Relation cumulative =
          term(Clause.CUMUL_STRONG, strongFence).or(term(Clause.CUMUL_RELEASE, f.poRel()));
      Relation aCumul = cumulative.or(term(Clause.A_CUMUL, rfe.to(s.marked).then(cumulative)));
      rmwSequence = version.hasRmwSequence() ? rf.then(skeleton.rmw()).star() : identity();
      cumulFence =
          aCumul
              .or(term(Clause.CUMUL_WMB, f.wmb()))
              .or(term(Clause.CUMUL_UNLOCK_LOCK, poUnlockLockPo))
              .from(s.marked)
              .to(s.marked);
      if (has(Clause.RMW_SEQUENCE)) {
        cumulFence = cumulFence.then(rmwSequence);
      }
      name("cumul-fence", cumulFence);
      Relation prop =
          name(
              "prop",
              term(Clause.PROP_OVERWRITE, overwrite.and(ext))
                  .maybe()
                  .from(s.marked)
                  .then(has(Clause.PROP_CUMUL) ? cumulFence.star() : identity())
                  .to(s.marked)
                  .then(term(Clause.PROP_RFE, rfe).maybe())
                  .to(s.marked));
      hb =
          name(
              "hb",
              term(Clause.HB_PPO, ppo)
                  .or(term(Clause.HB_RFE, rfe))
                  .or(term(Clause.HB_PROP, prop.minus(identity()).minus(ext)))
                  .from(s.marked)
                  .to(s.marked));
      return prop;
    }

    /** po-unlock-lock-po: one section, and the next one of the same lock or thread. */
    private Relation unlockLock() {
      if (s.ul.isEmpty()) {
        return Relation.empty(skeleton.size());
      }
      Relation next =
          term(Clause.UNLOCK_LOCK_PO, po).or(term(Clause.UNLOCK_LOCK_RF, rf)).from(s.ul).to(s.lkr);
      return po.then(next).then(po);
    }

    /** What smp_mb__after_unlock_lock adds. */
    private Relation lockMb(Relation poUnlockLockPo) {
      if (s.ul.isEmpty() || !has(Clause.MB_AFTER_UNLOCK_LOCK)) {
        return Relation.empty(skeleton.size());
      }
      EventSet after = s.fence(FenceKind.AFTER_UNLOCK_LOCK);
      Relation from =
          version.unlocksHandOver()
              ? poUnlockLockPo.to(after).then(po)
              : po.to(s.ul).then(co.or(po)).to(s.lkw).then(s.fencerel(after));
      return from.from(s.accesses).to(s.accesses);
    }

    /** rcu-order, rcu-fence and rb. */
    private void rcu(Relation prop, Relation hbStar, Relation pbStar) {
      if (s.syncRcu.isEmpty() && s.syncSrcu.isEmpty()) {
        return;
      }
      Relation poMaybe = po.maybe();
      Relation rcuLink =
          (has(Clause.LINK_PO) ? poMaybe : identity())
              .then(has(Clause.LINK_HB) ? hbStar : identity())
              .then(has(Clause.LINK_PB) ? pbStar : identity())
              .then(has(Clause.LINK_PROP) ? prop : identity())
              .then(po);
      Relation order =
          new RcuOrder(MemoryModel.this, s, f.rcuRscs(), srcuRscs(), rcuLink).relation();
      Relation rcuFence = name("rcu-fence", po.then(order).then(poMaybe));
      fence = fence.or(rcuFence);
      strongFence = strongFence.or(term(Clause.STRONG_RCU_FENCE, rcuFence));
      rb =
          name(
              "rb",
              prop.then(rcuFence)
                  .then(has(Clause.RB_HB) ? hbStar : identity())
                  .then(has(Clause.RB_PB) ? pbStar : identity())
                  .to(s.marked));
    }

    private Relation srcuRscs() {
      if (!version.srcuAccesses()) {
        return s.matched(s.srcuLock, s.srcuUnlock, true);
      }
      Relation carry = skeleton.data().to(s.srcuUnlock.not()).then(rf).star();
      return carry.then(skeleton.data()).from(s.srcuLock).to(s.srcuUnlock).and(skeleton.loc());
    }

    private void srcuFlags(Set<String> flags) {
      if (s.srcuLock.isEmpty() && s.srcuUnlock.isEmpty()) {
        return;
      }
      Relation sections = srcuRscs();
      boolean accesses = version.srcuAccesses();
      if (!s.srcuLock.minus(sections.domain()).isEmpty()) {
        flags.add(accesses ? "unmatched-srcu-lock" : "unbalanced-srcu-locking");
      }
      if (!s.srcuUnlock.minus(sections.range()).isEmpty()) {
        flags.add(accesses ? "unmatched-srcu-unlock" : "unbalanced-srcu-locking");
      }
      if (accesses && !sections.inverse().then(sections).minus(identity()).isEmpty()) {
        flags.add("multiple-srcu-matches");
      }
      for (int lock = 0; lock < skeleton.size(); lock++) {
        for (int unlock = 0; unlock < skeleton.size(); unlock++) {
          if (sections.has(lock, unlock)
              && skeleton.event(lock).value() != skeleton.event(unlock).value()) {
            flags.add(accesses ? "srcu-bad-value-match" : "srcu-bad-nesting");
          }
        }
      }
    }

    /** Plain accesses: whether they are coherent; races are flagged. */
    private boolean plain(Set<String> flags) {
      PlainAccesses plain =
          new PlainAccesses(
              MemoryModel.this,
              f,
              new PlainAccesses.Given(
                  execution,
                  addr,
                  fence,
                  nonrwFence,
                  strongFence,
                  cumulFence,
                  rmwSequence,
                  hb.or(pb).or(rb).star(),
                  fr));
      if (!plain.isCoherent()) {
        return false;
      }
      plain.flag(flags);
      return true;
    }
  }
}
