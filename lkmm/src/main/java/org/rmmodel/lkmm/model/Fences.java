package org.rmmodel.lkmm.model;

import java.util.Set;
import java.util.TreeSet;
import org.rmmodel.lkmm.execution.EventSet;
import org.rmmodel.lkmm.execution.Relation;
import org.rmmodel.lkmm.execution.Skeleton;
import org.rmmodel.lkmm.parse.FenceKind;

/** What the fences of the threads order, whatever reads read and however writes are ordered. */
final class Fences {
  private final Skeleton skeleton;
  private final Sets s;
  private final EventSet r4rmb;
  private final Relation acqPo;
  private final Relation poRel;
  private final Relation rmb;
  private final Relation wmb;
  private final Relation mb;
  private final Relation gp;
  private final Relation rmbFence;
  private final Relation rcuRscs;
  private final Set<String> flags = new TreeSet<>();

  Fences(MemoryModel model, Skeleton skeleton) {
    this.skeleton = skeleton;
    this.s = new Sets(skeleton);
    Relation po = skeleton.po();
    acqPo = model.term(Clause.ACQ_PO, po.from(s.acquire).to(s.accesses));
    poRel = model.term(Clause.PO_REL, po.from(s.accesses).to(s.release));
    r4rmb = model.has(Clause.NORETURN_IS_NO_R4RMB) ? s.reads.minus(s.noreturn) : s.reads;
    rmbFence = s.fencerel(s.fence(FenceKind.RMB));
    rmb = model.term(Clause.RMB, rmbFence.from(r4rmb).to(r4rmb));
    wmb = model.term(Clause.WMB, s.fencerel(s.fence(FenceKind.WMB)).from(s.writes).to(s.writes));
    mb = fullBarriers(model, po);
    gp = model.term(Clause.GP, po.to(s.syncRcu.or(s.syncSrcu)).then(po.maybe()));
    rcuRscs = s.matched(s.fence(FenceKind.RCU_LOCK), s.fence(FenceKind.RCU_UNLOCK), false);
    flag(model, po);
  }

  private Relation fullBarriers(MemoryModel model, Relation po) {
    Relation poMaybe = po.maybe();
    Relation before = s.fencerel(s.fence(FenceKind.BEFORE_ATOMIC));
    Relation after = s.fencerel(s.fence(FenceKind.AFTER_ATOMIC));
    Relation afterSpinlock = s.fencerel(s.fence(FenceKind.AFTER_SPINLOCK));
    Relation all =
        model
            .term(Clause.MB, s.fencerel(s.fence(FenceKind.MB)))
            .or(model.term(Clause.MB_BEFORE_ATOMIC, before.to(s.rmw).then(poMaybe)))
            .or(model.term(Clause.MB_AFTER_ATOMIC, poMaybe.to(s.rmw).then(after)))
            .or(model.term(Clause.MB_AFTER_SPINLOCK, poMaybe.to(s.lkw).then(afterSpinlock)));
    if (model.version().srcuAccesses()) {
      Relation afterUnlock = s.fencerel(s.fence(FenceKind.AFTER_SRCU_READ_UNLOCK));
      all =
          all.or(
              model.term(
                  Clause.MB_AFTER_SRCU_READ_UNLOCK, poMaybe.to(s.srcuUnlock).then(afterUnlock)));
    }
    return all.from(s.accesses).to(s.accesses);
  }

  private void flag(MemoryModel model, Relation po) {
    boolean older = !model.version().srcuAccesses();
    EventSet locks = s.fence(FenceKind.RCU_LOCK);
    EventSet unlocks = s.fence(FenceKind.RCU_UNLOCK);
    if (!locks.minus(rcuRscs.domain()).isEmpty()) {
      flags.add(older ? "unbalanced-rcu-locking" : "unmatched-rcu-lock");
    }
    if (!unlocks.minus(rcuRscs.range()).isEmpty()) {
      flags.add(older ? "unbalanced-rcu-locking" : "unmatched-rcu-unlock");
    }
    if (!rcuRscs.and(po.to(s.syncSrcu).then(po)).isEmpty()) {
      flags.add("invalid-sleep");
    }
    EventSet plainWrites = s.plain.and(s.writes);
    if (!plainWrites.isEmpty()) {
      Relation unfenced = po.and(skeleton.loc()).minus(barrier(po));
      if (!unfenced.from(plainWrites).to(s.marked).isEmpty()
          || !unfenced.from(s.marked).to(plainWrites).isEmpty()) {
        flags.add("mixed-accesses");
      }
    }
  }

  /** Over what a compiler does not move accesses. */
  private Relation barrier(Relation po) {
    EventSet fences =
        s.fence(
                FenceKind.BARRIER,
                FenceKind.RMB,
                FenceKind.WMB,
                FenceKind.MB,
                FenceKind.SYNC_RCU,
                FenceKind.BEFORE_ATOMIC,
                FenceKind.AFTER_ATOMIC,
                FenceKind.RCU_LOCK,
                FenceKind.RCU_UNLOCK)
            .or(s.syncSrcu)
            .or(s.acquire)
            .or(s.release)
            .or(s.srcuLock)
            .or(s.srcuUnlock);
    return s.fencerel(fences).or(po.to(s.release)).or(po.from(s.acquire));
  }

  Skeleton skeleton() {
    return skeleton;
  }

  Sets sets() {
    return s;
  }

  EventSet r4rmb() {
    return r4rmb;
  }

  Relation acqPo() {
    return acqPo;
  }

  Relation poRel() {
    return poRel;
  }

  Relation rmb() {
    return rmb;
  }

  /** fencerel(Rmb), whatever it is between. */
  Relation rmbFence() {
    return rmbFence;
  }

  Relation wmb() {
    return wmb;
  }

  Relation mb() {
    return mb;
  }

  Relation gp() {
    return gp;
  }

  Relation rcuRscs() {
    return rcuRscs;
  }

  Set<String> flags() {
    return flags;
  }
}
