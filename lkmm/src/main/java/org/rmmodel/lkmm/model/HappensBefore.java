package org.rmmodel.lkmm.model;

import org.rmmodel.lkmm.execution.EventSet;
import org.rmmodel.lkmm.execution.Relation;
import org.rmmodel.lkmm.parse.FenceKind;

/** Preserved program order, propagation, and what happens before what. */
final class HappensBefore {
  final Relation strongFence;
  final Relation nonrwFence;
  final Relation fence;
  final Relation addr;
  final Relation ppo;
  final Relation rmwSequence;
  final Relation cumulFence;
  final Relation prop;
  final Relation hb;

  private final Candidate c;
  private final Version version;
  private final Relation overwrite;
  private final Relation poUnlockLockPo;

  HappensBefore(Candidate c) {
    this.c = c;
    version = c.model.version();
    overwrite = c.co.or(c.fr);
    poUnlockLockPo = unlockLock();

    strongFence = c.f.mb().or(lockMb()).or(c.f.gp());
    nonrwFence = strongFence.or(c.f.poRel()).or(c.f.acqPo());
    fence = nonrwFence.or(c.f.wmb()).or(c.f.rmb());

    Relation carryDep = carryDep();
    addr = carryDep.then(c.skeleton.addr());
    ppo = ppo(carryDep.then(c.skeleton.data()), carryDep.then(c.skeleton.ctrl()));

    rmwSequence = version.hasRmwSequence() ? c.rf.then(c.skeleton.rmw()).star() : c.identity();
    cumulFence = cumulFence();
    prop = prop();

    hb =
        c.term(Clause.HB_PPO, ppo)
            .or(c.term(Clause.HB_RFE, c.rfe))
            .or(c.term(Clause.HB_PROP, prop.minus(c.identity()).minus(c.ext)))
            .from(c.s.marked)
            .to(c.s.marked);
  }

  /** po-unlock-lock-po: one section, and the next one of the same lock or thread. */
  private Relation unlockLock() {
    if (c.s.ul.isEmpty()) {
      return c.nothing();
    }
    Relation next =
        c.term(Clause.UNLOCK_LOCK_PO, c.po)
            .or(c.term(Clause.UNLOCK_LOCK_RF, c.rf))
            .from(c.s.ul)
            .to(c.s.lkr);
    return c.po.then(next).then(c.po);
  }

  /** What smp_mb__after_unlock_lock adds to mb. */
  private Relation lockMb() {
    if (c.s.ul.isEmpty() || !c.has(Clause.MB_AFTER_UNLOCK_LOCK)) {
      return c.nothing();
    }
    EventSet after = c.s.fence(FenceKind.AFTER_UNLOCK_LOCK);
    Relation from =
        version.unlocksHandOver()
            ? poUnlockLockPo.to(after).then(c.po)
            : c.po.to(c.s.ul).then(c.co.or(c.po)).to(c.s.lkw).then(c.s.fencerel(after));
    return from.from(c.s.accesses).to(c.s.accesses);
  }

  /** carry-dep: a dependency goes on through what is stored and loaded again. */
  private Relation carryDep() {
    return version.hasCarriedDependencies() && c.has(Clause.CARRY_DEP)
        ? c.skeleton.data().to(c.s.srcuUnlock.not()).then(c.rfi).star()
        : c.identity();
  }

  private Relation ppo(Relation data, Relation ctrl) {
    Relation rwdep =
        c.term(Clause.TO_W_ADDR, addr)
            .or(c.term(Clause.TO_W_DATA, data))
            .or(c.term(Clause.TO_W_CTRL, ctrl))
            .to(c.s.writes);
    Relation toW =
        rwdep
            .or(c.term(Clause.TO_W_OVERWRITE, overwrite.minus(c.ext)))
            .or(c.term(Clause.TO_W_PLAIN_WMB, addr.to(c.s.plain).then(c.f.wmb())));
    Relation toR =
        c.term(Clause.TO_R_ADDR, version.limitsPpo() ? addr.to(c.s.reads) : addr)
            .or(c.term(Clause.TO_R_DEP_RFI, addr.or(data).to(c.s.marked).then(c.rfi)));
    return toR.or(toW)
        .or(c.term(Clause.PPO_FENCE, version.limitsPpo() ? fence.minus(c.ext) : fence))
        .or(c.term(Clause.PPO_UNLOCK_LOCK, poUnlockLockPo.minus(c.ext)));
  }

  private Relation cumulFence() {
    Relation cumulative =
        c.term(Clause.CUMUL_STRONG, strongFence).or(c.term(Clause.CUMUL_RELEASE, c.f.poRel()));
    Relation aCumul = cumulative.or(c.term(Clause.A_CUMUL, c.rfe.to(c.s.marked).then(cumulative)));
    return aCumul
        .or(c.term(Clause.CUMUL_WMB, c.f.wmb()))
        .or(c.term(Clause.CUMUL_UNLOCK_LOCK, poUnlockLockPo))
        .from(c.s.marked)
        .to(c.s.marked)
        .then(c.step(Clause.RMW_SEQUENCE, rmwSequence));
  }

  private Relation prop() {
    return c.term(Clause.PROP_OVERWRITE, overwrite.and(c.ext))
        .maybe()
        .from(c.s.marked)
        .then(c.step(Clause.PROP_CUMUL, cumulFence.star()))
        .to(c.s.marked)
        .then(c.term(Clause.PROP_RFE, c.rfe).maybe())
        .to(c.s.marked);
  }
}
