package org.rmmodel.lkmm.model;

import org.rmmodel.lkmm.execution.Execution;
import org.rmmodel.lkmm.execution.Relation;
import org.rmmodel.lkmm.execution.Skeleton;

/** A candidate execution, with the relations that the model begins with. */
final class Candidate {
  final MemoryModel model;
  final Execution execution;
  final Skeleton skeleton;
  final Fences f;
  final Sets s;
  final Relation po;
  final Relation ext;
  final Relation rf;
  final Relation rfe;
  final Relation rfi;
  final Relation co;
  final Relation fr;

  Candidate(MemoryModel model, Fences f, Execution execution) {
    this.model = model;
    this.f = f;
    this.s = f.sets();
    this.execution = execution;
    skeleton = execution.skeleton();
    po = skeleton.po();
    ext = skeleton.external();
    rf = execution.rf();
    rfe = rf.and(ext);
    rfi = rf.minus(ext);
    co = execution.co();
    fr = rf.inverse().then(co);
  }

  boolean has(Clause clause) {
    return model.has(clause);
  }

  /** A term of a union; nothing if it is dropped. */
  Relation term(Clause clause, Relation relation) {
    return model.term(clause, relation);
  }

  /** A term of a sequence; nothing happens there if it is dropped. */
  Relation step(Clause clause, Relation relation) {
    return has(clause) ? relation : identity();
  }

  Relation identity() {
    return Relation.identity(s.all);
  }

  Relation nothing() {
    return Relation.empty(skeleton.size());
  }
}
