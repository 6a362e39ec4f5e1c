package org.rmmodel.lkmm.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rmmodel.lkmm.execution.Execution;
import org.rmmodel.lkmm.execution.Relation;

/**
 * The Linux kernel's memory model, as the published one (tools/memory-model of the kernel:
 * linux-kernel.bell, linux-kernel.cat, and explanation.txt, which says why). Each relation has its
 * published name, and each term of it is a {@link Clause}. {@link Judgement} has the axioms in the
 * published order.
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
        : new Judgement(new Candidate(this, known, execution)).rule();
  }
}
