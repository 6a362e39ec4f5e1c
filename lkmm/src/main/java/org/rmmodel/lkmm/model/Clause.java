package org.rmmodel.lkmm.model;

/**
 * The terms of the model's definitions. The model has all of them; without one of them it is
 * another model, and some test must notice that.
 */
public enum Clause {
  /** fence: an acquire orders what comes after it. */
  ACQ_PO,
  /** fence: a release orders what comes before it. */
  PO_REL,
  /** fence: smp_rmb. */
  RMB,
  /** fence: smp_wmb. */
  WMB,
  /** mb: smp_mb. */
  MB,
  /** mb: smp_mb__before_atomic. */
  MB_BEFORE_ATOMIC,
  /** mb: smp_mb__after_atomic. */
  MB_AFTER_ATOMIC,
  /** mb: smp_mb__after_spinlock. */
  MB_AFTER_SPINLOCK,
  /** mb: smp_mb__after_unlock_lock. */
  MB_AFTER_UNLOCK_LOCK,
  /** mb: smp_mb__after_srcu_read_unlock. */
  MB_AFTER_SRCU_READ_UNLOCK,
  /** strong-fence: a grace period. */
  GP,
  /** po-unlock-lock-po: on one CPU. */
  UNLOCK_LOCK_PO,
  /** po-unlock-lock-po: from one CPU to another. */
  UNLOCK_LOCK_RF,
  /** Reads of what returns nothing are not ordered by smp_rmb. */
  NORETURN_IS_NO_R4RMB,
  /** to-w: address dependencies. */
  TO_W_ADDR,
  /** to-w: data dependencies. */
  TO_W_DATA,
  /** to-w: control dependencies. */
  TO_W_CTRL,
  /** to-w: overwriting in one thread. */
  TO_W_OVERWRITE,
  /** to-w: an address dependency to a plain access, and smp_wmb. */
  TO_W_PLAIN_WMB,
  /** to-r: address dependencies. */
  TO_R_ADDR,
  /** to-r: a dependency to a write that is read in the same thread. */
  TO_R_DEP_RFI,
  /** Dependencies go on through plain accesses. */
  CARRY_DEP,
  /** ppo: fences. */
  PPO_FENCE,
  /** ppo: po-unlock-lock-po. */
  PPO_UNLOCK_LOCK,
  /** A-cumul: what is read before a fence comes before it too. */
  A_CUMUL,
  /** cumul-fence: strong fences. */
  CUMUL_STRONG,
  /** cumul-fence: releases. */
  CUMUL_RELEASE,
  /** cumul-fence: smp_wmb. */
  CUMUL_WMB,
  /** cumul-fence: po-unlock-lock-po. */
  CUMUL_UNLOCK_LOCK,
  /** rmw-sequence. */
  RMW_SEQUENCE,
  /** prop: overwriting from another thread. */
  PROP_OVERWRITE,
  /** prop: cumulative fences. */
  PROP_CUMUL,
  /** prop: reading from another thread in the end. */
  PROP_RFE,
  /** hb: ppo. */
  HB_PPO,
  /** hb: reading from another thread. */
  HB_RFE,
  /** hb: prop within one thread. */
  HB_PROP,
  /** pb: hb after the strong fence. */
  PB_HB,
  /** rcu-link: hb. */
  LINK_HB,
  /** rcu-link: pb. */
  LINK_PB,
  /** rcu-link: prop. */
  LINK_PROP,
  /** rcu-link: po in the beginning. */
  LINK_PO,
  /** rcu-order: a grace period. */
  ORDER_GP,
  /** rcu-order: a grace period of SRCU. */
  ORDER_SRCU_GP,
  /** rcu-order: a grace period, then a section. */
  ORDER_GP_RSCS,
  /** rcu-order: a section, then a grace period. */
  ORDER_RSCS_GP,
  /** rcu-order: a grace period, something ordered, a section. */
  ORDER_GP_ORDER_RSCS,
  /** rcu-order: a section, something ordered, a grace period. */
  ORDER_RSCS_ORDER_GP,
  /** rcu-order: one after the other. */
  ORDER_ORDER,
  /** rcu-order: a grace period of SRCU, then a section. */
  ORDER_SRCU_GP_RSCS,
  /** rcu-order: a section of SRCU, then a grace period. */
  ORDER_SRCU_RSCS_GP,
  /** rcu-order: a grace period of SRCU, something ordered, a section. */
  ORDER_SRCU_GP_ORDER_RSCS,
  /** rcu-order: a section of SRCU, something ordered, a grace period. */
  ORDER_SRCU_RSCS_ORDER_GP,
  /** rcu-order: SRCU's grace period and section have to be of one srcu_struct. */
  ORDER_SRCU_LOC,
  /** rb: hb in the end. */
  RB_HB,
  /** rb: pb in the end. */
  RB_PB,
  /** strong-fence of plain accesses: rcu-fence. */
  STRONG_RCU_FENCE,
  /** vis: cumulative fences. */
  VIS_CUMUL,
  /** vis: reading from another thread. */
  VIS_RFE,
  /** vis: a strong fence. */
  VIS_STRONG,
  /** vis: within one thread. */
  VIS_INT,
  /** w-pre-bounded: address dependencies. */
  W_PRE_ADDR,
  /** w-pre-bounded: fences. */
  W_PRE_FENCE,
  /** r-pre-bounded: address dependencies. */
  R_PRE_ADDR,
  /** r-pre-bounded: fences. */
  R_PRE_FENCE,
  /** r-pre-bounded: smp_rmb. */
  R_PRE_RMB,
  /** w-post-bounded: fences. */
  W_POST_FENCE,
  /** w-post-bounded: rmw-sequence. */
  W_POST_RMW_SEQUENCE,
  /** r-post-bounded: fences. */
  R_POST_FENCE,
  /** r-post-bounded: smp_rmb. */
  R_POST_RMB,
  /** ww-vis, wr-vis, rw-xbstar: a fence from one to the other. */
  VIS_FENCE,
  /** ww-vis, wr-vis: a strong fence in the beginning. */
  VIS_STRONG_BEGIN,
  /** plain-coherence: what is read. */
  WR_INCOH,
  /** plain-coherence: what is overwritten after it was read. */
  RW_INCOH,
  /** plain-coherence: what is overwritten. */
  WW_INCOH,
  /** data-race: two writes. */
  WW_RACE,
  /** data-race: a write, then a read. */
  WR_RACE,
  /** data-race: a read, then a write. */
  RW_RACE,
  /** wr-race: none if the read comes first. */
  WR_RACE_XBSTAR,
  /** ww-nonrace: of a plain first write what is read must be past. */
  WW_NONRACE_FIRST,
  /** ww-nonrace: of a plain second write what is read must be visible. */
  WW_NONRACE_SECOND,
  /** The axiom coherence. */
  COHERENCE,
  /** The axiom atomic. */
  ATOMIC,
  /** The axiom happens-before. */
  HAPPENS_BEFORE,
  /** The axiom propagation. */
  PROPAGATION,
  /** The axiom rcu. */
  RCU
}
